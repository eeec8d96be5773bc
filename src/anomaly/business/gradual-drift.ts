import { defineMetric } from '../metric/define-metric.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'gradual-drift',
  category: 'business',
  title: 'Gradual drift',
  description:
    'A metric creeps away: each bucket is off by a little more than the one before, until at the end of the window it is off by the whole.',
  inProduction:
    'A sensor that ages, a cohort that is slowly replaced, a cache that serves ever older prices. No day differs from its ' +
    'neighbour by more than noise, and a monitor that learns as it goes learns the drift.',
  caughtBy: [
    'Evidently numerical drift (Wasserstein distance) against a fixed reference',
    'Soda distribution check against a stored distribution',
    'Great Expectations expect_column_mean_to_be_between',
    'Elementary column_anomalies with a long training period',
  ],
  placebo: {
    description: 'A drift of 1 % in a month: what inflation and growth do anyway.',
    amplitude: '1',
  },
  fit: { amount: 0.65, metric: 0.59 },
  parameters: parameters({}),
  amplitude: {
    unit: 'percent',
    default: '30',
    min: '-100',
    max: '1000',
    meaning: 'How far the last bucket of the window is off, relative to itself; negative lets the metric fall.',
  },
  window: { default: { amount: 30, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: 0,
  course: ({ values, amplitude }) =>
    values.map((value, index) => {
      const share = amplitude.times(index + 1).times(value.abs());
      return value.plus(share.div(100 * values.length));
    }),
  rows: (amplitude) => (amplitude.gt(0) ? 'come' : 'go'),
});
