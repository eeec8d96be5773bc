import { Big } from 'big.js';
import { numberRange } from '../../anomaly/number-range.ts';
import type { Anomaly } from '../../model/anomaly.ts';
import type { ColumnProfile } from '../../model/profile.ts';

/**
 * Whether the column's type holds the numbers that the anomaly makes of its largest ones at its default strength: what would be
 * refused. Of strengths in other units than these it knows nothing, and takes them to fit.
 */
export function hasRoom({ amplitude }: Anomaly, { column, min, max, sd }: ColumnProfile): boolean {
  const range = numberRange(column);
  if (range === undefined || amplitude === undefined || min === null || max === null) return true;
  const strength = new Big(amplitude.default);
  const reached = (value: Big): Big => {
    switch (amplitude.unit) {
      case 'times':
        return value.times(strength);
      case 'percent':
        return value.times(strength.div(100).plus(1));
      case 'sd':
        return value.plus(strength.times(sd ?? 0));
      default:
        return value;
    }
  };
  const largest = new Big(max);
  const smallest = new Big(min);
  if (reached(largest).gt(range.max)) return false;
  return !smallest.lt(0) || reached(smallest.abs()).lte(range.min.abs());
}
