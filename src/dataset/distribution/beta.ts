import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { double } from '../double.ts';
import type { LookupTable, ValueContext } from '../value-type.ts';
import { betaShares } from './beta-share.ts';
import type { Continuous } from './continuous.ts';

/** Odds of shares that draws of 52 bits can have lie between e^-37 and e^37. */
const farthest = 37;
const cells = 2048;
const width = (2 * farthest) / cells;

/**
 * The beta distribution between two numbers. Its quantile function is tabulated as the logit of the value over the
 * logit of the share, which is nearly straight, in the tails too, and interpolated by cubics with the slopes at the
 * table's points: values are exact to 1e-8 of themselves, and of their distance to the upper end.
 */
export function beta(
  { alpha, beta }: { readonly alpha: number; readonly beta: number },
  from: number,
  to: number,
): Continuous {
  const below = (x: number) =>
    x <= from ? 0 : x >= to ? 1 : Math.exp(betaShares(alpha, beta, Math.log((x - from) / (to - x))).logBelow);
  const above = (x: number) =>
    x <= from ? 1 : x >= to ? 0 : Math.exp(betaShares(alpha, beta, Math.log((x - from) / (to - x))).logAbove);
  const at = (context: ValueContext, share: Sql, sign: 1 | -1) => {
    const odds = context.let(sql`ln(${share} / (1::double - ${share})) * ${sign}::double`);
    // Powers beyond e^700 have no end.
    const logit = context.let(sql`greatest(${interpolated(context, tableOf(alpha, beta), odds)}, -700::double)`);
    return sql`(${double(from)} + ${double(to - from)} / (1::double + exp(-${logit})))`;
  };
  return {
    below,
    above,
    ofBelow: (context, share) => at(context, share, 1),
    ofAbove: (context, share) => at(context, share, -1),
    // Where the density has no bound, values near the ends are as near to each other as numbers can be.
    crowding: Infinity,
  };
}

function interpolated(context: ValueContext, table: LookupTable, odds: Sql): Sql {
  const place = context.let(
    sql`least(greatest((${odds} + ${farthest}::double) * ${double(1 / width)}, 0::double), ${double(cells - 1e-9)})`,
  );
  const cell = context.let(sql`floor(${place})`);
  const found = context.lookup(table, cell);
  const t = context.let(sql`${place} - ${cell}`);
  return sql`${found('c0')} + ${t} * (${found('c1')} + ${t} * (${found('c2')} + ${t} * ${found('c3')}))`;
}

function tableOf(alpha: number, beta: number): LookupTable {
  return {
    name: `beta_${alpha}_${beta}`,
    columns: { c0: 'DOUBLE', c1: 'DOUBLE', c2: 'DOUBLE', c3: 'DOUBLE' },
    values: () => coefficients(points(alpha, beta)),
  };
}

interface Point {
  readonly logit: number;
  /** Of the logit, for one cell. */
  readonly slope: number;
}

/** Hermite's cubics between neighbouring points. */
function coefficients(found: readonly Point[]) {
  const columns = { c0: [] as number[], c1: [] as number[], c2: [] as number[], c3: [] as number[] };
  for (const [index, left] of found.slice(0, -1).entries()) {
    const right = found[index + 1]!;
    const rise = right.logit - left.logit;
    columns.c0.push(left.logit);
    columns.c1.push(left.slope);
    columns.c2.push(3 * rise - 2 * left.slope - right.slope);
    columns.c3.push(left.slope + right.slope - 2 * rise);
  }
  return columns;
}

/** From the middle outwards, where each point is near to where the one before points to. */
function points(alpha: number, beta: number): readonly Point[] {
  const middle = cells / 2;
  const found: Point[] = [];
  found[middle] = solved(alpha, beta, 0, Math.log(alpha / beta));
  for (const step of [1, -1])
    for (let index = middle + step; index >= 0 && index <= cells; index += step) {
      const { logit, slope } = found[index - step]!;
      found[index] = solved(alpha, beta, index * width - farthest, logit + step * slope);
    }
  return found;
}

/** Newton's method: the logit of the share is nearly a straight function of that of the value. */
function solved(alpha: number, beta: number, odds: number, guess: number): Point {
  let logit = guess;
  for (let round = 0; ; round += 1) {
    const { logBelow, logAbove, logDensity } = betaShares(alpha, beta, logit);
    const slope = Math.exp(logBelow + logAbove - logDensity);
    const step = (odds - (logBelow - logAbove)) * slope;
    if (Math.abs(step) < 1e-12 * (1 + Math.abs(logit)) || round > 50) return { logit, slope: slope * width };
    logit += step;
  }
}
