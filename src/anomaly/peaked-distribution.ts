import { withMoment, type QuantileFunction } from './quantile-function.ts';

/** Kurtosis of a normal distribution. */
const normal = 3;

/** From nearly two points to nearly all in the middle. */
const bounds = [0.05, 12] as const;

/**
 * An even distribution of mean 0, variance 1 and this excess kurtosis: a power of the normal deviate with the deviate's
 * sign, so that it is normal at the power 1 and two points as the power goes to 0.
 * @param excess -1.5 to 50; 0 for a normal distribution
 */
export function peakedDistribution(excess: number): QuantileFunction {
  return withMoment(4, normal + excess, powerOf, bounds);
}

function powerOf(deviate: number, exponent: number): number {
  return deviate === 0 ? 0 : Math.sign(deviate) * Math.exp(exponent * Math.log(Math.abs(deviate)));
}
