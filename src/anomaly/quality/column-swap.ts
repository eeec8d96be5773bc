import { Type } from '@sinclair/typebox';
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
  parameters: parameters({
    other: Type.String({ minLength: 1, description: 'The column that the values are traded with.' }),
  }),
  others: { other: { changes: true, unsuitable: () => undefined } },
  volume: { default: { percent: '5' }, meaning: 'Share of the rows with two different values that trade them.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: () => undefined,
  after: ({ other }) => other('other')!.value,
  alongside: ({ before }) => ({ other: before }),
});
