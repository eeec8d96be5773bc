import { Big } from 'big.js';
import type { RowContext } from '../model/anomaly-context.ts';
import type { BucketSurvey, UpdateAnomaly } from '../model/anomaly.ts';
import { sql } from '../sql/sql.ts';
import { statisticList } from './statistic.ts';

/** What anomalies that move shares of rows between labels have in common. */
export const shareShift = {
  volume: {
    default: { percent: '100' },
    meaning: 'Share of the rows that it takes to move the shares: they go that share of the way.',
  },
  window: { default: { amount: 7, unit: 'bucket' }, needsTime: true, isByBucket: true },
  bucketSurvey: { baseline: 0, figures: () => ({ rows: sql`count(*)` }) } satisfies BucketSurvey,
  metric: 'distinct',
  makesNewValues: false,
} as const satisfies Partial<UpdateAnomaly>;

/**
 * Rows to relabel in each bucket so that the share of those that they go to rises by the amplitude, in points of all rows
 * of the bucket; of those that are there, at the most.
 */
export function relabelledRows(
  { statistics, windows = [], amplitude, step: { volume } }: RowContext,
  eligible: readonly number[],
): readonly number[] {
  const starts = statisticList(statistics, 'buckets');
  const rows = statisticList(statistics, 'rows');
  return windows.map(({ from }, index) => {
    const bucket = starts.findLastIndex((start) => start <= from!);
    const wanted = new Big(rows[bucket] ?? 0).times(amplitude).div(100);
    const taken = 'rows' in volume ? wanted : wanted.times(volume.percent).div(100);
    const most = 'rows' in volume ? Math.min(volume.rows, eligible[index]!) : eligible[index]!;
    return Math.min(most, Number(taken.round(0).toFixed()));
  });
}
