import { sql } from '../../sql/sql.ts';
import { double } from '../double.ts';
import type { Continuous } from './continuous.ts';

/** The Pareto distribution: a share of (min / x)^alpha of the values is above x. */
export function pareto({ min, alpha }: { readonly min: number; readonly alpha: number }): Continuous {
  return {
    below: (x) => (x <= min ? 0 : -Math.expm1(alpha * Math.log(min / x))),
    above: (x) => (x <= min ? 1 : (min / x) ** alpha),
    ofBelow: (_, share) => sql`(${double(min)} * pow(1::double - ${share}, ${double(-1 / alpha)}))`,
    ofAbove: (_, share) => sql`(${double(min)} * pow(${share}, ${double(-1 / alpha)}))`,
    crowding: alpha,
  };
}
