import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { join, sql } from '../sql/sql.ts';
import { full, millionthsOf, numberLiteral } from './millionths.ts';
import { finite } from './numeric-column.ts';
import type { QuantileFunction } from './quantile-function.ts';
import type { Spread } from './spread.ts';

/** Shares are reckoned in whole billionths, so that ranks of many rows stay apart. */
const billion = 1_000_000_000;

/**
 * The value that a row gets by its rank among the finite values of all rows that the step may take:
 * mean + sd · Q((rank - 1/2) / rows). Equal values are told apart by a draw for `value`. Whole numbers up to the last
 * multiplication, so that every engine gives the same. For anomalies that look around.
 * @param distribution Q, of mean 0 and variance 1
 */
export function valueByRank(context: RowContext, { mean, sd }: Spread, distribution: QuantileFunction): Sql {
  const deviate = millionthsOf(context, context.bind(quantile(context, shareOf(context), distribution)), sd);
  return sql`${numberLiteral(context, mean)} + ${deviate}`;
}

/** In billionths, from above 0 to below 1. */
function shareOf(context: RowContext): Sql {
  const { dialect, column, before } = context;
  const alike = sql`partition by case when ${finite(before, column)} is null then 1 else 0 end`;
  const rank = context.bind(sql`row_number() over (${alike} order by ${before}, ${context.drawnOrder('value')})`);
  const rows = context.bind(sql`count(*) over (${alike})`);
  const whole = (value: number) => dialect.integer(value);
  return context.bind(dialect.divide(sql`((${whole(2)} * ${rank} - ${whole(1)}) * ${whole(billion / 2)})`, rows));
}

/** In millionths. */
function quantile({ dialect }: RowContext, share: Sql, distribution: QuantileFunction): Sql {
  const whole = (value: number) => dialect.integer(value);
  const knots = distribution.map((knot) => ({
    share: Math.round(knot.share * billion),
    value: Math.round(knot.value * full),
  }));
  const lines = knots.slice(1).map((to, index) => {
    const from = knots[index]!;
    const rise = sql`((${share} - ${whole(from.share)}) * ${whole(to.value - from.value)})`;
    const value = sql`${whole(from.value)} + ${dialect.divide(rise, whole(to.share - from.share))}`;
    return sql`when ${share} < ${whole(to.share)} then ${value}`;
  });
  return sql`case ${join(lines, sql` `)} end`;
}
