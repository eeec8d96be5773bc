import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import type { Measure } from '../../model/scenario.ts';
import { join, sql } from '../../sql/sql.ts';
import { statisticList } from '../statistic.ts';
import type { Movement } from './metric-course.ts';
import type { MetricSeries } from './metric-series.ts';

/** How the values of a bucket change so that its sum or average does: value · factor + offset. */
export interface ValueChange {
  readonly factor: Big;
  readonly offset: Big;
}

const unchanged: ValueChange = { factor: new Big(1), offset: new Big(0) };

/** Digits behind the point of factors and offsets. */
const [fewestDigits, mostDigits] = [6, 12];

/** Digits behind the point of products: of the 38 that decimals have, 14 are left for sums. */
const mostOfProducts = 24;

/**
 * The change of values in each window. Where no value is negative they change by the same share, so that zero stays
 * zero and nothing goes below it; else, and where the metric is 0, by the same amount. For a metric of 0 they all become 0.
 */
export function valueChanges(
  context: RowContext,
  series: MetricSeries,
  movements: readonly (Movement | undefined)[],
  { aggregate }: Measure,
): readonly ValueChange[] {
  const isSigned = statisticList(context.statistics, 'least').some((text) => text.startsWith('-'));
  return movements.map((movement) => {
    if (movement === undefined) return unchanged;
    const count = series.counts[movement.bucket]!;
    const to = isSigned || movement.to.gt(0) ? movement.to : new Big(0);
    if (count.eq(0) || to.eq(movement.from)) return unchanged;
    const sum = aggregate === 'sum' ? movement.from : movement.from.times(count);
    const digits = digitsFor(sum, context.column.scale ?? fewestDigits);
    if (to.eq(0) || (!isSigned && movement.from.gt(0)))
      return { factor: to.eq(0) ? to : to.div(movement.from).round(digits), offset: new Big(0) };
    const difference = to.minus(movement.from);
    const each = aggregate === 'sum' ? difference.div(count) : difference;
    return { factor: new Big(1), offset: each.round(digitsFor(count, context.column.scale ?? fewestDigits)) };
  });
}

/** Enough for the sum of a bucket to be right in its last digit, as far as decimals go. */
function digitsFor(number: Big, scale: number): number {
  const most = Math.min(mostDigits, mostOfProducts - scale);
  return Math.max(fewestDigits, Math.min(most, number.e + scale + 2));
}

/** What becomes of a value, by the occurrence of its row. */
export function changedValue(
  { dialect, column, occurrence }: RowContext,
  value: Sql,
  changes: readonly ValueChange[],
): Sql {
  const number = (each: Big) => dialect.number(each.toFixed(), column);
  const byOccurrence = (of: (change: ValueChange) => Big): Sql => {
    const values = changes.map(of);
    const [first] = values;
    if (first !== undefined && values.every((each) => each.eq(first))) return number(first);
    const cases = values.map((each, index) => sql`when ${dialect.integer(index + 1)} then ${number(each)}`);
    return sql`case ${occurrence} ${join(cases, sql` `)} end`;
  };
  const scaled = changes.every(({ factor }) => factor.eq(1))
    ? value
    : sql`${value} * ${byOccurrence(({ factor }) => factor)}`;
  const isMoved = changes.some(({ offset }) => !offset.eq(0));
  return isMoved ? sql`${scaled} + ${byOccurrence(({ offset }) => offset)}` : scaled;
}
