import type { ColumnContext } from '../../model/anomaly-context.ts';
import { all, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'sign-flip',
  category: 'quality',
  title: 'Flipped sign',
  description: 'Numbers change their sign: x becomes -x.',
  inProduction:
    'One system books a refund as a negative amount, another as a positive one with a flag; debits and credits change ' +
    'sides in an import. Each value is of a usual size, and sums quietly lose twice of what was flipped.',
  caughtBy: [
    'Monte Carlo negative rate',
    'Great Expectations expect_column_values_to_be_between',
    'Soda invalid_percent with valid min',
    'dbt accepted_range (dbt_utils)',
    'Elementary min',
  ],
  placebo: {
    description: 'One value in a thousand, spread over all of time: bookings are taken back every day.',
    volume: { percent: '0.1' },
    during: 'all',
  },
  fit: { money: 0.78, 'no negatives': 0.65, spread: 0.3 },
  parameters: parameters({}),
  volume: { default: { percent: '3' }, meaning: 'Share of the numbers other than 0 that change their sign.' },
  window: lastBucket,
  metric: 'mean',
  makesNewValues: true,
  unsuitable: (column) =>
    notNumeric(column) ?? (column.range?.min === '0' ? `holds no negative numbers (${column.type})` : undefined),
  after: (context) => sql`case when ${flips(context)} then -(${context.before}) end`,
  differs: flips,
});

/** Numbers other than 0 that have an opposite. The smallest whole number of a type has none. */
function flips({ dialect, column, before }: ColumnContext) {
  const conditions = [sql`${finite(before, column)} <> ${dialect.number('0', column)}`];
  if (column.range) conditions.push(sql`${before} > ${dialect.number(column.range.min, column)}`);
  return all(conditions);
}
