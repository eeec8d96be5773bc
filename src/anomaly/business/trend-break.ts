import { defineMetric } from '../metric/define-metric.ts';
import { levelOf } from '../metric/metric-spread.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'trend-break',
  category: 'business',
  title: 'Break of a trend',
  description:
    'From one day on a metric has another slope: with every bucket it is farther from where it would have been, by the same amount.',
  inProduction:
    'A competitor opens, a campaign ends, an app loses its place in the store. Each day is only a little worse than the one ' +
    'before and none is out of the ordinary; the line has a bend.',
  caughtBy: [
    'Elementary column_anomalies on sum and average, volume_anomalies',
    'Monte Carlo field health: sum and mean',
    'Soda anomaly detection on sum, avg and row_count',
    'Evidently numerical drift (Wasserstein distance)',
  ],
  placebo: {
    description: 'A slope of a tenth of a percent: less than most metrics grow by themselves.',
    amplitude: '0.1',
  },
  fit: { amount: 0.64, metric: 0.57 },
  parameters: parameters({}),
  amplitude: {
    unit: 'percent',
    default: '5',
    min: '-100',
    max: '1000',
    meaning:
      'How much farther the metric is with each bucket, relative to its average over the 28 buckets before; negative lets it fall.',
  },
  window: { default: { amount: 14, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: 28,
  course({ before, values, amplitude }) {
    const rise = levelOf(before.length > 0 ? before : values)
      .times(amplitude)
      .div(100);
    return values.map((value, index) => value.plus(rise.times(index + 1)));
  },
  rows: (amplitude) => (amplitude.gt(0) ? 'come' : 'go'),
});
