import { backdating } from '../backdating.ts';
import { defineDelete, defineUpdate } from '../define.ts';
import { choice, parameters } from '../parameters.ts';

const entry = {
  id: 'stale-table',
  category: 'pipeline',
  title: 'Stale table',
  description:
    'The newest rows are missing: after some point in time there is nothing. Rows that other tables refer to stay, unless all are set back in time instead.',
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
  fit: { series: 0.95 },
  parameters: parameters({
    method: choice(['withhold', 'backdate'], {
      description:
        'Delete the newest rows, or leave them in place and set them back into the buckets before: also those that ' +
        'others refer to, and at the price that those buckets have more rows than usual.',
      default: 'withhold',
    }),
  }),
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
} as const;

const backdated = defineUpdate({ ...entry, ...backdating });

export default defineDelete({
  ...entry,
  forStep: (step) => (step.with['method'] === 'backdate' ? backdated : undefined),
});
