import { Big } from 'big.js';
import { formatAmplitude } from '../model/amplitude.ts';
import type { RowContext } from '../model/anomaly-context.ts';
import { holds, numberRange, outOfRange } from './number-range.ts';

/**
 * Refuses an amplitude that would lead to numbers outside of the column's type, and names the largest one, in tenths,
 * that does not.
 * @param reached the values farthest out at an amplitude; they draw nearer as the amplitude goes to zero
 * @throws VALUE_OUT_OF_RANGE
 */
export function refuseBeyondRange(context: RowContext, reached: (amplitude: Big) => readonly Big[]): void {
  const { table, column, step } = context;
  const range = numberRange(column);
  if (range === undefined) return;
  const amplitude = new Big(context.amplitude);
  const beyond = reached(amplitude).find((value) => !holds(range, value));
  if (beyond === undefined) return;
  const fitting = largest(amplitude, (tried) => reached(tried).every((value) => holds(range, value)));
  const hint =
    fitting === undefined || step.amplitude === undefined
      ? 'No amplitude fits: choose another column.'
      : `Lower the amplitude to ${formatAmplitude({ value: fitting.toFixed(), unit: step.amplitude.unit })}.`;
  throw outOfRange(table, column, range, beyond, hint);
}

/** The amplitude farthest from zero, on the same side, that fits; undefined where not even a tenth does. */
function largest(amplitude: Big, fits: (amplitude: Big) => boolean): Big | undefined {
  const tenth = new Big(amplitude.lt(0) ? '-0.1' : '0.1');
  let [most, least] = [amplitude.abs().times(10).round(0, 0).plus(1), new Big(0)];
  while (most.minus(least).gt(1)) {
    const middle = most.plus(least).div(2).round(0, 0);
    if (fits(tenth.times(middle))) least = middle;
    else most = middle;
  }
  return least.eq(0) ? undefined : tenth.times(least);
}
