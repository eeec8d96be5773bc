import { defineInsert } from '../define.ts';
import { parameters } from '../parameters.ts';

export default defineInsert({
  id: 'replayed-batch',
  category: 'pipeline',
  title: 'Replayed batch',
  description: 'One load is applied twice: every row of a bucket comes again, with the same values and a new key.',
  inProduction:
    'A job fails after its commit and is started again, a file is picked up twice, somebody fills a gap by hand that was ' +
    'none. The bucket has twice its rows and twice its sums, and each business key two rows.',
  caughtBy: [
    'dbt unique on the business key (dbt_utils.unique_combination_of_columns)',
    'Elementary volume_anomalies',
    'Soda duplicate_count',
    'Great Expectations expect_compound_columns_to_be_unique',
  ],
  placebo: {
    description: 'Two rows in a hundred come again: as many as people order twice of the same.',
    volume: { percent: '2' },
  },
  fit: { series: 0.78 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the rows of the batch that come again.' },
  window: { default: { amount: 1, unit: 'bucket' }, needsTime: true },
  metric: 'rows',
});
