import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import { defineMetric } from '../metric/define-metric.ts';
import { parameters } from '../parameters.ts';
import { isEmptySegment, isOfSegment, labelSchema, segmentColumn } from '../segment.ts';

export default defineMetric({
  id: 'segment-collapse',
  category: 'business',
  title: 'Collapse of a segment',
  description: 'One segment of a metric all but vanishes; all others are as ever.',
  inProduction:
    'A payment method that is broken on one platform, a partner who stops sending, a filter that excludes a country. The total ' +
    'gives way a little, and nobody looks at the part.',
  caughtBy: [
    'Elementary dimension_anomalies',
    'Monte Carlo segmented monitors',
    'Soda group by check with anomaly detection on row_count',
    'Evidently categorical drift (Jensen-Shannon distance)',
  ],
  placebo: {
    description: 'One twentieth less: segments differ by that from day to day.',
    amplitude: '-5',
  },
  fit: { amount: 0.7, metric: 0.62 },
  parameters: parameters({
    segment: Type.String({ minLength: 1, description: 'The column that tells the segments apart.' }),
    label: labelSchema('The value of that column in the segment that collapses.'),
  }),
  others: { segment: segmentColumn },
  amplitude: {
    unit: 'percent',
    default: '-80',
    min: '-100',
    max: '0',
    meaning: 'How much of the metric of the segment is lost, as a negative share; -100 is all of it.',
  },
  window: { default: { amount: 1, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: 0,
  refuses: isEmptySegment,
  course: ({ values, amplitude }) => values.map((value) => value.times(new Big(amplitude).div(100).plus(1))),
  part: isOfSegment,
  rows: () => 'go',
});
