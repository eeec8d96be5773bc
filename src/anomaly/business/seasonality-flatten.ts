import { defineMetric } from '../metric/define-metric.ts';
import { cycleBaseline, cycleParameter } from '../metric/cycle-parameter.ts';
import { lacksCycle, seasonalProfile } from '../metric/seasonal-profile.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'seasonality-flatten',
  category: 'business',
  title: 'Flattened seasonality',
  description:
    'A metric loses its cycle: weekends are like weekdays, nights like days. What is left is level and noise. A number of rows keeps its total: rows move to other buckets.',
  inProduction:
    'Bots that never sleep, a queue that is worked off at an even pace, times that are spread by a retry. The total of the week is ' +
    'right and no single day is impossible; the shape that everybody knows is gone.',
  caughtBy: [
    'Elementary anomaly tests with seasonality: day_of_week',
    'Monte Carlo monitors that know the day of the week',
    'Soda anomaly detection (Prophet with weekly seasonality)',
    'Datadog anomalies with the agile or robust algorithm',
  ],
  placebo: {
    description: 'The cycle is weaker by a tenth, as in any quiet season.',
    amplitude: '10',
  },
  fit: { amount: 0.5, metric: 0.46 },
  parameters: parameters({ cycle: cycleParameter }),
  amplitude: {
    unit: 'percent',
    default: '100',
    min: '1',
    max: '100',
    meaning: 'How much of the cycle is lost.',
  },
  window: { default: { amount: 14, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: cycleBaseline,
  refuses: lacksCycle,
  course({ before, values, amplitude, with: { cycle } }) {
    const profile = seasonalProfile(before, cycle);
    return values.map((value, index) => value.minus(profile[index % cycle]!.times(amplitude).div(100)));
  },
  rows: () => 'move',
});
