import type { Prediction } from '../model/prediction.ts';

/** Elementary's `schema_changes`, which fires at any column that comes, goes or changes its type, and at a table that is gone. */
export function judgeSchema(): Prediction {
  return {
    monitor: 'schema',
    tool: 'Elementary schema_changes',
    fires: true,
    firesBefore: false,
    why: 'the columns differ from those of its last run',
  };
}
