import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { notMoment } from '../moment-column.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'out-of-order',
  category: 'pipeline',
  title: 'Out of order',
  description:
    'Neighbours in time, or by their keys where the table has no other time, trade their timestamps: what came first seems to have come second.',
  inProduction:
    'Parallel consumers overtake each other, retries arrive after their successors, two servers disagree by a second. ' +
    'Every timestamp is one that the table had before; states that follow from the order of events are wrong.',
  caughtBy: [
    'dbt expression_is_true (dbt_utils) with a window function',
    'Great Expectations expect_column_values_to_be_increasing',
    'Soda user-defined checks of the order of rows',
  ],
  placebo: {
    description: 'Two rows in a thousand trade places: what retries in every stream of events do.',
    volume: { percent: '0.2' },
  },
  fit: { 'main time': 0.6, moment: 0.35 },
  parameters: parameters({}),
  volume: {
    default: { percent: '5' },
    meaning:
      'Share of the rows with a neighbour of another time that take part, in pairs; one left over at the end keeps its own.',
  },
  window: lastBucket,
  selection: { default: { mechanism: 'clustered', length: 2 }, isFixed: true },
  metric: 'distinct',
  makesNewValues: false,
  exchange: { from: 'next', within: 'pair' },
  unsuitable: notMoment,
  after: ({ partner }) => partner!,
});
