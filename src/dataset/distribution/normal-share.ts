import { over, under } from './normal-coefficients.ts';

/**
 * The share of standard normal values below z, to 15 digits of itself (Hart, "Computer Approximations", 1968, algorithm
 * 5666, and a continued fraction beyond 7.07, as West gives them in "Better approximations to cumulative normal
 * functions", Wilmott, 2005).
 */
export function normalShare(z: number): number {
  if (z > 0) return 1 - normalShare(-z);
  const size = -z;
  if (size > 38) return 0;
  const density = Math.exp((-size * size) / 2);
  if (size < 7.071_067_811_865_47) return (density * polynomial(over, size)) / polynomial(under, size);
  const fraction = [4, 3, 2, 1].reduce((rest, numerator) => size + numerator / rest, size + 0.65);
  return density / fraction / Math.sqrt(2 * Math.PI);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
