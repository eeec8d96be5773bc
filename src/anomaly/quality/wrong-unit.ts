import { Big } from 'big.js';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { factorAtStrength, factorsAtStrength } from '../factor-at-strength.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { keptNumber } from '../kept-number.ts';
import { lastBucket } from '../last-bucket.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { refuseBeyondRange } from '../refuse-beyond-range.ts';

export default defineUpdate({
  id: 'wrong-unit',
  category: 'quality',
  title: 'Wrong unit',
  description: 'Numbers stand in another unit than the rest of the column: all of them off by the same factor.',
  inProduction:
    'One supplier sends grams instead of kilograms, an interface changes from euros to cents, a client counts in ' +
    'milliseconds. What is hit is wrong by exactly a power of ten, or by 2.54, and the average follows.',
  caughtBy: [
    'Great Expectations expect_column_values_to_be_between',
    'Elementary average and max',
    'Soda anomaly detection on avg',
    'Monte Carlo mean and max',
    'dbt accepted_range (dbt_utils)',
  ],
  placebo: {
    description: 'Off by one percent, as after rounding a rate of conversion: every value stays in its usual range.',
    amplitude: '1.01',
  },
  fit: { money: 0.8, measure: 0.75, spread: 0.3 },
  parameters: parameters({}),
  volume: { default: { percent: '5' }, meaning: 'Share of the numbers other than 0 that stand in the wrong unit.' },
  amplitude: {
    unit: 'times',
    default: '1000',
    min: '0.000001',
    max: '1000000',
    meaning: 'Factor between the units: each number is multiplied by it.',
  },
  window: lastBucket,
  shape: 'step',
  metric: 'mean',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey: surveyExtremes,
  check(context) {
    const extremes = extremesOf(context.statistics);
    if (extremes === undefined) return;
    refuseBeyondRange(context, (amplitude) =>
      factorsAtStrength(context, amplitude.minus(1)).flatMap((factor) => [
        extremes.min.times(factor),
        extremes.max.times(factor),
      ]),
    );
  },
  after(context) {
    const share = new Big(context.amplitude).minus(1);
    return keptNumber(context, sql`${context.before} * ${factorAtStrength(context, share)}`);
  },
});
