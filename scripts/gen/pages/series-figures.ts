import type { Step } from '../../../src/model/scenario.ts';
import type { Performed, SampleRow } from './example.ts';
import type { SeriesSpec } from './chart-spec.ts';
import { millisecondsOf, windowBounds } from './window-rows.ts';

export interface SeriesPoint {
  /** Start of the bucket, in milliseconds. */
  readonly at: number;
  /** Null where the bucket holds nothing that has the figure. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Buckets that are shown before the window, at least. */
const context = { hour: 48, day: 30, week: 20, month: 24 } as const;

/** Buckets that are shown behind the window, at most. */
const behind = 14;

/** The figure of each bucket from some time before the windows to the last bucket that is complete. */
export function seriesFigures(performed: Performed, spec: SeriesSpec): readonly SeriesPoint[] {
  const bucket = spec.bucket ?? performed.compiled.step.bucket;
  const time = performed.planned.frozen.timeColumn ?? performed.table.time;
  const bounds = windowBounds(performed) ?? [];
  const end = bounds.at(-1)?.to ?? Infinity;
  const latest = millisecondsOf(`${performed.table.now.slice(0, 10)} 00:00:00`);
  const last = bucketStart(
    Math.min(later(bucketStart(end === Infinity ? latest : end - 1, bucket), bucket, behind + 1), latest) - 1,
    bucket,
  );
  const first = earlier(bucketStart(bounds[0]?.from ?? last, bucket), bucket, context[bucket]);
  const groups = {
    before: grouped(
      performed.pairs.map((pair) => pair.before),
      time,
      bucket,
      spec,
    ),
    after: grouped(
      performed.pairs.map((pair) => pair.after),
      time,
      bucket,
      spec,
    ),
  };
  const points: SeriesPoint[] = [];
  for (let at = first; at <= last; at = later(at, bucket)) {
    const figure = (rows: ReadonlyMap<number, readonly SampleRow[]>) => figureOf(rows.get(at) ?? [], spec);
    points.push({ at, before: figure(groups.before), after: figure(groups.after) });
  }
  return points;
}

function grouped(
  rows: readonly (SampleRow | undefined)[],
  time: string,
  bucket: Step['bucket'],
  { only }: SeriesSpec,
): ReadonlyMap<number, readonly SampleRow[]> {
  const groups = new Map<number, SampleRow[]>();
  for (const row of rows) {
    const moment = row?.[time];
    if (row === undefined || moment === null || moment === undefined) continue;
    if (only !== undefined && row[only.column] !== only.value) continue;
    const at = bucketStart(millisecondsOf(moment), bucket);
    const group = groups.get(at);
    if (group) group.push(row);
    else groups.set(at, [row]);
  }
  return groups;
}

function figureOf(rows: readonly SampleRow[], { figure, column, holds }: SeriesSpec): number | null {
  if (figure === 'rows') return rows.length;
  if (figure === 'share')
    return rows.length === 0 ? null : (100 * rows.filter((row) => holds!(row)).length) / rows.length;
  const texts = rows.map((row) => row[column!]).filter((value) => value !== null && value !== undefined);
  if (figure === 'distinct') return new Set(texts).size;
  const values = texts.map(Number);
  const sum = values.reduce((total, value) => total + value, 0);
  if (figure === 'sum') return sum;
  if (values.length === 0) return null;
  if (figure === 'max') return Math.max(...values);
  const mean = sum / values.length;
  if (figure === 'mean') return mean;
  return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / Math.max(1, values.length - 1));
}

const hour = 3_600_000;

function bucketStart(at: number, bucket: Step['bucket']): number {
  const date = new Date(at);
  if (bucket === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  if (bucket === 'hour') return Math.floor(at / hour) * hour;
  const day = Math.floor(at / (24 * hour)) * 24 * hour;
  // Weeks begin on Monday.
  return bucket === 'day' ? day : day - ((new Date(day).getUTCDay() + 6) % 7) * 24 * hour;
}

function later(at: number, bucket: Step['bucket'], count = 1): number {
  const date = new Date(at);
  if (bucket === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
  return at + count * hour * { hour: 1, day: 24, week: 168 }[bucket];
}

function earlier(at: number, bucket: Step['bucket'], count: number): number {
  return later(at, bucket, -count);
}
