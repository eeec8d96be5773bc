import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { peakedDistribution } from '../peaked-distribution.ts';
import { checkReshaped, reshaped } from '../reshaped-distribution.ts';
import { surveySpread } from '../spread.ts';

export default defineUpdate({
  id: 'kurtosis-change',
  category: 'quality',
  title: 'Change of kurtosis',
  description:
    'Numbers get heavier tails, or lighter ones, on both sides: their order, their mean and their standard deviation ' +
    'stay, their excess kurtosis becomes the one that is stated.',
  inProduction:
    'Two populations of unlike spread are mixed, rare extremes are no longer cut off, or all that is far out is suddenly ' +
    'clipped. Mean and standard deviation say nothing; extremes come too often or not at all.',
  caughtBy: [
    'Great Expectations expect_column_kurtosis_to_be_between (experimental)',
    'Evidently Wasserstein distance',
    'Monte Carlo percentiles (20, 40, 60, 80)',
    'Great Expectations expect_column_quantile_values_to_be_between',
    'whylogs distribution drift',
  ],
  placebo: {
    description: 'One value in twenty stands where a distribution with heavy tails would have it; the others stay.',
    volume: { percent: '5' },
    amplitude: '6',
  },
  fit: { measure: 0.44, spread: 0.2 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the numbers that move to their place in the new shape.' },
  amplitude: {
    unit: 'figure',
    default: '6',
    min: '-1.5',
    max: '50',
    meaning:
      'The excess kurtosis that the numbers get: 0 is normal, 3 is that of a Laplace distribution, -1.2 that of a uniform one. Reached within five percent from a thousand rows on.',
  },
  window: lastBucket,
  metric: 'max',
  makesNewValues: true,
  looksAround: true,
  unsuitable: notNumeric,
  survey: surveySpread,
  check: (context) => checkReshaped(context, peakedDistribution),
  after: (context) => reshaped(context, peakedDistribution),
});
