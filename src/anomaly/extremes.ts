import { Big } from 'big.js';
import type { ColumnContext, Statistics } from '../model/anomaly-context.ts';
import type { Survey } from '../model/anomaly.ts';
import { sql } from '../sql/sql.ts';
import { finite } from './numeric-column.ts';
import { statistic } from './statistic.ts';

/** Significant digits of a statistic. */
const digits = 6;

/** The smallest and the largest number of a column. */
export interface Extremes {
  readonly min: Big;
  readonly max: Big;
}

/** Smallest and largest of the finite values, as figures `min` and `max`. */
export function surveyExtremes({ column, before }: ColumnContext): Pick<Survey, 'min' | 'max'> {
  const value = finite(before, column);
  return { min: sql`min(${value})`, max: sql`max(${value})` };
}

/**
 * Bounds of the values that `surveyExtremes` found: no value lies outside of them, also where rounding the figures has
 * moved them in. Undefined where the baseline holds no value.
 */
export function extremesOf(statistics: Statistics): Extremes | undefined {
  const [min, max] = [statistic(statistics, 'min'), statistic(statistics, 'max')];
  return min && max && { min: min.minus(lostBy(min)), max: max.plus(lostBy(max)) };
}

/** As much as rounding can have taken away; nothing where the figure has fewer digits than it may have. */
function lostBy(figure: Big): Big {
  return figure.c.length < digits ? new Big(0) : new Big(`5e${figure.e - digits}`);
}
