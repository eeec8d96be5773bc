import type { Static, TObject } from '@sinclair/typebox';
import type { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { UpdateAnomaly } from '../../model/anomaly.ts';
import type { Measure } from '../../model/scenario.ts';
import type { Sql } from '../../model/sql.ts';
import type { Course, Span } from './metric-course.ts';

/** What the anomalies of metrics state of themselves as all others do. */
type MetricEntry = Pick<
  UpdateAnomaly,
  'id' | 'category' | 'title' | 'description' | 'inProduction' | 'caughtBy' | 'placebo' | 'fit' | 'others'
> & {
  readonly amplitude: NonNullable<UpdateAnomaly['amplitude']>;
  readonly window: NonNullable<UpdateAnomaly['window']>;
  readonly measures: readonly Measure['aggregate'][];
};

/** An anomaly of a metric over time, as its file writes it. */
export interface MetricDefinition<Parameters extends TObject> extends MetricEntry {
  readonly parameters: Parameters;
  /** Buckets before the window that the course goes by. */
  readonly baseline: number;
  /** What becomes of the metric. */
  readonly course: Course<Static<Parameters>>;
  /** Why the course cannot be had of a span, as the end of "the metric …"; undefined where it can. */
  refuses?(span: Span<Static<Parameters>>): string | undefined;
  /** The rows that make the metric; absent = all of the step. */
  part?(context: RowContext<Static<Parameters>>): Sql;
  /** How a number of rows changes: rows are copied, are deleted, or move to other buckets of the span, whose total then has to stay. */
  rows(amplitude: Big): 'come' | 'go' | 'move';
}

/** What volume means for a metric. */
export const metricVolume: NonNullable<UpdateAnomaly['volume']> = {
  default: { percent: '100' },
  meaning: 'Share of the values that change, or of the rows that come or go: the metric goes that share of the way.',
};
