import { defineDelete } from '../define.ts';
import { parameters } from '../parameters.ts';

export default defineDelete({
  id: 'empty-load',
  category: 'pipeline',
  title: 'Empty load',
  description:
    'A bucket of time has no rows at all, while those before and after it do. Rows that other tables refer to stay.',
  inProduction:
    'A job runs, finds an empty file or a closed connection, and reports success. The next load is there again, so ' +
    'that freshness is fine by the time somebody looks; one day is simply missing from every chart.',
  caughtBy: [
    'Elementary volume_anomalies with fail_on_zero',
    'Soda row_count',
    'Great Expectations expect_table_row_count_to_be_between',
    'Monte Carlo volume',
  ],
  placebo: {
    description:
      'Two rows in a hundred are missing: less than the number of rows changes from bucket to bucket anyway.',
    volume: { percent: '2' },
  },
  fit: { series: 0.8 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the rows of the bucket that are gone.' },
  window: { default: { amount: 1, unit: 'bucket' }, needsTime: true },
  metric: 'rows',
});
