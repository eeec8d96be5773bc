import { defineMetric } from '../metric/define-metric.ts';
import { lacksSpread, metricSpread } from '../metric/metric-spread.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'metric-dip',
  category: 'business',
  title: 'Dip of a metric',
  description:
    'A sum, an average or a number of rows falls in one bucket of time, by several of its own standard deviations; what has no ' +
    'negative numbers falls to zero at the most.',
  inProduction:
    'A checkout that was broken for an afternoon, a voucher that worked for everybody, a country whose sales came in as cents. ' +
    'The rows that are there look right; the figure of that day is far below all others.',
  caughtBy: [
    'Elementary column_anomalies on sum and average, volume_anomalies',
    'Monte Carlo field health: sum and mean',
    'Soda anomaly detection on sum, avg and row_count',
    'Great Expectations expect_column_sum_to_be_between',
  ],
  placebo: {
    description: 'One standard deviation below: what every third day is away from the average anyway.',
    amplitude: '1',
  },
  fit: { amount: 0.83, metric: 0.71 },
  parameters: parameters({}),
  amplitude: {
    unit: 'sd',
    default: '10',
    min: '0.1',
    max: '1000',
    meaning: 'How far the metric falls, in its standard deviations over the four weeks (28 buckets) before.',
  },
  window: { default: { amount: 1, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: 28,
  refuses: lacksSpread,
  course: ({ before, values, amplitude }) => values.map((value) => value.minus(metricSpread(before).times(amplitude))),
  rows: () => 'go',
});
