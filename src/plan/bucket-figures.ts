import type { Row } from '../model/engine.ts';
import type { BucketFigures } from '../model/prediction.ts';
import { trainingBuckets } from '../monitor/z-score.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { bucketStart, formatInstant, parseInstant, shift, type Microseconds } from '../snapshot/instant.ts';
import { metricOrder, readMetrics } from './metrics.ts';

/** Buckets that hold rows, oldest first, with their figures from `v1 …`. */
export function readBuckets(rows: readonly Row[]): readonly BucketFigures[] {
  return rows
    .flatMap((row) => {
      const at = row['bucket'] === null ? undefined : parseInstant(String(row['bucket']));
      if (at === undefined) return [];
      return [{ at: formatInstant(at), before: readMetrics(row, 0), after: readMetrics(row, metricOrder.length) }];
    })
    .toSorted((left, right) => (left.at < right.at ? -1 : 1));
}

/**
 * The buckets that a monitor has seen when it comes to the first one that the step changes, that one last; buckets
 * without rows are filled in. Where no figure of any bucket changes, the first one of the step's first window counts.
 * @returns none where the step changes nothing that was measured
 */
export function trainingOf(
  { step, frozen }: CompiledStep,
  buckets: readonly BucketFigures[],
): readonly BucketFigures[] {
  const from = frozen.windows?.[0]?.from;
  if (from === undefined) return [];
  const changed = buckets.find(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  const tested = changed === undefined ? bucketStart(parseInstant(from)!, step.bucket) : parseInstant(changed.at)!;
  const known = new Map(buckets.map((bucket) => [bucket.at, bucket]));
  return Array.from({ length: trainingBuckets }, (_, index) => {
    const at = formatInstant(before(tested, trainingBuckets - 1 - index, step.bucket));
    return known.get(at) ?? { at, before: readMetrics(undefined, 0), after: readMetrics(undefined, 0) };
  });
}

function before(instant: Microseconds, buckets: number, bucket: CompiledStep['step']['bucket']): Microseconds {
  return buckets === 0 ? instant : shift(instant, -1, { amount: buckets, unit: 'bucket' }, bucket);
}
