import { Big } from 'big.js';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { keptNumber } from '../kept-number.ts';
import { lastBucket } from '../last-bucket.ts';
import { atStrength } from '../millionths.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { refuseBeyondRange } from '../refuse-beyond-range.ts';
import { refuseWithoutSpread, spreadOf, surveySpread } from '../spread.ts';

export default defineUpdate({
  id: 'distribution-shift',
  category: 'quality',
  title: 'Shift of distribution',
  description:
    'Numbers lie elsewhere: each of a share of them moves by the same distance, a multiple of the standard deviation.',
  inProduction:
    'The population behind a feature changes: other customers, another region, a recalibrated instrument. All values are ' +
    'possible, every row is complete, and the model that was trained on the old ones quietly gets worse.',
  caughtBy: [
    'Evidently Wasserstein distance',
    'Great Expectations expect_column_kl_divergence_to_be_less_than',
    'Elementary average',
    'Monte Carlo mean',
    'Soda distribution check',
  ],
  placebo: {
    description:
      'One value in twenty moves by one standard deviation: half of the distance (0.1) at which drift is called.',
    volume: { percent: '5' },
    amplitude: '1',
  },
  fit: { measure: 0.7, spread: 0.3 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the numbers that move.' },
  amplitude: {
    unit: 'sd',
    default: '1',
    min: '-1000',
    max: '1000',
    meaning:
      'How far each number moves, in standard deviations; negative is down. Of a share V the mean moves by V·A standard ' +
      'deviations, and so does the Wasserstein distance; the variance becomes 1 + V(1 - V)A² times as large.',
  },
  window: lastBucket,
  shape: 'step',
  metric: 'mean',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey: (context) => ({ ...surveySpread(context), ...surveyExtremes(context) }),
  check(context) {
    const [spread, extremes] = [spreadOf(context), extremesOf(context.statistics)];
    if (!spread || !extremes) return;
    refuseWithoutSpread(context, spread, 'to move in proportion to');
    const swings = context.step.shape === 'oscillating';
    refuseBeyondRange(context, (amplitude) => {
      const distance = spread.sd.times(amplitude);
      const moved = [extremes.min.plus(distance), extremes.max.plus(distance)];
      return swings ? [...moved, extremes.min.minus(distance), extremes.max.minus(distance)] : moved;
    });
  },
  after(context) {
    const { before, amplitude } = context;
    const spread = spreadOf(context);
    if (spread === undefined) return before;
    return keptNumber(context, sql`${before} + ${atStrength(context, spread.sd.times(new Big(amplitude)))}`);
  },
});
