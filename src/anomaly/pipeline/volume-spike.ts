import { Big } from 'big.js';
import { defineInsert } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineInsert({
  id: 'volume-spike',
  category: 'pipeline',
  title: 'Spike of volume',
  description: 'The rows of a stretch of time come several times over, each copy with a key of its own.',
  inProduction:
    'A consumer that reads a topic from the start, a backfill beside the daily load, a join that fans out. The latest ' +
    'bucket is a multiple of what it always is; every row of it looks right.',
  caughtBy: [
    'Elementary volume_anomalies',
    'Soda anomaly detection on row_count',
    'Great Expectations expect_table_row_count_to_be_between',
    'Monte Carlo volume',
  ],
  placebo: {
    description: 'A bucket with two rows in a hundred more: less than the number of rows changes by itself.',
    amplitude: '1.02',
  },
  fit: { series: 0.85 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the rows that are multiplied.' },
  amplitude: {
    unit: 'times',
    default: '3',
    min: '1',
    max: '100',
    meaning: 'How often each of these rows is there afterwards; a fraction copies a part of them once more.',
  },
  window: lastBucket,
  metric: 'rows',
  copies: ({ amplitude }) => new Big(amplitude).minus(1).toFixed(),
});
