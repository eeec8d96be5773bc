import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '../model/errors.ts';

/** Interference by others undoes the transaction; it is tried so often. */
export const attempts = 3;

/** Milliseconds before the second attempt; twice as many before the third. */
const pause = 100;

/**
 * Whether another attempt may succeed: others changed rows in between, or wrote one that a constraint sets against
 * ours (the key of a copy, a child of a deleted row), which a fresh snapshot sees.
 */
export function isWorthRetrying(error: unknown): boolean {
  return hasCode(error, 'WRITE_CONFLICT', 'CONSTRAINT_VIOLATION');
}

/** Gives others the time to finish. @param attempt the one to come, from 2 */
export async function pauseBefore(attempt: number): Promise<void> {
  await sleep(pause * (attempt - 1));
}
