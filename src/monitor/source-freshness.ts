import type { Prediction } from '../model/prediction.ts';
import { rounded } from './rounded.ts';

/** Hours of dbt's own example of `error_after`; there is no default. */
const exampleHours = 24;

/**
 * dbt's source freshness: how old the newest row is.
 * @param before age in hours without the step @param after age in hours with it
 */
export function judgeSourceFreshness(before: number, after: number): Prediction {
  return {
    monitor: 'source freshness',
    tool: 'dbt source freshness',
    unit: 'hours',
    score: rounded(after),
    scoreBefore: rounded(before),
    threshold: exampleHours,
    fires: after > exampleHours,
    firesBefore: before > exampleHours,
    why: `age of the newest row; dbt has no default, its example is an error after ${exampleHours} hours`,
  };
}
