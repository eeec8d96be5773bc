import { FaultlineError } from '../../model/errors.ts';

/** Statuses of HTTP, as a file lists them. */
export interface Statuses {
  /** Whether a status is one of them. */
  readonly has: (status: number) => boolean;
  /** `2xx or 409`. */
  readonly text: string;
}

/** Regular expression of one entry: a status, or a class of them. 1xx are no final answers. */
export const statusPattern = '^\\s*[2-5](\\d\\d|xx)\\s*$';

/** Too early, too slow, too often: these say nothing of the rows, so that only their own number stands for them. */
const aboutTheMoment: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Reads `2xx`, `201` or a list of both. `4xx` stands for all of its class but 408, 425 and 429, which are tried again
 * unless they are listed by themselves.
 * @throws INVALID_VALUE
 */
export function parseStatuses(value: unknown): Statuses {
  const entries = (Array.isArray(value) ? value : [value]).map((entry) => String(entry).trim());
  const wrong = entries.find((entry) => !new RegExp(statusPattern).test(entry));
  if (wrong !== undefined || entries.length === 0)
    throw new FaultlineError('INVALID_VALUE', `${wrong ?? 'an empty list'} is no status of HTTP`, {
      hint: 'Write a class such as 2xx, a status such as 201, or a list: [2xx, 409].',
    });
  const classes = new Set(entries.filter((entry) => entry.endsWith('xx')).map((entry) => Number(entry[0])));
  const single = new Set(entries.filter((entry) => !entry.endsWith('xx')).map(Number));
  return {
    has: (status) => single.has(status) || (classes.has(Math.floor(status / 100)) && !aboutTheMoment.has(status)),
    text: entries.join(' or '),
  };
}
