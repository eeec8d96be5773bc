import { defineInsert } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineInsert({
  id: 'duplicate-key',
  category: 'quality',
  title: 'Duplicate key',
  description:
    'Rows come a second time with their key, which is to come once: only where no constraint of the database forbids it. The ' +
    'key is the one that the step names, else columns that are unique in the data.',
  inProduction:
    'A load is run twice into a table of a warehouse, where keys are declared but not enforced; an incremental model ' +
    'appends what it should merge. Every join by the key multiplies rows, and totals grow with it.',
  caughtBy: [
    'dbt unique',
    'Great Expectations expect_column_values_to_be_unique',
    'Soda duplicate_count',
    'Monte Carlo unique rate',
    'Elementary volume_anomalies',
  ],
  keepsKey: true,
  placebo: {
    description:
      'A single key comes twice, which checks with a tolerance let pass (`error_if` in dbt, `mostly` in Great Expectations).',
    volume: { rows: 1 },
  },
  fit: { rows: 0.7 },
  parameters: parameters({}),
  volume: { default: { percent: '2' }, meaning: 'Share of the rows that come once more, key and all.' },
  window: lastBucket,
  metric: 'rows',
});
