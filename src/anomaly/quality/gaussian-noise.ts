import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { keptNumber } from '../kept-number.ts';
import { lastBucket } from '../last-bucket.ts';
import { full, millionthsOf } from '../millionths.ts';
import { farthestDeviate, normalDeviate } from '../normal-deviate.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { refuseBeyondRange } from '../refuse-beyond-range.ts';
import { refuseWithoutSpread, spreadOf, surveySpread } from '../spread.ts';

export default defineUpdate({
  id: 'gaussian-noise',
  category: 'quality',
  title: 'Gaussian noise',
  description:
    "Numbers get an error of measurement: each one moves by a draw from a normal distribution, wide in proportion to the column's standard deviation.",
  inProduction:
    'A sensor ages, a cheaper meter replaces a good one, a figure is estimated instead of counted. Errors go up as often ' +
    'as down, so the mean stays; only the spread tells.',
  caughtBy: [
    'Elementary standard_deviation and variance',
    'Monte Carlo standard deviation',
    'Great Expectations expect_column_stdev_to_be_between',
    'Soda anomaly detection on stddev',
  ],
  placebo: {
    description: 'One value in a hundred is noisy: the variance grows by one percent.',
    volume: { percent: '1' },
  },
  fit: { measure: 0.6, spread: 0.3 },
  parameters: parameters({}),
  volume: { default: { percent: '20' }, meaning: 'Share of the numbers that get noisy.' },
  amplitude: {
    unit: 'sd',
    default: '1',
    min: '0.001',
    max: '1000',
    meaning:
      "Standard deviation of the noise in standard deviations of the column: of a share V the column's variance becomes 1 + V·A² times as large.",
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
    refuseWithoutSpread(context, spread, 'to be noisy in proportion to');
    refuseBeyondRange(context, (amplitude) => {
      const farthest = spread.sd.times(amplitude).times(farthestDeviate);
      return [extremes.min.minus(farthest), extremes.max.plus(farthest)];
    });
  },
  after(context) {
    const { before, amplitude } = context;
    const spread = spreadOf(context);
    if (spread === undefined) return before;
    const noise = millionthsOf(context, context.bind(deviateAtStrength(context)), spread.sd.times(new Big(amplitude)));
    return keptNumber(context, sql`${before} + ${noise}`);
  },
});

/** In millionths. */
function deviateAtStrength(context: RowContext): Sql {
  const { dialect, strength } = context;
  const deviate = normalDeviate(context);
  return strength ? dialect.divide(sql`(${deviate} * (${strength}))`, dialect.integer(full)) : deviate;
}
