import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { differsFromTails, drawnFromTails } from '../drawn-from-tails.ts';
import { lastBucket } from '../last-bucket.ts';
import { holds, least, numberRange, outOfRange, type NumberRange } from '../number-range.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { lowerTail, reach, upperTail, type Baseline, type Tail } from '../outlying-tail.ts';
import { choice, parameters } from '../parameters.ts';
import { refuseWithoutSpread, spreadOf, surveySpread } from '../spread.ts';
import { statistic } from '../statistic.ts';

type Context = RowContext<{ readonly direction: 'both' | 'up' | 'down' }>;

export default defineUpdate({
  id: 'outlier',
  category: 'quality',
  title: 'Outlier',
  description:
    'Numbers jump to a distance of several standard deviations from the mean, always beyond the fence that Tukey drew: ' +
    'one and a half times the interquartile range outside the quartiles.',
  inProduction:
    'A slipped decimal point, a test order with a quantity of 9999, a sensor that reports its error code as a reading. ' +
    'Few rows are hit, so the mean hardly moves while maximum and standard deviation leap.',
  caughtBy: [
    'Elementary max and standard_deviation',
    'Soda anomaly detection on max',
    'Great Expectations expect_column_values_to_be_between',
    'Monte Carlo max',
  ],
  placebo: {
    description: 'A single value just outside of the fence: every large table has some that are right.',
    volume: { rows: 1 },
    amplitude: '0.1',
  },
  fit: { measure: 0.9, spread: 0.4 },
  parameters: parameters({
    direction: choice(['both', 'up', 'down'], {
      description: 'Above the mean, below it, or either one by a draw for each row.',
      default: 'both',
    }),
  }),
  volume: { default: { percent: '1' }, meaning: 'Share of the rows with a value that get an outlying one.' },
  amplitude: {
    unit: 'sd',
    default: '8',
    min: '0.1',
    max: '1000000',
    meaning: 'Distance from the mean in standard deviations; each row lands between 1 and 1.25 times as far.',
  },
  window: lastBucket,
  metric: 'max',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey(context) {
    const value = finite(context.before, context.column);
    return {
      ...surveySpread(context),
      q1: { quantile: 0.25, of: value },
      q3: { quantile: 0.75, of: value },
    };
  },
  check(context) {
    const baseline = baselineOf(context);
    if (baseline === undefined) return;
    refuseWithoutSpread(context, baseline, 'to be outside of');
    const { table, column } = context;
    const range = numberRange(column);
    if (range === undefined) return;
    const beyond = tailsOf(context, baseline).find((tail) => !holds(range, tail.end));
    if (beyond) throw outOfRange(table, column, range, beyond.end, wayOut(context, baseline, range));
  },
  after(context) {
    const baseline = baselineOf(context);
    return baseline === undefined ? context.before : drawnFromTails(context, tailsOf(context, baseline));
  },
  differs(context) {
    const baseline = baselineOf(context);
    return baseline === undefined ? sql`1 = 0` : differsFromTails(context, tailsOf(context, baseline));
  },
});

/** What the column held before; undefined where it held nothing. */
function baselineOf(context: Context): Baseline | undefined {
  const { statistics, column } = context;
  const [spread, q1, q3] = [spreadOf(context), statistic(statistics, 'q1'), statistic(statistics, 'q3')];
  if (!spread || !q1 || !q3) return undefined;
  return { ...spread, q1, q3, scale: column.kind === 'float' ? undefined : column.scale };
}

function tailsOf(context: Context, baseline: Baseline, amplitude = new Big(context.amplitude)): readonly Tail[] {
  const { direction } = context.with;
  return [
    ...(direction === 'down' ? [] : [upperTail(baseline, amplitude)]),
    ...(direction === 'up' ? [] : [lowerTail(baseline, amplitude)]),
  ];
}

/** The largest amplitude that fits, in tenths; where none does, another direction or another column. */
function wayOut(context: Context, baseline: Baseline, range: NumberRange): string {
  const { direction } = context.with;
  const above = range.max.minus(baseline.mean);
  const below = baseline.mean.minus(range.min);
  const room = direction === 'up' ? above : direction === 'down' ? below : least(above, below);
  const amplitude = room.div(baseline.sd.times(reach)).round(1, 0);
  const isEnough =
    amplitude.gte('0.1') && tailsOf(context, baseline, amplitude).every((tail) => holds(range, tail.end));
  if (isEnough) return `Lower the amplitude to ${amplitude.toFixed()} sd.`;
  return 'No amplitude fits: choose another direction or another column.';
}
