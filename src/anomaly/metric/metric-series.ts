import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Measure } from '../../model/scenario.ts';
import { statisticList } from '../statistic.ts';

/** A metric in each surveyed bucket of time, oldest first. */
export interface MetricSeries {
  /** When each bucket begins. */
  readonly starts: readonly string[];
  /** The metric. An average of no values is that of the bucket before. */
  readonly metric: readonly Big[];
  /** Numbers that it is made of: values that are not NULL, or rows. */
  readonly counts: readonly Big[];
}

/** Reads the series out of what the survey of buckets found: `rows`, or `total` and `values`. */
export function metricSeries({ statistics }: Pick<RowContext, 'statistics'>, { aggregate }: Measure): MetricSeries {
  const numbers = (title: string) => statisticList(statistics, title).map((text) => new Big(text));
  const starts = statisticList(statistics, 'buckets');
  if (aggregate === 'count') return { starts, metric: numbers('rows'), counts: numbers('rows') };
  const [totals, counts] = [numbers('total'), numbers('values')];
  return { starts, metric: aggregate === 'sum' ? totals : averages(totals, counts), counts };
}

function averages(totals: readonly Big[], counts: readonly Big[]): readonly Big[] {
  const known = totals.map((total, index) => (counts[index]!.eq(0) ? undefined : total.div(counts[index]!)));
  let latest = known.find((each) => each !== undefined) ?? new Big(0);
  return known.map((each) => (latest = each ?? latest));
}
