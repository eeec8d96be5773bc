/** Buckets of the training set, the tested one being the last of them: Elementary's `training_period` of 14 days. */
export const trainingBuckets = 14;

/** Elementary's `anomaly_sensitivity`: it fires where |z| is above. */
export const sensitivity = 3;

/**
 * How many standard deviations the last value lies from the mean of all of them, itself included, with the standard
 * deviation of a sample (n − 1). Positive where it is higher. 0 where all values are equal.
 * Source: `get_anomaly_scores_query.sql` of elementary-data/dbt-data-reliability 0.25.1, where `avg` and `stddev` run over
 * "rows between unbounded preceding and current row".
 * @returns undefined for fewer than two values, of which nothing can be said
 */
export function zScore(values: readonly number[]): number | undefined {
  const tested = values.at(-1);
  if (tested === undefined || values.length < 2) return undefined;
  const mean = average(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  // Sums of equal floats leave a little behind, which is no spread.
  if (deviation <= 1e-12 * Math.abs(mean)) return 0;
  return (tested - mean) / deviation;
}

/**
 * The highest z-score that the last of n values can have where the last k of them stand alike on another level, however
 * far away: √((n − k)(n − 1) / (nk)); for k = 1 that is (n − 1)/√n.
 */
export function highestZScore(n: number, k = 1): number {
  return Math.sqrt(((n - k) * (n - 1)) / (n * k));
}

/**
 * The smallest distance of one spiked bucket from the mean of the n − 1 others, in their standard deviations (of a
 * sample), beyond which the z-score is above the threshold. With d for the distance, the sum of squares grows from
 * (n − 2) to (n − 2) + d²(n − 1)/n and the spike lies d(n − 1)/n from the new mean; z is solved for d.
 * @returns Infinity where no spike is high enough
 */
export function smallestSpike(n: number, threshold: number = sensitivity): number {
  const share = (n - 1) / n;
  const left = share ** 2 - threshold ** 2 / n;
  return left <= 0 ? Infinity : Math.sqrt((threshold ** 2 * (n - 2)) / (n - 1) / left);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
