import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'null-spike',
  category: 'quality',
  title: 'Null spike',
  description: 'Values of a column become NULL, while the rows themselves arrive as ever.',
  inProduction:
    'A source system stops sending a field, a join loses its partner, or a changed name makes a mapping find nothing. ' +
    'The rows keep arriving, so volume and freshness look healthy; from one load to the next the share of NULLs in one column jumps.',
  caughtBy: [
    'dbt not_null',
    'Elementary null_percent',
    'Soda missing_percent',
    'Great Expectations expect_column_values_to_not_be_null',
    'Monte Carlo null rate',
  ],
  placebo: {
    description: 'One NULL in two hundred rows, spread over all of time: what an optional column always has.',
    volume: { percent: '0.5' },
    during: 'all',
  },
  fit: { filled: 0.75, any: 0.4 },
  parameters: parameters({}),
  volume: { default: { percent: '10' }, meaning: 'Share of the rows with a value that lose it.' },
  window: lastBucket,
  metric: 'nulls',
  makesNewValues: false,
  unsuitable: (column) => (column.isNullable ? undefined : 'is declared not null'),
  after: ({ dialect, column }) => dialect.cast(sql`null`, column.storage),
  differs: ({ before }) => sql`${before} is not null`,
});
