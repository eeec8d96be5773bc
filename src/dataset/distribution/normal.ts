import { sql } from '../../sql/sql.ts';
import { double } from '../double.ts';
import type { Continuous } from './continuous.ts';
import { normalQuantile } from './normal-functions.ts';
import { normalShare } from './normal-share.ts';

/** The normal distribution. */
export function normal({ mean, sd }: { readonly mean: number; readonly sd: number }): Continuous {
  return {
    below: (x) => normalShare((x - mean) / sd),
    above: (x) => normalShare((mean - x) / sd),
    ofBelow: (context, share) =>
      sql`(${double(mean)} + ${double(sd)} * ${normalQuantile(share, (step) => context.let(step))})`,
    ofAbove: (context, share) =>
      sql`(${double(mean)} - ${double(sd)} * ${normalQuantile(share, (step) => context.let(step))})`,
    // |value| is at most |mean| + |z|·sd, and |z|·φ(z) at most φ(1).
    crowding: 0.4 * (Math.abs(mean) / sd) + 0.25,
  };
}
