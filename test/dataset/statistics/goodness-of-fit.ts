/**
 * Probability that a fit as bad as this one comes by chance (Kolmogorov and Smirnov; the series is Stephens's, 1970).
 * @param counts of values of the sample up to some points @param shares expected up to them
 */
export function kolmogorovSmirnov(counts: readonly number[], size: number, shares: readonly number[]): number {
  const distances = counts.map((count, index) => Math.abs(count / size - shares[index]!));
  const root = Math.sqrt(size);
  const scaled = (root + 0.12 + 0.11 / root) * Math.max(...distances);
  if (scaled < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * scaled * scaled);
  return Math.min(1, Math.max(0, sum));
}

/**
 * The same by Pearson's chi-square. Classes of fewer than 10 expected values are put together.
 * @param shares expected, of sum 1
 */
export function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((left, right) => left + right, 0);
  const classes: { count: number; expected: number }[] = [];
  for (const [index, share] of shares.entries()) {
    const last = classes.at(-1);
    if (last !== undefined && last.expected < 10) {
      last.count += counts[index] ?? 0;
      last.expected += share * total;
    } else classes.push({ count: counts[index] ?? 0, expected: share * total });
  }
  const small = classes.at(-1)!;
  if (small.expected < 10 && classes.length > 1) {
    classes.pop();
    classes.at(-1)!.count += small.count;
    classes.at(-1)!.expected += small.expected;
  }
  const statistic = classes.reduce((sum, { count, expected }) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = classes.length - 1;
  // Wilson and Hilferty (1931): the cube root of a chi-square over its freedom is nearly normal.
  const spread = 2 / (9 * freedom);
  return 1 - normalShare((Math.cbrt(statistic / freedom) - 1 + spread) / Math.sqrt(spread));
}

/** Share of standard normal values below z, by the series of Abramowitz and Stegun, 26.2.10 and 26.2.14. */
export function normalShare(z: number): number {
  const size = Math.abs(z);
  if (size > 8) return z > 0 ? 1 : 0;
  let sum = 0;
  let term = size;
  for (let k = 0; Math.abs(term) > 1e-17; k += 1) {
    sum += term;
    term *= (size * size) / (2 * k + 3);
  }
  const half = (sum * Math.exp((-size * size) / 2)) / Math.sqrt(2 * Math.PI);
  return z > 0 ? 0.5 + half : 0.5 - half;
}

/** Share of the area under a density, up to a point, by Simpson's rule between two ends. */
export function shareUnder(density: (x: number) => number, from: number, to: number): (value: number) => number {
  const steps = 20_000;
  const width = (to - from) / steps;
  const sums = [0];
  for (let step = 0; step < steps; step += 1) {
    const left = from + step * width;
    const area = (density(left) + 4 * density(left + width / 2) + density(left + width)) * (width / 6);
    sums.push(sums.at(-1)! + area);
  }
  const whole = sums.at(-1)!;
  return (value) => {
    const place = Math.min(Math.max((value - from) / width, 0), steps);
    const below = Math.min(Math.floor(place), steps - 1);
    return (sums[below]! + (place - below) * (sums[below + 1]! - sums[below]!)) / whole;
  };
}
