import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { MetricSeries } from './metric-series.ts';

/** One stretch of the metric that a step strikes, and what came before it. */
export interface Span<With = Readonly<Record<string, unknown>>> {
  /** The metric in the buckets before, oldest first: the baseline, and whatever lies between it and the span. */
  readonly before: readonly Big[];
  /** The metric in the buckets of the span, as it is; at least one. */
  readonly values: readonly Big[];
  readonly amplitude: Big;
  readonly with: With;
}

/** What an anomaly makes of the metric: one number for each bucket of the span. */
export type Course<With> = (span: Span<With>) => readonly Big[];

/** What becomes of the metric in one window of the step, which is a bucket or a part of one. */
export interface Movement {
  /** Position of the bucket in the series. */
  readonly bucket: number;
  readonly from: Big;
  readonly to: Big;
}

/** The movement in each window, in their order; undefined where the window lies before the first row. */
export function movementsOf<With>(
  context: RowContext<With>,
  series: MetricSeries,
  course: Course<With>,
): readonly (Movement | undefined)[] {
  const windows = context.windows ?? [];
  const movements: (Movement | undefined)[] = windows.map(() => undefined);
  for (const { first, span } of spansOf(context, series)) {
    const becomes = course(span);
    for (const [index, from] of span.values.entries()) {
      const bucket = span.before.length + index;
      movements[first + index] = { bucket, from, to: becomes[index] ?? from };
    }
  }
  return movements;
}

/** Windows that follow one another without a gap are one span. */
export function spansOf<With>(
  context: RowContext<With>,
  { starts, metric }: MetricSeries,
): readonly { readonly first: number; readonly span: Span<With> }[] {
  const windows = context.windows ?? [];
  const bucketOf = windows.map(({ from }) => starts.findLastIndex((start) => start <= from!));
  const spans: { readonly first: number; readonly span: Span<With> }[] = [];
  let first = 0;
  for (const index of windows.keys()) {
    if (index + 1 < windows.length && windows[index + 1]!.from === windows[index]!.to) continue;
    const begin = bucketOf.findIndex((bucket, position) => position >= first && bucket >= 0);
    if (begin >= 0 && begin <= index) {
      const [from, to] = [bucketOf[begin]!, bucketOf[index]!];
      spans.push({
        first: begin,
        span: {
          before: metric.slice(0, from),
          values: metric.slice(from, to + 1),
          amplitude: new Big(context.amplitude),
          with: context.with,
        },
      });
    }
    first = index + 1;
  }
  return spans;
}
