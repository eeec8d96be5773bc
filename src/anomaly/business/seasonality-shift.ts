import { defineMetric } from '../metric/define-metric.ts';
import { cycleBaseline, cycleParameter } from '../metric/cycle-parameter.ts';
import { lacksCycle, seasonalProfile } from '../metric/seasonal-profile.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'seasonality-shift',
  category: 'business',
  title: 'Shifted seasonality',
  description:
    'The cycle of a metric comes late: what Saturday always is, Sunday is now. A number of rows keeps its total: rows move to other buckets.',
  inProduction:
    'A load that slips past midnight, a clock in another zone, a holiday that moves the week. Each bucket is a value that ' +
    'the metric often has, at the wrong time.',
  caughtBy: [
    'Elementary anomaly tests with seasonality: day_of_week or hour_of_day',
    'Monte Carlo monitors that know the day of the week',
    'Soda anomaly detection (Prophet with weekly seasonality)',
    'Datadog anomalies with the agile or robust algorithm',
  ],
  placebo: {
    description: 'A twentieth of the metric comes late, as a few rows do every day.',
    volume: { percent: '5' },
  },
  fit: { amount: 0.49, metric: 0.45 },
  parameters: parameters({ cycle: cycleParameter }),
  amplitude: {
    unit: 'buckets',
    default: '1',
    min: '1',
    max: '95',
    meaning: 'By how many buckets the cycle comes late.',
  },
  window: { default: { amount: 14, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: cycleBaseline,
  refuses: lacksCycle,
  course({ before, values, amplitude, with: { cycle } }) {
    const profile = seasonalProfile(before, cycle);
    const late = Number(amplitude) % cycle;
    return values.map((value, index) =>
      value.minus(profile[index % cycle]!).plus(profile[(index + cycle - late) % cycle]!),
    );
  },
  rows: () => 'move',
});
