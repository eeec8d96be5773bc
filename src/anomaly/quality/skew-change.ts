import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { checkReshaped, reshaped } from '../reshaped-distribution.ts';
import { skewedDistribution } from '../skewed-distribution.ts';
import { surveySpread } from '../spread.ts';

export default defineUpdate({
  id: 'skew-change',
  category: 'quality',
  title: 'Change of skewness',
  description:
    'Numbers get a long tail on one side: their order, their mean and their standard deviation stay, their skewness becomes the one that is stated.',
  inProduction:
    'A cap is lifted and a few large customers get in, a transform (the logarithm) is left out before loading, a filter ' +
    'drops one side. The usual figures are as ever, while the median moves away from the mean and quantiles are off.',
  caughtBy: [
    'Great Expectations expect_column_skew_to_be_between (experimental)',
    'Evidently Wasserstein distance',
    'Monte Carlo percentiles (20, 40, 60, 80)',
    'Great Expectations expect_column_quantile_values_to_be_between',
    'whylogs distribution drift',
  ],
  placebo: {
    description: 'One value in twenty stands where a skewed distribution would have it; the others stay.',
    volume: { percent: '5' },
    amplitude: '2',
  },
  fit: { measure: 0.45, spread: 0.2 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the numbers that move to their place in the new shape.' },
  amplitude: {
    unit: 'figure',
    default: '2',
    min: '-10',
    max: '10',
    meaning:
      'The skewness that the numbers get: 0 is even, 2 is that of an exponential distribution, negative has its tail below. Reached within two percent from a thousand rows on.',
  },
  window: lastBucket,
  metric: 'max',
  makesNewValues: true,
  looksAround: true,
  unsuitable: notNumeric,
  survey: surveySpread,
  check: (context) => checkReshaped(context, skewedDistribution),
  after: (context) => reshaped(context, skewedDistribution),
});
