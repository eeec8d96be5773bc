import { Big } from 'big.js';

/** Buckets that it takes to speak of a spread. */
const fewest = 3;

/** Standard deviation of a metric over its buckets, as monitors reckon it: by one less than their number. */
export function metricSpread(metric: readonly Big[]): Big {
  if (metric.length < 2) return new Big(0);
  const mean = meanOf(metric);
  const squares = metric.map((each) => each.minus(mean).pow(2));
  return sumOf(squares)
    .div(metric.length - 1)
    .sqrt();
}

/** The sum of some numbers. */
export function sumOf(numbers: readonly Big[]): Big {
  let sum = new Big(0);
  for (const each of numbers) sum = sum.plus(each);
  return sum;
}

/** Why a metric has no spread to go by, as the end of "the metric …"; undefined where it has one. */
export function lacksSpread({ before }: { readonly before: readonly Big[] }): string | undefined {
  if (before.length < fewest)
    return `has only ${before.length} ${before.length === 1 ? 'bucket' : 'buckets'} before the window: no spread to go by`;
  return metricSpread(before).eq(0) ? 'is the same in every bucket before the window: it has no spread' : undefined;
}

/** The average of some numbers, at least one. */
export function meanOf(numbers: readonly Big[]): Big {
  return sumOf(numbers).div(numbers.length);
}

/** How high a metric stands: the average of its absolute values, so that more of it is always upwards. */
export function levelOf(metric: readonly Big[]): Big {
  return meanOf(metric.map((each) => each.abs()));
}
