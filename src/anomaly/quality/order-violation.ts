import { Type } from '@sinclair/typebox';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { momentsOf, notMoment } from '../moment-column.ts';
import { momentIn } from '../moment-in.ts';
import { parameters } from '../parameters.ts';

/** The end comes before the start by at most so many seconds, of dates without a time of day days. */
const farthest = { second: 86_400, day: 7 } as const;
const room = 8 * 86_400_000;

export default defineUpdate({
  id: 'order-violation',
  category: 'quality',
  title: 'End before start',
  description: 'Things end before they have started: by up to a day, or up to a week where there are dates only.',
  inProduction:
    'Start and end come from two clocks or two time zones, a form takes both and checks neither, a correction moves only ' +
    'one. Durations are negative, and whoever filters by "active on" loses the row.',
  caughtBy: [
    'Great Expectations expect_column_pair_values_a_to_be_greater_than_b',
    'dbt expression_is_true (dbt_utils)',
    'Soda failed rows checks',
  ],
  placebo: {
    description: 'One row in a thousand: what clocks that are set back leave behind.',
    volume: { percent: '0.1' },
  },
  fit: { follows: 0.95 },
  parameters: parameters({
    start: Type.String({
      minLength: 1,
      description: 'The column of the start, which stays; the column of the step is the end.',
    }),
  }),
  others: { start: { changes: false, relation: 'follows', unsuitable: notMoment } },
  volume: { default: { percent: '2' }, meaning: 'Share of the rows that end when they start, or later.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: notMoment,
  after(context) {
    const { dialect, column, before } = context;
    const unit = column.kind === 'date' ? 'day' : 'second';
    const start = context.bind(momentIn(context, context.other('start')!));
    const least = new Date(momentsOf(column).first + room).toISOString();
    const back = sql`${dialect.integer(-1)} - ${context.draw('value', farthest[unit])}`;
    return sql`case when ${before} >= ${start} and ${start} >= ${dialect.instant(least, column)}
      then ${dialect.later(start, back, unit, column)} else ${before} end`;
  },
});
