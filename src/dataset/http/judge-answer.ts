import type { Quality } from '../../model/send-report.ts';
import type { Statuses } from './statuses.ts';

/** The statuses that are a success, for batches of good and of bad rows. */
export interface Expected {
  readonly good: Statuses;
  readonly bad: Statuses;
}

/** What the answer to a batch means. */
export type Verdict =
  /** Taken, as it should be. */
  | 'accepted'
  /** Refused, as it should be. */
  | 'refused'
  /** Bad rows were taken like good ones. */
  | 'accepted though bad'
  /** Another attempt may do better. */
  | 'retry'
  | 'failed';

/** Refusals of the sender or the address. Rows that were refused may have been seen by nobody. */
const aboutTheSender: ReadonlySet<number> = new Set([401, 403, 404, 405, 407]);

const retried: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * What a status means for a batch. Where good and bad rows go together either may be the answer, but not one about the
 * sender or the address: nothing else would tell of a wrong URL.
 */
export function judgeAnswer(status: number, quality: Quality, expected: Expected): Verdict {
  if (quality === 'bad') {
    if (expected.bad.has(status)) return 'refused';
    if (expected.good.has(status) || isOfClass(status, 2)) return 'accepted though bad';
  } else {
    if (expected.good.has(status)) return 'accepted';
    if (quality === 'mixed' && expected.bad.has(status) && !aboutTheSender.has(status)) return 'refused';
  }
  return retried.has(status) || isOfClass(status, 5) ? 'retry' : 'failed';
}

function isOfClass(status: number, first: number): boolean {
  return Math.floor(status / 100) === first;
}
