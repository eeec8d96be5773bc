import { defineInsert } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineInsert({
  id: 'duplicate-row',
  category: 'quality',
  title: 'Duplicate row',
  description: 'Whole rows come a second time, the same in every column but with a new key.',
  inProduction:
    'A message is delivered twice, a retried request is stored again, a merge without a business key appends what it ' +
    'should update. The surrogate key differs, so the database is content; sums and counts are too high.',
  caughtBy: [
    'dbt unique on the business key (dbt_utils.unique_combination_of_columns)',
    'Soda duplicate_count',
    'Great Expectations expect_compound_columns_to_be_unique',
    'Monte Carlo unique rate',
    'Elementary volume_anomalies',
  ],
  placebo: {
    description:
      'One row in a thousand comes again, as two real orders of one customer for the same product on one day do.',
    volume: { percent: '0.1' },
  },
  fit: { rows: 0.75 },
  parameters: parameters({}),
  volume: { default: { percent: '5' }, meaning: 'Share of the rows that come once more.' },
  window: lastBucket,
  metric: 'rows',
});
