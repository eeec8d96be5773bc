import { defineDelete } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineDelete({
  id: 'volume-drop',
  category: 'pipeline',
  title: 'Drop in volume',
  description: 'Rows of a stretch of time are gone. Rows that other tables refer to stay.',
  inProduction:
    'One of several workers dies, a page of an interface is not fetched, a filter is too strict. What did arrive is ' +
    'right in every column; there is only too little of it.',
  caughtBy: [
    'Elementary volume_anomalies',
    'Soda row_count',
    'Great Expectations expect_table_row_count_to_be_between',
    'Monte Carlo volume',
  ],
  placebo: {
    description:
      'Two rows in a hundred are missing: less than the number of rows changes from bucket to bucket anyway.',
    volume: { percent: '2' },
  },
  fit: { series: 0.9 },
  parameters: parameters({}),
  volume: { default: { percent: '50' }, meaning: 'Share of the rows that are gone.' },
  window: lastBucket,
  metric: 'rows',
});
