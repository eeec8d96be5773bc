import { sql } from '../../sql/sql.ts';
import { double } from '../double.ts';
import type { Continuous } from './continuous.ts';
import type { LogNormal } from './distribution.ts';
import { normal } from './normal.ts';

/** The log-normal distribution. With mean m and deviation s its logarithm has the variance ln(1 + s²/m²). */
export function lognormal({ median, sigma, mean, sd }: LogNormal): Continuous {
  const variance = sigma === undefined ? Math.log1p((sd! / mean!) ** 2) : sigma ** 2;
  const logarithm = normal({
    mean: median === undefined ? Math.log(mean!) - variance / 2 : Math.log(median),
    sd: Math.sqrt(variance),
  });
  return {
    below: (x) => (x <= 0 ? 0 : logarithm.below(Math.log(x))),
    above: (x) => (x <= 0 ? 1 : logarithm.above(Math.log(x))),
    // The largest DOUBLE has a logarithm of 709.78.
    ofBelow: (context, share) => sql`exp(least(${logarithm.ofBelow(context, share)}, ${double(709)}))`,
    ofAbove: (context, share) => sql`exp(least(${logarithm.ofAbove(context, share)}, ${double(709)}))`,
    crowding: 0.4 / Math.sqrt(variance),
  };
}
