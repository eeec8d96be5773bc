import type { TObject } from '@sinclair/typebox';
import type { Anomaly } from '../../model/anomaly.ts';
import type { MetricDefinition } from './define-metric.ts';

/** The form of a metric that is a number of rows whose total stays: rows move from buckets with too many to others. */
export function movedMetric<Parameters extends TObject>(definition: MetricDefinition<Parameters>): Anomaly {
  throw new TypeError(definition.id);
}
