import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'duplicate-value',
  category: 'quality',
  title: 'Repeated value',
  description: 'Rows repeat the value of another row in one column, which keeps it.',
  inProduction:
    'A form that comes back filled in, a cell dragged down a spreadsheet, a customer who is merged with another. ' +
    'Each value is a real one; there are fewer different ones, and some that should be unique are not.',
  caughtBy: [
    'dbt unique',
    'Great Expectations expect_column_values_to_be_unique',
    'Soda duplicate_count',
    'Monte Carlo unique rate',
  ],
  placebo: {
    description: 'One row in a thousand repeats a value, as two people of one household give one address.',
    volume: { percent: '0.1' },
  },
  fit: { 'all different': 0.85, entity: 0.45, any: 0.2 },
  parameters: parameters({}),
  volume: {
    default: { percent: '5' },
    meaning:
      'Share of the rows with a value that take that of another row; a row that draws one with its own value is left as it is.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: false,
  exchange: { from: 'spare' },
  unsuitable: () => undefined,
  after: ({ partner }) => partner!,
});
