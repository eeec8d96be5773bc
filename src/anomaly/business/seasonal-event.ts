import { Big } from 'big.js';
import { defineMetric } from '../metric/define-metric.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'seasonal-event',
  category: 'business',
  title: 'Seasonal event',
  description:
    'A metric swells and sinks again within a few days, as for a campaign or a holiday; in the middle it is a multiple of itself.',
  inProduction:
    'Black Friday, a television spot, a public holiday in one country. It is real and it will end; a model that has not seen ' +
    'the like calls it an incident, or learns it and misses the next one.',
  caughtBy: [
    'Monte Carlo field health: sum and mean',
    'Elementary column_anomalies on sum and average, volume_anomalies',
    'Soda anomaly detection (Prophet without that holiday)',
    'Datadog anomalies with the agile or robust algorithm',
  ],
  placebo: {
    description: 'A week that is five percent better at its best: it is lost in the noise.',
    amplitude: '1.05',
  },
  fit: { amount: 0.6, metric: 0.52 },
  parameters: parameters({}),
  amplitude: {
    unit: 'times',
    default: '2',
    min: '0',
    max: '100',
    meaning:
      'What the metric is multiplied by in the middle of the window; less towards both ends. Below 1 it is a slump.',
  },
  window: { default: { amount: 5, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: 0,
  course: ({ values, amplitude }) =>
    values.map((value, index) => value.plus(value.times(amplitude.minus(1)).times(bell(index, values.length)))),
  rows: (amplitude) => (amplitude.gt(1) ? 'come' : 'go'),
});

/** 4u(1 − u), with u the middle of the bucket, from 0 to 1 through the window. */
function bell(index: number, length: number): Big {
  const u = new Big(2 * index + 1).div(2 * length);
  return u.times(4).times(new Big(1).minus(u));
}
