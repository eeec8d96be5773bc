import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'column-shuffle',
  category: 'quality',
  title: 'Shuffled column',
  description:
    'The values of one column change places among the rows: the column as a whole holds what it held, no row does.',
  inProduction:
    'A join by position instead of by key, a sort of one column alone in a spreadsheet, a mask that permutes too much. ' +
    'Every profile of the column by itself is as before; only what it has to do with other columns is lost.',
  caughtBy: [
    'Evidently data drift of correlations',
    'Great Expectations expect_column_pair_values_to_be_in_set',
    'dbt-expectations expect_compound_columns_to_be_unique',
  ],
  placebo: {
    description: 'One value in two hundred changes places: no more than the corrections that every table gets.',
    volume: { percent: '0.5' },
  },
  fit: { measure: 0.42, any: 0.25 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the rows with a value that take part.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: false,
  exchange: { from: 'next' },
  unsuitable: () => undefined,
  after: ({ partner }) => partner!,
});
