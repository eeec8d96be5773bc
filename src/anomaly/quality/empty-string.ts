import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { notText } from '../text-column.ts';

export default defineUpdate({
  id: 'empty-string',
  category: 'quality',
  title: 'Empty text',
  description: 'Values of a text column become the empty text: not NULL, and yet nothing.',
  inProduction:
    'A form sends its untouched fields, a CSV export has no way to write NULL, a default of "" hides a mapping that finds ' +
    'nothing. Checks for NULL pass; joins, greetings and reports meet a name that is not there.',
  caughtBy: [
    'Elementary missing_percent',
    'Soda missing_percent with missing values',
    'dbt_utils.not_empty_string',
    'Great Expectations expect_column_value_lengths_to_be_between',
    'Monte Carlo empty string rate',
  ],
  placebo: {
    description: 'One empty text in two hundred, spread over all of time: what an optional field always has.',
    volume: { percent: '0.5' },
    during: 'all',
  },
  fit: { 'e-mail': 0.6, text: 0.5 },
  parameters: parameters({}),
  volume: { default: { percent: '10' }, meaning: 'Share of the texts that become empty.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: (column) =>
    notText(column) ??
    (column.emptyIsNull ? 'cannot be empty: an empty text is NULL here (see null-spike)' : undefined),
  after: ({ dialect, before }) => sql`case when ${before} is not null then ${dialect.textLiteral('')} end`,
  differs({ dialect, column, before }) {
    return sql`${before} is not null and ${dialect.length(dialect.text(before, column))} > 0`;
  },
});
