import { Type } from '@sinclair/typebox';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { notMoment } from '../moment-column.ts';
import { momentIn } from '../moment-in.ts';
import { movedMoment, refusePartsOfDays } from '../moved-moment.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'late-arrival',
  category: 'pipeline',
  title: 'Late arrival',
  description:
    'Rows are loaded long after what they tell of happened: the load time lags the event time by at least so much.',
  inProduction:
    'A phone is offline, a partner sends once a day, a queue fills up behind a slow consumer. Each load is punctual and ' +
    'each row is right; what was reported for yesterday keeps growing for days.',
  caughtBy: [
    'Elementary event_freshness_anomalies',
    'dbt expression_is_true (dbt_utils)',
    'Great Expectations expect_column_pair_values_a_to_be_greater_than_b',
    'Soda user-defined metric of the lag',
  ],
  placebo: {
    description: 'One row in a thousand is a day late: what every source sends that is not always connected.',
    volume: { percent: '0.1' },
  },
  fit: { 'load time': 0.98, follows: 0.6 },
  parameters: parameters({
    event: Type.String({
      minLength: 1,
      description: 'The column of the time at which it happened; the column of the step is the load time.',
    }),
  }),
  others: { event: { changes: false, relation: 'follows', unsuitable: notMoment } },
  volume: { default: { percent: '20' }, meaning: 'Share of the rows with both times that are loaded late.' },
  amplitude: {
    unit: 'seconds',
    default: '86400',
    min: '1',
    max: '315360000',
    meaning:
      'How much later each of these rows is loaded than it was, or than it happened, whichever comes later. Dates ' +
      'without a time of day take whole days; what would leave the years of the type stays.',
  },
  window: lastBucket,
  metric: 'rows',
  makesNewValues: true,
  unsuitable: notMoment,
  check: (context) => refusePartsOfDays(context, Number(context.amplitude)),
  after(context) {
    const { before } = context;
    const event = context.bind(momentIn(context, context.other('event')!));
    const later = context.bind(
      sql`case when ${event} > ${before} then ${event} when ${event} <= ${before} then ${before} end`,
    );
    return movedMoment(context, later, Number(context.amplitude), before);
  },
});
