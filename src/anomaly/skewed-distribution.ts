import { withMoment, type QuantileFunction } from './quantile-function.ts';

/** Beyond these the farthest knots are all that counts. */
const bounds = [-6, 6] as const;

/**
 * A distribution of mean 0, variance 1 and this skewness: shifted lognormal, the g transform of J. W. Tukey
 * (Exploratory Data Analysis, 1977); normal where the skewness is 0.
 * @param skewness -10 to 10
 */
export function skewedDistribution(skewness: number): QuantileFunction {
  return withMoment(3, skewness, (deviate, g) => (g === 0 ? deviate : Math.expm1(g * deviate) / g), bounds);
}
