import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'zero-spike',
  category: 'quality',
  title: 'Zero spike',
  description: 'Numbers become 0, while the rows themselves arrive as ever.',
  inProduction:
    'A missing value is filled with 0 on its way, a meter reports nothing, a failed look-up falls back to its default. ' +
    'No value is missing, so checks for NULL stay green; averages sink and ratios divide by zero.',
  caughtBy: [
    'Elementary zero_percent',
    'Monte Carlo zero rate',
    'Soda invalid_percent with valid min',
    'Great Expectations expect_column_values_to_be_between with strict_min',
    'dbt accepted_range (dbt_utils)',
  ],
  placebo: {
    description: 'One zero in two hundred values, spread over all of time: some things are free, some readings are 0.',
    volume: { percent: '0.5' },
    during: 'all',
  },
  fit: { 'no zeros': 0.65, spread: 0.35 },
  parameters: parameters({}),
  volume: { default: { percent: '10' }, meaning: 'Share of the numbers other than 0 that become 0.' },
  window: lastBucket,
  metric: 'mean',
  makesNewValues: true,
  unsuitable: notNumeric,
  after: ({ dialect, column }) => dialect.number('0', column),
  differs: ({ dialect, column, before }) => sql`${before} <> ${dialect.number('0', column)}`,
});
