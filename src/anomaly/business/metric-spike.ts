import { defineMetric } from '../metric/define-metric.ts';
import { lacksSpread, metricSpread } from '../metric/metric-spread.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'metric-spike',
  category: 'business',
  title: 'Spike of a metric',
  description:
    'A sum, an average or a number of rows leaps in one bucket of time, by several of its own standard deviations.',
  inProduction:
    'An order of a reseller, a price list in another currency, a promotion that nobody announced. Each row looks right and ' +
    'the next day is as ever; only the figure of that day is far above all others.',
  caughtBy: [
    'Elementary column_anomalies on sum and average, volume_anomalies',
    'Monte Carlo field health: sum and mean',
    'Soda anomaly detection on sum, avg and row_count',
    'Evidently numerical drift (Wasserstein distance)',
  ],
  placebo: {
    description: 'One standard deviation above: what every third day is away from the average anyway.',
    amplitude: '1',
  },
  fit: { amount: 0.84, metric: 0.72 },
  parameters: parameters({}),
  amplitude: {
    unit: 'sd',
    default: '10',
    min: '0.1',
    max: '1000',
    meaning: 'How far the metric rises, in its standard deviations over the four weeks (28 buckets) before.',
  },
  window: { default: { amount: 1, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: 28,
  refuses: lacksSpread,
  course: ({ before, values, amplitude }) => values.map((value) => value.plus(metricSpread(before).times(amplitude))),
  rows: () => 'come',
});
