import type { Big } from 'big.js';
import { caughtUp } from '../metric/caught-up.ts';
import { defineMetric } from '../metric/define-metric.ts';
import { sumOf } from '../metric/metric-spread.ts';
import { parameters } from '../parameters.ts';

export default defineMetric({
  id: 'outage-recovery',
  category: 'business',
  title: 'Outage and recovery',
  description:
    'A metric is zero in the first half of the window and catches up in the second, in which all that was missing arrives: the total ' +
    'is as it was. A number of rows moves by the times of rows, a sum by their values.',
  inProduction:
    'A broker that is down for a day and delivers everything when it is back, a partner that sends two files at once. The week ' +
    'adds up; one day is empty and the next one twice as large.',
  caughtBy: [
    'Elementary volume_anomalies with fail_on_zero',
    'Soda row_count > 0 for each day',
    'Great Expectations expect_table_row_count_to_be_between',
    'Monte Carlo volume',
  ],
  placebo: {
    description: 'One row in twenty arrives a day late, as there are some every day.',
    amplitude: '5',
  },
  fit: { amount: 0.55, metric: 0.5 },
  parameters: parameters({}),
  amplitude: {
    unit: 'percent',
    default: '100',
    min: '1',
    max: '100',
    meaning: 'How much of the metric is missing in the outage, and arrives in the recovery.',
  },
  window: { default: { amount: 2, unit: 'bucket' }, needsTime: true },
  measures: ['sum', 'count'],
  baseline: 0,
  refuses({ values }) {
    if (values.length < 2) return 'has one bucket in the window: it needs one for the outage and one for the recovery';
    return values.slice(half(values)).every((value) => value.eq(0))
      ? 'is 0 in the second half of the window: there is nothing that could catch up'
      : undefined;
  },
  course({ values, amplitude }) {
    const outage = values.slice(0, half(values));
    const recovery = values.slice(half(values));
    const digits = Math.max(...values.map(digitsOf));
    const left = outage.map((value) => value.minus(value.times(amplitude).div(100).round(digits)));
    const missing = sumOf(outage).minus(sumOf(left));
    return [...left, ...caughtUp(recovery, missing, digits)];
  },
  rows: () => 'move',
});

/** Buckets of the outage: half of the window, the smaller one. */
function half(values: readonly Big[]): number {
  return Math.floor(values.length / 2);
}

/** Digits behind the point. */
function digitsOf(value: Big): number {
  return Math.max(0, value.c.length - 1 - value.e);
}
