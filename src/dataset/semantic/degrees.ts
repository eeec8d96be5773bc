import { castTo } from '../../engine/duckdb/cast.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';

/** Degrees of latitude or longitude, to so many digits behind the point. */
export interface Degrees {
  readonly from: number;
  readonly to: number;
  /** 0 to 6; six are a tenth of a metre. */
  readonly decimals: number;
}

/** How many different ones there are between the two, both included. */
export function countOf({ from, to, decimals }: Degrees): bigint {
  return BigInt(unitsOf(to, decimals) - unitsOf(from, decimals) + 1);
}

/** The n-th of them, rising. @param n BIGINT from 0 */
export function nthDegrees({ from, decimals }: Degrees, n: Sql): Sql {
  const units = castTo(sql`${n} + ${unitsOf(from, decimals)}`, 'DECIMAL(9, 0)');
  if (decimals === 0) return units;
  const unit = castTo(sql`${`0.${'1'.padStart(decimals, '0')}`}`, `DECIMAL(${decimals}, ${decimals})`);
  return castTo(sql`${units} * ${unit}`, sqlTypeOf(decimals));
}

export function sqlTypeOf(decimals: number): string {
  return `DECIMAL(${decimals + 3}, ${decimals})`;
}

export interface DegreesProblem {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

/** @param keys of the two parameters, the lower one first */
export function degreesProblems(
  { from, to, decimals }: Degrees,
  keys: readonly [string, string],
): readonly DegreesProblem[] {
  if (from > to)
    return [
      { key: keys[1], message: `${to} is below ${from}, where it begins`, hint: `Exchange ${keys[0]} and ${keys[1]}.` },
    ];
  const finer = [from, to].findIndex((bound) => Number(bound.toFixed(decimals)) !== bound);
  if (finer < 0) return [];
  return [
    {
      key: keys[finer]!,
      message: `${[from, to][finer]} has more than ${decimals} digits behind the point`,
      hint: 'Raise decimals, or round it.',
    },
  ];
}

function unitsOf(degrees: number, decimals: number): number {
  return Math.round(degrees * 10 ** decimals);
}
