import type { Big } from 'big.js';
import type { ColumnContext, RowContext } from '../model/anomaly-context.ts';
import type { Survey } from '../model/anomaly.ts';
import { FaultlineError } from '../model/errors.ts';
import { formatTable } from '../model/table.ts';
import { finite } from './numeric-column.ts';
import { statistic } from './statistic.ts';

/** Where a column's numbers lie and how far apart. */
export interface Spread {
  readonly mean: Big;
  /** Population standard deviation. */
  readonly sd: Big;
}

/** A deviation below this share of the mean is what summing equal floats leaves behind. */
const floatNoise = '1e-12';

/** Mean and standard deviation of the finite values, as figures `mean` and `sd`. */
export function surveySpread({ dialect, column, before }: ColumnContext): Pick<Survey, 'mean' | 'sd'> {
  const value = finite(before, column);
  return { mean: dialect.mean(value, column), sd: dialect.deviation(value) };
}

/** The spread that `surveySpread` found; undefined where the baseline holds no value. */
export function spreadOf({ statistics }: Pick<RowContext, 'statistics'>): Spread | undefined {
  const [mean, sd] = [statistic(statistics, 'mean'), statistic(statistics, 'sd')];
  return mean && sd && { mean, sd };
}

/** @param lacks what cannot be had without a spread: "to be outside of" @throws UNSUITABLE_COLUMN where all values are the same */
export function refuseWithoutSpread({ table, column }: ColumnContext, { mean, sd }: Spread, lacks: string): void {
  if (sd.gt(mean.abs().times(floatNoise))) return;
  const message = `${formatTable(table.name)}.${column.name} has no spread ${lacks}: every value is the same`;
  throw new FaultlineError('UNSUITABLE_COLUMN', message, {
    hint: "Choose another column, or widen the step's where.",
  });
}
