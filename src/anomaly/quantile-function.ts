/** A point of a quantile function. */
interface Knot {
  /** Share of the values that are not above `value`, 0 to 1. */
  readonly share: number;
  readonly value: number;
}

/** A distribution by its quantile function: straight lines between knots, from share 0 to share 1. */
export type QuantileFunction = readonly Knot[];

/** The upper half of the standard normal distribution, to six digits; the last knot stands for the farthest thousandth. */
const normalKnots = [
  [0.5, 0],
  [0.55, 0.125661],
  [0.6, 0.253347],
  [0.65, 0.38532],
  [0.7, 0.524401],
  [0.75, 0.67449],
  [0.8, 0.841621],
  [0.85, 1.036433],
  [0.9, 1.281552],
  [0.925, 1.439531],
  [0.95, 1.644854],
  [0.97, 1.880794],
  [0.98, 2.053749],
  [0.99, 2.326348],
  [0.995, 2.575829],
  [0.998, 2.878162],
  [1, 3.290527],
] as const;

/** Halvings of the interval in which a parameter is looked for; more do not change a double. */
const halvings = 60;

/** The standardized `moment` of the distribution: 3 = skewness, 4 = kurtosis (3 for a normal one). */
export function standardizedMoment(distribution: QuantileFunction, moment: 3 | 4): number {
  return momentOf(standardized(distribution), moment);
}

/** The same distribution moved and stretched to mean 0 and variance 1. */
function standardized(distribution: QuantileFunction): QuantileFunction {
  const mean = momentOf(distribution, 1);
  const centred = distribution.map(({ share, value }) => ({ share, value: value - mean }));
  const sd = Math.sqrt(momentOf(centred, 2));
  return centred.map(({ share, value }) => ({ share, value: value / sd }));
}

/**
 * The distribution with mean 0, variance 1 and the wanted standardized moment, out of a family of transforms of the
 * normal one. It is exact for the straight lines between the knots, not for the smooth curve that they follow.
 * @param transform must rise with the normal deviate, and the moment with the parameter
 * @param between bounds of the parameter
 */
export function withMoment(
  moment: 3 | 4,
  wanted: number,
  transform: (deviate: number, parameter: number) => number,
  between: readonly [number, number],
): QuantileFunction {
  const at = (parameter: number): QuantileFunction =>
    normal().map(({ share, value }) => ({ share, value: transform(value, parameter) }));
  let [low, high] = between;
  for (let turn = 0; turn < halvings; turn += 1) {
    const middle = (low + high) / 2;
    if (standardizedMoment(at(middle), moment) < wanted) low = middle;
    else high = middle;
  }
  return standardized(at(high));
}

function normal(): QuantileFunction {
  const upper = normalKnots.map(([share, value]) => ({ share, value }));
  const lower = normalKnots.slice(1).map(([share, value]) => ({ share: 1 - share, value: -value }));
  return [...lower.toReversed(), ...upper];
}

/** The mean of the value's power: the integral over each straight line. */
function momentOf(distribution: QuantileFunction, power: 1 | 2 | 3 | 4): number {
  let sum = 0;
  for (const [index, to] of distribution.entries()) {
    const from = distribution[index - 1];
    if (from === undefined) continue;
    let terms = 0;
    for (let left = 0; left <= power; left += 1) terms += from.value ** left * to.value ** (power - left);
    sum += ((to.share - from.share) * terms) / (power + 1);
  }
  return sum;
}
