import { defineMetric } from '../metric/define-metric.ts';
import { meanOf } from '../metric/metric-spread.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'variance-burst',
  category: 'business',
  title: 'Burst of variance',
  description:
    'For a while a metric is noisy: it is several times as far from its average over that time, on either side of it. A number of rows keeps its total: rows move to other buckets.',
  inProduction:
    'Loads that come early on one day and late on the next, two systems that write in turns, a market in turmoil. The week as ' +
    'a whole is as it should be; its days are not.',
  caughtBy: [
    'Elementary column_anomalies on standard_deviation of daily figures',
    'Monte Carlo custom metric: standard deviation of a sum',
    'Soda anomaly detection on sum, avg and row_count',
    'Evidently numerical drift (Wasserstein distance)',
  ],
  placebo: {
    description: 'Ten percent more noise: nobody tells one week from the other by it.',
    amplitude: '1.1',
  },
  fit: { amount: 0.56, metric: 0.54 },
  parameters: parameters({}),
  amplitude: {
    unit: 'times',
    default: '3',
    min: '0',
    max: '100',
    meaning:
      'By what the distance of each bucket from the average of the window is multiplied; below 1 the metric calms down.',
  },
  window: { default: { amount: 7, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: 0,
  refuses: ({ values }) => (values.length < 2 ? 'has one bucket in the window: it has no noise' : undefined),
  course({ values, amplitude }) {
    const mean = meanOf(values);
    return values.map((value) => value.minus(mean).times(amplitude).plus(mean));
  },
  rows: () => 'move',
});
