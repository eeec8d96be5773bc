import { defineDelete } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineDelete({
  id: 'truncated-load',
  category: 'pipeline',
  title: 'Truncated load',
  description:
    'The tail of a load is cut off: the rows with the last keys of a stretch of time are gone. Rows that other tables refer to stay.',
  inProduction:
    'A connection breaks after three quarters of a file, a page limit is hit, a disk is full. What is there is right and ' +
    'complete up to some key; sums are too low by what happened to come last.',
  caughtBy: [
    'Soda reconciliation checks (row_count diff)',
    'dbt equal_rowcount (dbt_utils)',
    'Elementary volume_anomalies',
    'Great Expectations expect_table_row_count_to_equal_other_table',
  ],
  placebo: {
    description: 'The last two rows in a hundred are missing: they come with the next load, as every day.',
    volume: { percent: '2' },
  },
  fit: { series: 0.7 },
  parameters: parameters({}),
  volume: { default: { percent: '25' }, meaning: 'Share of the rows that are cut off, the last ones by their key.' },
  window: lastBucket,
  selection: { default: { mechanism: 'last' }, isFixed: true },
  metric: 'rows',
});
