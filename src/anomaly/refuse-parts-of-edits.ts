import type { RowContext } from '../model/anomaly-context.ts';
import { FaultlineError } from '../model/errors.ts';

/** Refuses an amplitude that is no whole number of edits. @param most edits that the anomaly makes @throws INVALID_VALUE */
export function refusePartsOfEdits({ amplitude, step }: RowContext, most: number): void {
  if (/^\d+$/.test(amplitude)) return;
  const message = `step ${step.id}: ${amplitude} edits are not a whole number`;
  throw new FaultlineError('INVALID_VALUE', message, { hint: `Write a whole number from 1 to ${most}.` });
}
