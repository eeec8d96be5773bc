import { sql } from '../../sql/sql.ts';
import { double } from '../double.ts';
import type { Continuous } from './continuous.ts';

/** The exponential distribution, from 0 on. */
export function exponential({ mean }: { readonly mean: number }): Continuous {
  return {
    below: (x) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    above: (x) => (x <= 0 ? 1 : Math.exp(-x / mean)),
    ofBelow: (_, share) => sql`(${double(-mean)} * ln(1::double - ${share}))`,
    ofAbove: (_, share) => sql`(${double(-mean)} * ln(${share}))`,
    crowding: Math.exp(-1),
  };
}
