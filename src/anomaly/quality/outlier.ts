import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable } from '../../model/table.ts';
import { all, join, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { holds, least, numberRange, outOfRange, type NumberRange } from '../number-range.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { lowerTail, reach, upperTail, type Baseline, type Tail } from '../outlying-tail.ts';
import { choice, parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';

type Context = RowContext<{ readonly direction: 'both' | 'up' | 'down' }>;

/** A deviation below this share of the mean is what summing equal floats leaves behind. */
const floatNoise = '1e-12';

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
  survey({ dialect, column, before }) {
    const value = finite(before, column);
    return {
      mean: dialect.mean(value, column),
      sd: dialect.deviation(value),
      q1: { quantile: 0.25, of: value },
      q3: { quantile: 0.75, of: value },
    };
  },
  check(context) {
    const baseline = baselineOf(context);
    if (baseline === undefined) return;
    if (baseline.sd.lte(baseline.mean.abs().times(floatNoise))) throw withoutSpread(context);
    const { table, column } = context;
    const range = numberRange(column);
    if (range === undefined) return;
    const beyond = tailsOf(context, baseline).find((tail) => !holds(range, tail.end));
    if (beyond) throw outOfRange(table, column, range, beyond.end, wayOut(context, baseline, range));
  },
  after: outlying,
  differs(context) {
    const { dialect, column, before } = context;
    const baseline = baselineOf(context);
    if (baseline === undefined) return sql`1 = 0`;
    const ordinary = tailsOf(context, baseline).map((tail) => {
      const start = dialect.number(tail.start.toFixed(), column);
      return tail.step.gt(0) ? sql`${before} < ${start}` : sql`${before} > ${start}`;
    });
    const after = dialect.cast(outlying(context), column.storage);
    return sql`${before} is not null and ((${all(ordinary)}) or ${before} <> ${after})`;
  },
});

function outlying(context: Context): Sql {
  const { before } = context;
  const baseline = baselineOf(context);
  if (baseline === undefined) return before;
  const values = tailsOf(context, baseline).map((tail) => valueOn(tail, context));
  const cases = values.map((value, index) => sql`when ${context.dialect.integer(index)} then ${value}`);
  const side = values.length === 1 ? context.dialect.integer(0) : context.draw('value.2', values.length);
  return sql`case when ${before} is not null then case ${side} ${join(cases, sql` `)} end end`;
}

/** What the column held before; undefined where it held nothing. */
function baselineOf({ statistics, column }: Context): Baseline | undefined {
  const figure = (name: string) => statistic(statistics, name);
  const [mean, sd, q1, q3] = [figure('mean'), figure('sd'), figure('q1'), figure('q3')];
  if (!mean || !sd || !q1 || !q3) return undefined;
  return { mean, sd, q1, q3, scale: column.kind === 'float' ? undefined : column.scale };
}

function tailsOf(context: Context, baseline: Baseline, amplitude = new Big(context.amplitude)): readonly Tail[] {
  const { direction } = context.with;
  return [
    ...(direction === 'down' ? [] : [upperTail(baseline, amplitude)]),
    ...(direction === 'up' ? [] : [lowerTail(baseline, amplitude)]),
  ];
}

function valueOn(tail: Tail, context: Context): Sql {
  const number = (value: Big) => context.dialect.number(value.toFixed(), context.column);
  if (tail.count === 1) return number(tail.start);
  return sql`${number(tail.start)} + (${context.draw('value', tail.count)}) * ${number(tail.step)}`;
}

function withoutSpread({ table, column }: Context): FaultlineError {
  const message = `${formatTable(table.name)}.${column.name} has no spread to be outside of: every value is the same`;
  return new FaultlineError('UNSUITABLE_COLUMN', message, {
    hint: "Choose another column, or widen the step's where.",
  });
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
