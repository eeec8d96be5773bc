import { Type, type TSchema } from '@sinclair/typebox';
import type { Measure } from '../model/scenario.ts';
import type { Field } from './field.ts';

/** Schema of the metric that a business anomaly moves. @param aggregates those that the anomaly can move */
export function measureSchema(aggregates: readonly Measure['aggregate'][]): TSchema {
  return Type.Object(
    {
      column: Type.Optional(
        Type.String({ minLength: 1, description: 'The column that is aggregated; none where rows are counted.' }),
      ),
      aggregate: Type.Unsafe<Measure['aggregate']>({
        enum: [...aggregates],
        description: 'The sum or the average of the column, or the number of rows, in each bucket of time.',
      }),
      time: Type.Optional(
        Type.String({ minLength: 1, description: 'The time column; default: the one that `inspect` names.' }),
      ),
      bucket: Type.Optional(
        Type.Unsafe<string>({
          enum: ['hour', 'day', 'week', 'month'],
          description: 'Grain of the metric; default: that of the step, a day.',
        }),
      ),
    },
    {
      additionalProperties: false,
      description: 'The metric that moves: an aggregate of a column, or the number of rows, for each bucket of time.',
    },
  );
}

/** Reads a measure. What its schema refuses alone is not refused here. */
export function readMeasure(field: Field): Measure | undefined {
  const [column, aggregate, time] = ['column', 'aggregate', 'time'].map((key) => field.at(key).value);
  if (aggregate !== 'sum' && aggregate !== 'avg' && aggregate !== 'count') return undefined;
  if (aggregate === 'count' && column !== undefined)
    return field
      .at('column')
      .refuse('a number of rows is of no column', 'Remove measure.column, or aggregate by sum or avg.');
  if (aggregate !== 'count' && typeof column !== 'string')
    return field.refuse(`measure has no column to take the ${aggregate} of`, 'Add measure.column.', 'MISSING_KEY');
  return {
    aggregate,
    ...(typeof column === 'string' && { column }),
    ...(typeof time === 'string' && { time }),
  };
}
