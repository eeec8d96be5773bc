import { quotas } from './quotas.ts';

/** Shares of the same sum: none of them is nothing. */
const finest = 1_000_000;

/** Percentages in the proportion of the weights, of sum 100% exactly, each as short as it can be: `12.5%`. */
export function writtenShares(weights: readonly number[]): readonly string[] {
  // Coarse ones where they tell the weights apart as well.
  const units = [100, 1000, 10_000, finest].find((each) => isTrue(quotas(weights, each), weights, each)) ?? finest;
  const counts = quotas(weights, units).map((each) => Math.max(1, each));
  const surplus = counts.reduce((left, right) => left + right, 0) - units;
  const largest = counts.indexOf(Math.max(...counts));
  return counts.map((count, index) => percentage(index === largest ? count - surplus : count, units));
}

/** A share as a percentage of so many significant digits at most, never rounded to nothing or to everything. */
export function writtenShare(share: number, significant = 4): string {
  const percent = Number((share * 100).toPrecision(significant));
  const bounded = share > 0 && share < 1 ? Math.min(Math.max(percent, 1e-6), 99.999_999) : percent;
  return `${decimalText(bounded)}%`;
}

/** Whether no share is off by more than a hundredth of itself, or of a percent. */
function isTrue(counts: readonly number[], weights: readonly number[], units: number): boolean {
  const sum = weights.reduce((left, right) => left + right, 0);
  return counts.every((count, index) => {
    const share = weights[index]! / sum;
    return Math.abs(count / units - share) <= Math.max(share / 100, count > 0 ? 1e-4 : 0);
  });
}

function percentage(count: number, units: number): string {
  return `${decimalText((count * 100) / units)}%`;
}

function decimalText(value: number): string {
  return value
    .toFixed(6)
    .replace(/(\.\d*?)0+$/u, '$1')
    .replace(/\.$/u, '');
}
