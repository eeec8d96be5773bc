import { Type } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'column-swap',
  category: 'quality',
  title: 'Swapped columns',
  description: 'Two columns of a row trade their values.',
  inProduction:
    'First and last name in the wrong order, a mapping with two lines exchanged, a file whose columns moved. Both columns ' +
    'hold plausible values, each of them the other one’s.',
  caughtBy: [
    'Great Expectations expect_column_pair_values_a_to_be_greater_than_b',
    'Soda user-defined checks of two columns',
    'Elementary column_anomalies on average_length',
  ],
  placebo: {
    description: 'One row in a thousand has its values in the wrong columns: what people who type leave behind.',
    volume: { percent: '0.1' },
  },
  fit: { twin: 0.5 },
  parameters: parameters({
    other: Type.String({ minLength: 1, description: 'The column that the values are traded with.' }),
  }),
  others: {
    other: {
      changes: true,
      relation: 'twin of',
      unsuitable: ({ type }, _, subject) =>
        type === subject.type
          ? undefined
          : `holds ${type}, and ${subject.name} ${subject.type}: they cannot trade values`,
    },
  },
  volume: {
    default: { percent: '5' },
    meaning:
      'Share of the rows with two different values that trade them; with NULL only where both columns may hold it.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: () => undefined,
  after: (context) => traded(context, context.before, context.other('other')!.value),
  alongside: (context) => ({ other: traded(context, context.other('other')!.value, context.before) }),
});

/** The other value instead of the own one, but not NULL in a column that may hold none. */
function traded({ column, other }: RowContext, own: Sql, instead: Sql): Sql {
  if (column.isNullable && other('other')!.column.isNullable) return instead;
  return sql`case when ${own} is not null and ${instead} is not null then ${instead} else ${own} end`;
}
