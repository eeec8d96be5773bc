import { Type } from '@sinclair/typebox';
import { defineMetric } from '../metric/define-metric.ts';
import { parameters } from '../parameters.ts';
import { isEmptySegment, isOfSegment, labelSchema, segmentColumn } from '../segment.ts';

export default defineMetric({
  id: 'segment-surge',
  category: 'business',
  title: 'Surge of a segment',
  description: 'One segment of a metric is a multiple of itself; all others are as ever.',
  inProduction:
    'A partner whose feed is read twice, a channel that bots have found, a country in which a product goes viral. In the figure of ' +
    'all segments together a small one drowns.',
  caughtBy: [
    'Elementary dimension_anomalies',
    'Monte Carlo segmented monitors',
    'Soda group by check with anomaly detection on row_count',
    'Evidently categorical drift (Jensen-Shannon distance)',
  ],
  placebo: {
    description: 'One twentieth more: segments differ by that from day to day.',
    amplitude: '1.05',
  },
  fit: { amount: 0.71, metric: 0.63 },
  parameters: parameters({
    segment: Type.String({ minLength: 1, description: 'The column that tells the segments apart.' }),
    label: labelSchema('The value of that column in the segment that surges.'),
  }),
  others: { segment: segmentColumn },
  amplitude: {
    unit: 'times',
    default: '3',
    min: '1',
    max: '100',
    meaning: 'What the metric of the segment is multiplied by.',
  },
  window: { default: { amount: 1, unit: 'bucket' }, needsTime: true },
  measures: ['avg', 'sum', 'count'],
  baseline: 0,
  refuses: isEmptySegment,
  course: ({ values, amplitude }) => values.map((value) => value.times(amplitude)),
  part: isOfSegment,
  rows: () => 'come',
});
