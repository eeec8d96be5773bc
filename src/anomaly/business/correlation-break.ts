import { defineUpdate } from '../define.ts';
import { parameters } from '../parameters.ts';

export default defineUpdate({
  id: 'correlation-break',
  category: 'business',
  title: 'Broken correlation',
  description:
    'Values of a column change places within each bucket of time: every bucket holds what it held, and what the column has to do ' +
    'with others is gone.',
  inProduction:
    'A join by position within a day, a model whose inputs are served from the wrong rows, prices that are matched to other articles. ' +
    'Every figure of the column, of every day, is exactly as before.',
  caughtBy: [
    'Evidently data drift of correlations',
    'Great Expectations expect_column_pair_values_to_be_in_set',
    'Alibi Detect multivariate drift (maximum mean discrepancy)',
  ],
  placebo: {
    description: 'One value in a hundred changes places: no correlation shows it.',
    volume: { percent: '1' },
  },
  fit: { measure: 0.43 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the rows with a value that take part.' },
  window: { default: { amount: 7, unit: 'bucket' }, needsTime: true },
  metric: 'mean',
  makesNewValues: false,
  exchange: { from: 'next', within: 'bucket' },
  unsuitable: () => undefined,
  after: ({ partner }) => partner!,
});
