import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Anomaly, UpdateAnomaly } from '../../model/anomaly.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { factorAtStrength, factorsAtStrength } from '../factor-at-strength.ts';
import { keptNumber } from '../kept-number.ts';
import { levelOfRows } from '../metric/level-of-rows.ts';
import { holds, least, numberRange, outOfRange, type NumberRange } from '../number-range.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';

type Context = RowContext<Readonly<Record<string, never>>>;

/** Highest amplitude, in percent. */
const most = '1000';

/** Rounding a statistic to 6 significant digits moves it by less than this share. */
const roundingShare = '0.00001';

const levelShift = defineUpdate({
  id: 'level-shift',
  category: 'business',
  title: 'Shift of level',
  description: 'A measure runs on another level: from one day on every value is larger, or smaller, by the same share.',
  inProduction:
    'Prices now include tax, a meter is recalibrated, a product line moves to another system. Rows arrive as ever and no ' +
    'single value is impossible; the curve has a step and stays there.',
  caughtBy: [
    'Elementary column_anomalies on average and sum',
    'Monte Carlo field health: mean and sum',
    'Soda anomaly detection on avg',
    'Evidently numerical drift (Wasserstein distance)',
  ],
  placebo: {
    description: 'A step of 2 %: less than the measure moves from one day to the next anyway.',
    amplitude: '2',
  },
  fit: { amount: 0.82, metric: 0.7, measure: 0.4 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the values that move to the new level.' },
  amplitude: {
    unit: 'percent',
    default: '30',
    min: '-100',
    max: most,
    meaning: 'How much larger each value becomes, relative to itself; negative makes it smaller, -100 zero.',
  },
  window: { default: { amount: 14, unit: 'bucket' }, needsTime: true },
  shape: 'step',
  measures: ['avg', 'sum', 'count'],
  metric: 'mean',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey({ column, before }) {
    const value = finite(before, column);
    return { min: sql`min(${value})`, max: sql`max(${value})` };
  },
  check(context) {
    const { table, column } = context;
    const range = numberRange(column);
    if (range === undefined) return;
    const reached = extremes(context, new Big(context.amplitude)).find((value) => !holds(range, value));
    if (reached) throw outOfRange(table, column, range, reached, wayOut(context, range));
  },
  after(context) {
    return keptNumber(context, sql`${context.before} * ${factorAtStrength(context, shareOf(context.amplitude))}`);
  },
});

export default { ...levelShift, forStep: formOf } satisfies UpdateAnomaly;

/** A sum and an average change with the values; of a number of rows, rows come or go. */
function formOf({ measure, amplitude }: Parameters<NonNullable<UpdateAnomaly['forStep']>>[0]): Anomaly | undefined {
  if (measure === undefined || measure.aggregate === 'avg') return undefined;
  if (measure.aggregate === 'sum') return { ...levelShift, metric: 'sum' };
  return levelOfRows(levelShift, new Big(amplitude?.value ?? levelShift.amplitude!.default));
}

/** The smallest and the largest value of the column at full strength, on both sides where the shape swings. */
function extremes({ statistics, step }: Context, amplitude: Big): readonly Big[] {
  const ends = [statistic(statistics, 'min'), statistic(statistics, 'max')].filter((end) => end !== undefined);
  const factors = factorsAtStrength({ step }, shareOf(amplitude));
  return ends.flatMap((end) => factors.map((factor) => end.times(factor).times(new Big(1).plus(roundingShare))));
}

function shareOf(percent: Big | string): Big {
  return new Big(percent).times('0.01');
}

/** The largest amplitude that fits, in whole percent. */
function wayOut(context: Context, range: NumberRange): string {
  const ends = extremes(context, new Big(0)).filter((end) => !end.eq(0));
  const factors = ends.map((end) => (end.gt(0) ? range.max : range.min).div(end));
  const percent = least(new Big(most).div(100).plus(1), ...factors)
    .minus(1)
    .times(100)
    .round(0, 0);
  const isEnough = percent.gt(0) && extremes(context, percent).every((value) => holds(range, value));
  return isEnough
    ? `Lower the amplitude to ${percent.toFixed()} %.`
    : 'No rise fits: choose a fall, or another column.';
}
