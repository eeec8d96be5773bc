import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { double } from '../double.ts';
import type { ValueContext } from '../value-type.ts';
import type { Continuous } from './continuous.ts';

/** Share of a distribution's values that lie between two numbers. */
export function massBetween({ below, above }: Continuous, from: number, to: number): number {
  return below(from) > 0.5 ? above(from) - above(to) : below(to) - below(from);
}

/**
 * The quantile function of a distribution under the condition that values lie between two numbers: each is as likely,
 * relative to the others, as without the condition. Far out in the upper tail shares are counted from above, where they
 * are small, so that they keep their digits.
 * @param u DOUBLE strictly between 0 and 1
 */
export function conditioned(
  context: ValueContext,
  distribution: Continuous,
  { from, to }: { readonly from: number; readonly to: number },
  u: Sql,
): Sql {
  const { below, above } = distribution;
  if (below(from) > 0.5) {
    const [most, least] = [above(from), above(to)];
    return distribution.ofAbove(context, within(context, sql`(1::double - ${u})`, least, most));
  }
  return distribution.ofBelow(context, within(context, u, below(from), below(to)));
}

/** Between two shares; rounded sums must not reach 0 or 1. */
function within(context: ValueContext, u: Sql, least: number, most: number): Sql {
  if (least === 0 && most === 1) return u;
  const share = sql`${double(least)} + ${u} * ${double(most - least)}`;
  return context.let(sql`least(greatest(${share}, 1e-300::double), 0.9999999999999999::double)`);
}
