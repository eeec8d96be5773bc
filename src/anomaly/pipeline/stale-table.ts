import { defineDelete } from '../define.ts';
import { parameters } from '../parameters.ts';

export default defineDelete({
  id: 'stale-table',
  category: 'pipeline',
  title: 'Stale table',
  description:
    'The newest rows are missing: after some point in time there is nothing. Rows that other tables refer to stay.',
  inProduction:
    'A job is paused, a credential expires, a stream lags behind. Nothing fails downstream: the table answers every ' +
    'query, with the news of the day before yesterday.',
  caughtBy: [
    'dbt source freshness',
    'Elementary freshness_anomalies',
    'Soda freshness',
    'Monte Carlo time since last row count change',
  ],
  placebo: {
    description: 'The newest bucket alone is missing: no more than a load that comes a day later than usual.',
    amplitude: '1',
  },
  parameters: parameters({}),
  volume: {
    default: { percent: '100' },
    meaning: 'Share of the newest rows that are missing; below 100 % they thin out instead.',
  },
  amplitude: {
    unit: 'buckets',
    default: '3',
    min: '1',
    max: '100000',
    meaning: 'How far back from the latest bucket the table ends, in buckets.',
  },
  window: { default: { amount: 3, unit: 'bucket' }, needsTime: true, isOpen: true },
  metric: 'freshness',
});
