import { Big } from 'big.js';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { keptNumber } from '../kept-number.ts';
import { lastBucket } from '../last-bucket.ts';
import { atStrength, numberLiteral } from '../millionths.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { refuseBeyondRange } from '../refuse-beyond-range.ts';
import { refuseWithoutSpread, spreadOf, surveySpread } from '../spread.ts';

export default defineUpdate({
  id: 'variance-change',
  category: 'quality',
  title: 'Change of variance',
  description: 'Numbers lie farther from their mean, or nearer to it: every distance is multiplied by the same factor.',
  inProduction:
    'A smoothing filter is switched off, groups that were averaged arrive one by one, a market gets nervous; or the ' +
    'other way round. The mean stays where it was, and with it every check of averages.',
  caughtBy: [
    'Elementary standard_deviation and variance',
    'Monte Carlo standard deviation',
    'Great Expectations expect_column_stdev_to_be_between',
    'Evidently Wasserstein distance',
  ],
  placebo: {
    description: 'One value in a hundred lies three times as far out: the standard deviation grows by four percent.',
    volume: { percent: '1' },
    amplitude: '3',
  },
  fit: { measure: 0.58, spread: 0.3 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the numbers that move away from the mean.' },
  amplitude: {
    unit: 'times',
    default: '3',
    min: '0',
    max: '1000',
    meaning:
      'Factor of the distance from the mean, and so of the standard deviation; below 1 it shrinks, at 0 all are the mean.',
  },
  window: lastBucket,
  shape: 'step',
  metric: 'sd',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey: (context) => ({ ...surveySpread(context), ...surveyExtremes(context) }),
  check(context) {
    const [spread, extremes] = [spreadOf(context), extremesOf(context.statistics)];
    if (!spread || !extremes) return;
    refuseWithoutSpread(context, spread, 'to multiply');
    const swings = context.step.shape === 'oscillating';
    refuseBeyondRange(context, (amplitude) => {
      const factors = swings ? [amplitude, new Big(2).minus(amplitude)] : [amplitude];
      const ends = [extremes.min.minus(spread.mean), extremes.max.minus(spread.mean)];
      return factors.flatMap((factor) => ends.map((end) => spread.mean.plus(end.times(factor))));
    });
  },
  after(context) {
    const { column, before, amplitude } = context;
    const spread = spreadOf(context);
    if (spread === undefined) return before;
    const mean = numberLiteral(context, spread.mean);
    const growth = atStrength(context, new Big(amplitude).minus(1));
    const moved = keptNumber(context, sql`${before} + (${before} - ${mean}) * (${growth})`);
    return sql`case when ${finite(before, column)} is null then ${before} else ${moved} end`;
  },
});
