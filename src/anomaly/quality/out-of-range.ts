import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { differsFromTails, drawnFromTails } from '../drawn-from-tails.ts';
import { extremesOf, surveyExtremes, type Extremes } from '../extremes.ts';
import { lastBucket } from '../last-bucket.ts';
import { holds, numberRange, outOfRange } from '../number-range.ts';
import { notNumeric } from '../numeric-column.ts';
import { firstAbove, mirrorImage, scaleFor, tailFrom, type Tail } from '../outlying-tail.ts';
import { choice, parameters } from '../parameters.ts';

interface With {
  readonly min?: number;
  readonly max?: number;
  readonly direction: 'both' | 'up' | 'down';
}
type Context = RowContext<With>;

/** The farthest value lies beyond the range by this share of its width. */
const reach = '0.25';

export default defineUpdate({
  id: 'out-of-range',
  category: 'quality',
  title: 'Out of range',
  description:
    'Numbers lie outside of the range that is allowed for them, or that they have had so far, by up to a quarter of its width.',
  inProduction:
    'A rating of 6 on a scale of 5, an age of 150, a probability above 1: a form without validation, a changed scale, a ' +
    'bug in a formula. No value is absurd enough to look like an outlier; each one breaks a rule.',
  caughtBy: [
    'Great Expectations expect_column_values_to_be_between',
    'Soda invalid_percent with valid min and valid max',
    'dbt accepted_range (dbt_utils)',
    'Elementary min and max',
  ],
  placebo: {
    description: 'A single value beyond the range: with new rows every record is broken some day.',
    volume: { rows: 1 },
  },
  fit: { latitude: 0.8, measure: 0.6, spread: 0.35 },
  parameters: parameters({
    min: Type.Optional(
      Type.Number({
        description:
          'Lower end of the range that is allowed. Where neither end is stated, the range is that of the values so far.',
      }),
    ),
    max: Type.Optional(Type.Number({ description: 'Upper end of the range that is allowed.' })),
    direction: choice(['both', 'up', 'down'], {
      description:
        'Above the range, below it, or either one by a draw for each row. Of both, an end that is not stated while the ' +
        'other one is, or beyond which the type holds no values, stays untouched.',
      default: 'both',
    }),
  }),
  volume: { default: { percent: '3' }, meaning: 'Share of the rows with a number that get one outside of the range.' },
  window: lastBucket,
  metric: 'max',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey: surveyExtremes,
  check(context) {
    const { table, column, step } = context;
    const { min, max } = context.with;
    if (min !== undefined && max !== undefined && min > max)
      throw new FaultlineError('INVALID_VALUE', `step ${step.id}: the range from ${min} to ${max} is empty`, {
        hint: 'Write the smaller number as min.',
      });
    const bounds = extremesOf(context.statistics);
    if (bounds === undefined) return;
    const wanted = tailsOf(context, bounds);
    const [first] = wanted;
    if (first === undefined)
      throw new FaultlineError('INVALID_VALUE', `step ${step.id}: the range has no end in this direction`, {
        hint: context.with.direction === 'up' ? 'State with.max, too.' : 'State with.min, too.',
      });
    const range = numberRange(column);
    if (range && within(context, wanted).length === 0)
      throw outOfRange(table, column, range, first.start, 'Choose another direction, another range or another column.');
  },
  after(context) {
    const tails = tailsBeyond(context);
    return tails.length === 0 ? context.before : drawnFromTails(context, tails);
  },
  differs(context) {
    const tails = tailsBeyond(context);
    return tails.length === 0 ? sql`1 = 0` : differsFromTails(context, tails);
  },
});

/** The values that rows get; none where the baseline holds no value. */
function tailsBeyond(context: Context): readonly Tail[] {
  const observed = extremesOf(context.statistics);
  return observed === undefined ? [] : within(context, tailsOf(context, observed));
}

/** Beyond the ends that are stated, or beyond those observed where none is. */
function tailsOf({ column, with: { min, max, direction } }: Context, observed: Extremes): readonly Tail[] {
  const isStated = min !== undefined || max !== undefined;
  const lower = min === undefined ? observed.min : new Big(min);
  const upper = max === undefined ? observed.max : new Big(max);
  const width = upper.gt(lower) ? upper.minus(lower) : new Big(0);
  const stretch = width.times(reach);
  const scale = (column.kind === 'float' ? undefined : column.scale) ?? scaleFor(stretch);
  const above = (end: Big) => tailFrom(firstAbove(end, scale), stretch, scale);
  return [
    ...(direction === 'down' || (isStated && max === undefined) ? [] : [above(upper)]),
    ...(direction === 'up' || (isStated && min === undefined) ? [] : [mirrorImage(above(lower.times(-1)))]),
  ];
}

/** What of the tails the column's type holds. */
function within({ column }: Context, tails: readonly Tail[]): readonly Tail[] {
  const range = numberRange(column);
  if (range === undefined) return tails;
  return tails
    .filter(({ start }) => holds(range, start))
    .map((tail) => {
      const room = (tail.step.gt(0) ? range.max : range.min).minus(tail.start).div(tail.step).round(0, 0).plus(1);
      const count = room.lt(tail.count) ? room.toNumber() : tail.count;
      return { ...tail, count, end: tail.start.plus(tail.step.times(count - 1)) };
    });
}
