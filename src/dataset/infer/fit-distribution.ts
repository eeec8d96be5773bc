import { normalShare } from '../distribution/normal-share.ts';
import { quantileShares } from './measure/figures.ts';

/** A distribution of numbers between two bounds. */
export type Fit =
  | { readonly kind: 'uniform' }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  /** `sigma` is the standard deviation of the natural logarithms. */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  /** Above the lower bound. */
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'ranges'; readonly ranges: readonly FittedRange[] };

/** Both bounds inclusive; shares sum to 1. */
export interface FittedRange {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  /** Mean distance from `from`, where most values are near it; absent = uniform. */
  readonly tail?: number | undefined;
}

/** What a distribution is fitted to. */
export interface Spread {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sd: number;
  /** At `quantileShares`. */
  readonly quantiles: readonly number[];
  /** The distance of two neighbouring values: 1 of whole numbers, 0 where there is none. */
  readonly step: number;
}

/** Greatest difference from the cumulative shares, beyond which a distribution does not fit. */
const farthest = 0.03;

/** Standard normal deviates of 0.9 less that of 0.1. */
const widthOfEighty = 2.563_103_1;

/**
 * The simplest of the usual distributions whose cumulative shares are near those of the values at nine quantiles (the
 * distance of Kolmogorov and Smirnov, read there), else ranges between the quantiles.
 */
export function fitDistribution(spread: Spread): Fit {
  const { min, max, mean, sd, quantiles } = spread;
  if (max - min <= spread.step) return { kind: 'uniform' };
  const candidates: { readonly fit: Fit; readonly cdf: (value: number) => number }[] = [
    { fit: { kind: 'uniform' }, cdf: (value) => (value - min) / (max - min) },
  ];
  if (sd > 0) candidates.push({ fit: { kind: 'normal', mean, sd }, cdf: (value) => normalShare((value - mean) / sd) });
  // It begins at 0; above its lower bound it is one of the same mean again, shifted.
  const above = mean - min;
  if (above > 0 && reaches(min, above)) {
    candidates.push({
      fit: { kind: 'exponential', mean: above },
      cdf: (value) => 1 - Math.exp(-(value - min) / above),
    });
  }
  const [low, middle, high] = [quantiles[2]!, quantiles[4]!, quantiles[6]!];
  if (min > 0 && high > low) {
    const mu = Math.log(middle);
    const sigma = Math.log(high / low) / widthOfEighty;
    candidates.push({
      fit: { kind: 'lognormal', median: middle, sigma },
      cdf: (value) => (value <= 0 ? 0 : normalShare((Math.log(value) - mu) / sigma)),
    });
  }
  const fitting = candidates
    .map(({ fit, cdf }) => ({ fit, far: distance(spread, within(cdf, spread)) }))
    .filter(({ far }) => far <= farthest);
  // The first of those that are about as near is the simplest.
  const nearest = Math.min(...fitting.map(({ far }) => far));
  return fitting.find(({ far }) => far <= nearest + 0.01)?.fit ?? { kind: 'ranges', ranges: rangesOf(spread) };
}

/** Whether an exponential distribution has values that far from 0. */
export function reaches(from: number, mean: number): boolean {
  return from >= 0 && from <= 15 * mean;
}

/** The cumulative share among values between the bounds alone. */
function within(cdf: (value: number) => number, { min, max, step }: Spread): (value: number) => number {
  const [low, high] = [cdf(min - step / 2), cdf(max + step / 2)];
  return (value) => Math.min(1, Math.max(0, (cdf(value) - low) / (high - low)));
}

/** Where values repeat, the share jumps at each: anything from before the jump to behind it is no difference. */
function distance({ quantiles, step }: Spread, cdf: (value: number) => number): number {
  const differences = quantiles.map((value, index) => {
    const share = quantileShares[index]!;
    return Math.max(0, cdf(value - step / 2) - share, share - cdf(value + step / 2));
  });
  return Math.max(...differences);
}

/** A value at which two quantiles meet has a range of its own. */
function rangesOf(spread: Spread): readonly FittedRange[] {
  const { min, max, quantiles, step } = spread;
  const shares = [...quantileShares, 1];
  const found: FittedRange[] = [];
  for (const [index, to] of [...quantiles, max].entries()) {
    const share = shares[index]! - (shares[index - 1] ?? 0);
    const last = found.at(-1);
    if (last === undefined) found.push({ from: min, to, share });
    else if (to >= last.to + step && to > last.to) found.push({ from: last.to + step, to, share });
    else if (last.from === last.to) found[found.length - 1] = { ...last, share: last.share + share };
    else if (last.to - step < last.from) found[found.length - 1] = { from: to, to, share: last.share + share };
    else found.splice(-1, 1, { ...last, to: last.to - step }, { from: last.to, to: last.to, share });
  }
  return withTail(found, spread);
}

/**
 * Of a last range that is as wide as half of the others the mean is worked out from that of all values: a few large ones
 * reach far, and most of its values are near its beginning.
 */
function withTail(ranges: readonly FittedRange[], { mean }: Spread): readonly FittedRange[] {
  const last = ranges.at(-1)!;
  const others = ranges.slice(0, -1);
  const width = last.to - last.from;
  if (others.length === 0 || last.from < 0 || width < (last.from - ranges[0]!.from) / 2) return ranges;
  const known = others.reduce((sum, { from, to, share }) => sum + (share * (from + to)) / 2, 0);
  const above = (mean - known) / last.share - last.from;
  return above > width * 0.35 ? ranges : [...others, { ...last, tail: Math.max(above, width / 50) }];
}
