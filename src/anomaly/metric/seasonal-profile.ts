import type { Big } from 'big.js';
import { meanOf } from './metric-spread.ts';

/**
 * How much each phase of a cycle is above or below the average, over the last whole cycles of a series; the first entry
 * is for the bucket that follows the series. They add up to 0.
 * @param cycle buckets of a cycle, at most as many as the series has
 */
export function seasonalProfile(series: readonly Big[], cycle: number): readonly Big[] {
  const cycles = Math.floor(series.length / cycle);
  const whole = series.slice(series.length - cycles * cycle);
  const mean = meanOf(whole);
  return Array.from({ length: cycle }, (_, phase) =>
    meanOf(whole.filter((__, index) => index % cycle === phase)).minus(mean),
  );
}

/** Why a metric has no cycle to go by, as the end of "the metric …"; undefined where it has one. */
export function lacksCycle({
  before,
  with: { cycle },
}: {
  readonly before: readonly Big[];
  readonly with: { readonly cycle: number };
}): string | undefined {
  if (before.length < 2 * cycle)
    return `has ${before.length} buckets before the window: fewer than two cycles of ${cycle}`;
  return seasonalProfile(before, cycle).every((each) => each.eq(0)) ? `has no cycle of ${cycle} buckets` : undefined;
}
