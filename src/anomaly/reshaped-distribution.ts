import { Big } from 'big.js';
import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';
import { keptNumber } from './kept-number.ts';
import { finite } from './numeric-column.ts';
import type { QuantileFunction } from './quantile-function.ts';
import { refuseBeyondRange } from './refuse-beyond-range.ts';
import { refuseWithoutSpread, spreadOf } from './spread.ts';
import { valueByRank } from './value-by-rank.ts';

/** The distribution of mean 0 and variance 1 at an amplitude. */
export type Family = (amplitude: number) => QuantileFunction;

/** Refuses a column without spread, and values that its type does not hold. @throws UNSUITABLE_COLUMN, VALUE_OUT_OF_RANGE */
export function checkReshaped(context: RowContext, family: Family): void {
  const spread = spreadOf(context);
  if (spread === undefined) return;
  refuseWithoutSpread(context, spread, 'to give another shape');
  refuseBeyondRange(context, (amplitude) => {
    const distribution = family(amplitude.toNumber());
    const ends = [distribution[0]!, distribution.at(-1)!];
    return ends.map(({ value }) => spread.mean.plus(spread.sd.times(new Big(value))));
  });
}

/** The number that has the row's rank in a distribution of the column's mean and standard deviation; NaN and infinities stay. */
export function reshaped(context: RowContext, family: Family): Sql {
  const { column, before, amplitude } = context;
  const spread = spreadOf(context);
  if (spread === undefined) return before;
  const value = keptNumber(context, valueByRank(context, spread, family(Number(amplitude))));
  return sql`case when ${finite(before, column)} is null then ${before} else ${value} end`;
}
