import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { notTimestamp } from '../moment-column.ts';
import { movedMoment } from '../moved-moment.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'timezone-shift',
  category: 'pipeline',
  title: 'Shift of time zone',
  description: 'Timestamps are off by the offset of a time zone: every one of them by the same whole time.',
  inProduction:
    'Local time is read as UTC, a container starts with another zone, a driver converts once too often. The busy hour ' +
    'is at night, the last hours of a day belong to the next one, and joins by time miss.',
  caughtBy: [
    'Elementary volume_anomalies with time_bucket hour',
    'Great Expectations expect_column_pair_values_a_to_be_greater_than_b',
    'dbt expression_is_true (dbt_utils)',
    'Soda freshness',
  ],
  placebo: {
    description: 'Clocks that are two seconds off: no bucket and no order of events changes by that.',
    amplitude: '2',
  },
  fit: { 'main time': 0.8, moment: 0.7 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the rows with a timestamp whose timestamp is off.' },
  amplitude: {
    unit: 'seconds',
    default: '18000',
    min: '-50400',
    max: '50400',
    meaning: 'How much later the timestamps are; negative is earlier. What would leave the years of the type stays.',
  },
  window: lastBucket,
  metric: 'rows',
  makesNewValues: true,
  unsuitable: notTimestamp,
  after: (context) => movedMoment(context, context.before, Number(context.amplitude)),
});
