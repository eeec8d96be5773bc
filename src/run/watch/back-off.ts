import { exitCodes } from '../../model/error-codes.ts';
import type { FaultlineError } from '../../model/errors.ts';

/** Milliseconds after the first failure. */
const first = 1_000;
/** Milliseconds at most: no slot that lasts a minute is missed in between. */
const most = 60_000;
/** Milliseconds for what only somebody can mend, in a file or in a table. */
const slow = 300_000;

/**
 * Milliseconds until a target is tried again: from one second to one minute, twice as long each time, and up to half of
 * it less, so that targets which failed together do not come back together. What is invalid, and what others changed, is
 * tried every five minutes.
 * @param failures in a row, from 1 @param random from 0 to 1
 */
export function backOff(error: Pick<FaultlineError, 'exitCode'>, failures: number, random: number): number {
  if (error.exitCode === exitCodes.invalid || error.exitCode === exitCodes.conflict) return slow;
  return Math.round(Math.min(most, first * 2 ** (failures - 1)) * (1 - random / 2));
}
