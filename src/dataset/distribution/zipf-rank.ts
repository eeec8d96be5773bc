import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { boundsOf, discreteRank } from '../compile/discrete-rank.ts';
import type { ValueContext } from '../value-type.ts';

/** Ranks with a share of their own. */
const head = 1024;

/**
 * A rank from 0 to `count` - 1 of which the k-th, from 1, has a weight of 1 / k^exponent. Beyond the first 1,024 ranks
 * the sum of weights is taken for an integral (from k - 1/2 to k + 1/2), which is off by less than 1e-6 of itself.
 * @param exponent 0 or more
 * @param u DOUBLE strictly between 0 and 1
 */
export function zipfRank(context: ValueContext, count: number, exponent: number, u: Sql): Sql {
  const own = Math.min(count, head);
  const weights = Array.from({ length: own }, (_, index) => (index + 1) ** -exponent);
  if (count <= head) return discreteRank(context, weights, u);
  const from = head + 0.5;
  const to = count + 0.5;
  const power = 1 - exponent;
  const area = Math.abs(power) < 1e-9 ? Math.log(to / from) : (to ** power - from ** power) / power;
  const shares = [...weights, area];
  const rank = context.let(discreteRank(context, shares, u));
  const start = boundsOf(shares)[head - 1]!;
  const rest = sql`((${u} - ${start}::double) / ${1 - start}::double)`;
  const place =
    Math.abs(power) < 1e-9
      ? sql`${from}::double * exp(${rest} * ${area}::double)`
      : sql`pow(${from ** power}::double + ${rest} * ${to ** power - from ** power}::double, ${1 / power}::double)`;
  const beyond = sql`least(floor(${place} - 0.5::double)::bigint, ${count - 1}::bigint)`;
  return sql`case when ${rank} < ${head} then ${rank} else ${beyond} end`;
}
