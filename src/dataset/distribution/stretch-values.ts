import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { decisionTree } from '../compile/decision-tree.ts';
import { boundsOf, discreteRank } from '../compile/discrete-rank.ts';
import { double } from '../double.ts';
import type { ValueContext } from '../value-type.ts';
import { conditioned } from './conditioned.ts';
import { continuousOf } from './continuous.ts';
import { poissonShares } from './poisson-shares.ts';
import { countOf, type Stretch, type Stretches } from './stretch.ts';
import { zipfRank } from './zipf-rank.ts';

/** How many different numbers there are. */
export function spaceOf({ stretches }: Stretches): bigint {
  return stretches.reduce((sum, stretch) => sum + countOf(stretch), 0n);
}

/** The n-th of the numbers, in units of their last digit: a BIGINT. */
export function nthOf({ stretches }: Stretches, n: Sql): Sql {
  const bounds: Sql[] = [];
  const leaves: Sql[] = [];
  let before = 0n;
  for (const stretch of stretches) {
    if (leaves.length > 0) bounds.push(sql`${before}::bigint`);
    leaves.push(sql`(${n} + ${stretch.from - before}::bigint)`);
    before += countOf(stretch);
  }
  return decisionTree(n, bounds, leaves);
}

/** The number below which a share `u` of all lies, in units of the last digit; undefined where all are equally likely. */
export function quantileOf(
  context: ValueContext,
  { stretches, scale, isWeighted }: Stretches,
  u: Sql,
): Sql | undefined {
  if (!isWeighted) return undefined;
  const bounds = boundsOf(stretches.map(({ share }) => share));
  const leaves = stretches.map((stretch, index) => {
    const start = bounds[index - 1] ?? 0;
    const within = stretches.length === 1 ? u : context.let(rest(u, start, bounds[index]!));
    return inStretch(context, stretch, scale, within);
  });
  return decisionTree(u, bounds.slice(0, -1).map(double), leaves);
}

/** How far a number is from one bound to the next. It is asked for beyond them, too: strictly between 0 and 1 it stays. */
function rest(u: Sql, start: number, end: number): Sql {
  const place = sql`(${u} - ${double(start)}) * ${double(1 / (end - start))}`;
  return sql`least(greatest(${place}, 1e-16::double), 0.9999999999999999::double)`;
}

function inStretch(context: ValueContext, stretch: Stretch, scale: number, u: Sql): Sql {
  const { from, to, distribution } = stretch;
  const count = countOf(stretch);
  if (distribution === 'uniform') return kept(stretch, sql`floor(${u} * ${count}::double)`, from);
  if (distribution.zipf)
    return sql`(${zipfRank(context, Number(count), distribution.zipf.exponent, u)} + ${from}::bigint)`;
  if (distribution.poisson) {
    const { first, shares } = poissonShares(distribution.poisson.mean, from, to);
    return sql`(${discreteRank(context, shares, u)} + ${first}::bigint)`;
  }
  const ends = rounded(stretch, scale);
  const value = conditioned(context, continuousOf(distribution, ends.from, ends.to)!, ends, u);
  return kept(stretch, sql`round(${value} * ${double(10 ** scale)})`, 0n);
}

/** Between these real numbers are those that are rounded to a number of the stretch. */
export function rounded({ from, to }: Stretch, scale: number): { readonly from: number; readonly to: number } {
  return { from: (Number(from) - 0.5) / 10 ** scale, to: (Number(to) + 0.5) / 10 ** scale };
}

/** A whole DOUBLE and `added` as a BIGINT, within the stretch whatever was rounded. */
function kept({ from, to }: Stretch, whole: Sql, added: bigint): Sql {
  const [least, most] = [from - added, to - added];
  const double = sql`least(greatest(${whole}, ${least}::double), ${most}::double)::bigint`;
  // Beyond 2^53 ends are rounded when they become doubles.
  const isExact = [least, most].every((each) => BigInt(Number(each)) === each);
  const value = isExact ? double : sql`least(greatest(${double}, ${least}::bigint), ${most}::bigint)`;
  return added === 0n ? value : sql`(${value} + ${added}::bigint)`;
}
