import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { momentsOf, notMoment } from '../moment-column.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'epoch-timestamp',
  category: 'pipeline',
  title: 'Epoch timestamp',
  description: 'Points in time are 1970-01-01: zero seconds after the beginning of Unix time.',
  inProduction:
    'A missing time is sent as 0, a parser that fails answers with its default, seconds are read as milliseconds. No ' +
    'value is NULL, so checks for missing ones pass, and the oldest customers of all are 1970’s.',
  caughtBy: [
    'Monte Carlo unix zero timestamps',
    'Great Expectations expect_column_values_to_be_between',
    'dbt accepted_range (dbt_utils)',
    'Soda missing_percent with missing values',
  ],
  placebo: {
    description: 'A single row, in all of time: what long-lived tables have kept of old bugs.',
    volume: { rows: 1 },
    during: 'all',
  },
  fit: { 'main time': 0.72, moment: 0.6 },
  parameters: parameters({}),
  volume: { default: { percent: '1' }, meaning: 'Share of the rows with a time that get the beginning of Unix time.' },
  window: lastBucket,
  metric: 'rows',
  makesNewValues: true,
  unsuitable: (column) => {
    const reason = notMoment(column);
    if (reason !== undefined) return reason;
    const { first } = momentsOf(column);
    return first < 86_400_000 ? undefined : `begins after 1970-01-01 (${column.type})`;
  },
  after({ dialect, column, before }) {
    // Where 0 seconds are no value of the type (TIMESTAMP of MySQL), the first one that is.
    const epoch = new Date(Math.max(0, momentsOf(column).first)).toISOString();
    return sql`case when ${before} is not null then ${dialect.instant(epoch, column)} end`;
  },
});
