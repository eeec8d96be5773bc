import type { Row } from '../model/engine.ts';
import type { Metric } from '../model/anomaly.ts';
import type { Series, Window } from '../model/plan.ts';
import { bucketStart, formatInstant, parseInstant, shift, type Microseconds } from '../snapshot/instant.ts';
import { trainingBuckets } from '../monitor/z-score.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { metricOrder } from './metrics.ts';

/** Buckets before the first window, so that the eye, as a monitor, has something to compare with. */
const before = trainingBuckets - 1;
/** Points of a series at the most. */
const most = 60;

/** The stretch of time whose buckets the plan shows; undefined where the step has no window. */
function seriesRange({ step, frozen }: CompiledStep): Window | undefined {
  const from = frozen.windows?.[0]?.from;
  if (from === undefined) return undefined;
  const to = frozen.windows?.at(-1)?.to;
  const start = contextStart(from, step.bucket);
  if (to === undefined) return { from: formatInstant(start) };
  const end = bucketStart(shift(parseInstant(to)!, 1, { amount: 1, unit: 'bucket' }, step.bucket), step.bucket);
  const earliest = shift(end, -1, { amount: most, unit: 'bucket' }, step.bucket);
  return { from: formatInstant(start > earliest ? start : earliest), to: formatInstant(end) };
}

/**
 * The stretches of time whose buckets are measured: what the plan shows, and what monitors have seen when they come to
 * the first bucket that the step changes.
 */
export function measuredRanges(compiled: CompiledStep): readonly Window[] {
  const shown = seriesRange(compiled);
  if (shown === undefined) return [];
  const { frozen, step } = compiled;
  const start = contextStart(frozen.windows![0]!.from!, step.bucket);
  const isCovered = parseInstant(shown.from!)! <= start;
  const end = shift(start, 1, { amount: most, unit: 'bucket' }, step.bucket);
  return isCovered ? [shown] : [{ from: formatInstant(start), to: formatInstant(end) }, shown];
}

/** The figure a series is made of: freshness shows as rows per bucket. */
function seriesMetric(metric: Metric): Exclude<Metric, 'freshness'> {
  return metric === 'freshness' ? 'rows' : metric;
}

/** Reads buckets whose metrics before and after stand in `v1 …`; nulls become a share of the rows. */
export function readSeries(compiled: CompiledStep, rows: readonly Row[]): Series {
  const { step, anomaly } = compiled;
  const start = parseInstant(seriesRange(compiled)!.from!)!;
  const metric = seriesMetric(anomaly.metric);
  const value = (row: Row, from: number) => {
    const found = row[`v${from + 1 + metricOrder.indexOf(metric)}`];
    if (found === null || found === undefined) return null;
    const total = Number(row[`v${from + 1}`]);
    return metric === 'nulls' ? (total === 0 ? null : Number(found) / total) : Number(found);
  };
  const points = rows
    .filter((row) => row['bucket'] !== null && isFrom(row['bucket'], start))
    .map((row) => ({ at: String(row['bucket']), before: value(row, 0), after: value(row, metricOrder.length) }))
    .toSorted((left, right) => (left.at < right.at ? -1 : 1));
  return { metric, bucket: step.bucket, points };
}

function contextStart(from: string, bucket: CompiledStep['step']['bucket']): Microseconds {
  return shift(bucketStart(parseInstant(from)!, bucket), -1, { amount: before, unit: 'bucket' }, bucket);
}

/** Whether a bucket begins at the point or later. */
function isFrom(bucket: unknown, from: Microseconds): boolean {
  const start = parseInstant(String(bucket));
  return start === undefined || start >= from;
}
