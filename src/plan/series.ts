import type { Row } from '../model/engine.ts';
import type { Metric } from '../model/anomaly.ts';
import type { Series, Window } from '../model/plan.ts';
import { formatInstant, parseInstant, shift } from '../snapshot/instant.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { metricOrder } from './metrics.ts';

/** Buckets shown before the first window, so that the eye has something to compare with. */
const before = 13;
/** Points of a series at the most. */
const most = 60;

/** The stretch of time whose buckets the plan shows; undefined where the step has no window. */
export function seriesRange({ step, frozen }: CompiledStep): Window | undefined {
  const from = frozen.windows?.[0]?.from;
  if (from === undefined) return undefined;
  const to = frozen.windows?.at(-1)?.to;
  const start = shift(parseInstant(from)!, -1, { amount: before, unit: 'bucket' }, step.bucket);
  if (to === undefined) return { from: formatInstant(start) };
  const end = shift(parseInstant(to)!, 1, { amount: 1, unit: 'bucket' }, step.bucket);
  const earliest = shift(end, -1, { amount: most, unit: 'bucket' }, step.bucket);
  return { from: formatInstant(start > earliest ? start : earliest), to: formatInstant(end) };
}

/** The figure a series is made of: freshness shows as rows per bucket. */
function seriesMetric(metric: Metric): Exclude<Metric, 'freshness'> {
  return metric === 'freshness' ? 'rows' : metric;
}

/** Reads buckets whose metrics before and after stand in `v1 …`; nulls become a share of the rows. */
export function readSeries({ step, anomaly }: CompiledStep, rows: readonly Row[]): Series {
  const metric = seriesMetric(anomaly.metric);
  const value = (row: Row, from: number) => {
    const found = row[`v${from + 1 + metricOrder.indexOf(metric)}`];
    if (found === null || found === undefined) return null;
    const total = Number(row[`v${from + 1}`]);
    return metric === 'nulls' ? (total === 0 ? null : Number(found) / total) : Number(found);
  };
  const points = rows
    .filter((row) => row['bucket'] !== null)
    .map((row) => ({ at: String(row['bucket']), before: value(row, 0), after: value(row, metricOrder.length) }))
    .toSorted((left, right) => (left.at < right.at ? -1 : 1));
  return { metric, bucket: step.bucket, points };
}
