import type { MetricValues } from '../model/plan.ts';
import type { Prediction } from '../model/prediction.ts';

/** dbt's `not_null`, which fails on a single NULL in the table. */
export function judgeNotNull(before: MetricValues, after: MetricValues): Prediction {
  return {
    monitor: 'not null',
    tool: 'dbt not_null',
    unit: 'rows',
    score: after.nulls,
    scoreBefore: before.nulls,
    threshold: 0,
    fires: after.nulls > 0,
    firesBefore: before.nulls > 0,
    why: 'NULLs in the table',
  };
}
