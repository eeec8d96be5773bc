import { FaultlineError } from '../../model/errors.ts';

const seconds = { s: 1, min: 60, h: 3600 } as const;

/** Regular expression of the texts that `parseRate` reads. */
export const ratePattern = '^\\s*(\\d{1,12}(?:\\.\\d{1,6})?)\\s*rows\\s*/\\s*(s|min|h)\\s*$';

/** Rows per second of `20000 rows/s`, `90 rows/min` or `1000 rows/h`. @throws INVALID_VALUE */
export function parseRate(text: string): number {
  const [, amount, unit] = new RegExp(ratePattern).exec(text) ?? [];
  const rate = Number(amount) / seconds[unit as keyof typeof seconds];
  if (rate > 0) return rate;
  throw new FaultlineError('INVALID_VALUE', `${text} is no rate of rows`, {
    hint: 'Write a number of rows above 0 and a unit: 20000 rows/s, 90 rows/min or 1000 rows/h.',
  });
}
