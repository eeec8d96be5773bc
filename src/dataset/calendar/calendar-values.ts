import { createHash } from 'node:crypto';
import type { Sql } from '../../model/sql.ts';
import type { Microseconds } from '../../snapshot/instant.ts';
import { sql } from '../../sql/sql.ts';
import { decisionTree } from '../compile/decision-tree.ts';
import { boundsOf, discreteRank } from '../compile/discrete-rank.ts';
import { double } from '../double.ts';
import type { ValueContext } from '../value-type.ts';
import { dayOf, stepsTo, type Calendar } from './calendar.ts';
import { dayLength } from './time-of-day.ts';

/** How many times there are. */
export function spaceOf(calendar: Calendar): bigint {
  const whole = BigInt(calendar.days.length) * timesOfDay(calendar);
  return whole - missingAtStart(calendar) - missingAtEnd(calendar);
}

/** The n-th of the times: microseconds since 1970-01-01, a BIGINT. */
export function nthOf(context: ValueContext, calendar: Calendar, n: Sql): Sql {
  const number = context.let(sql`${n} + ${missingAtStart(calendar)}::bigint`);
  const times = timesOfDay(calendar);
  const day = context.let(dayAt(context, calendar, sql`${number} // ${times}::bigint`));
  const rank = times === 1n ? sql`0` : context.let(sql`${number} % ${times}::bigint`);
  return sql`${day} * ${dayLength}::bigint + ${timeAt(calendar, rank)}`;
}

/**
 * The time before which a share `u` of all lies; undefined where every time is as likely as any other. A day's share is
 * looked up, then that of a stretch within it, so that closed times are never met whatever is rounded.
 */
export function quantileOf(context: ValueContext, calendar: Calendar, u: Sql): Sql | undefined {
  if (!calendar.isWeighted) return undefined;
  const { days, stretches, start, end, step } = calendar;
  const [before, after] = [shareBefore(calendar, start), 1 - shareBefore(calendar, end + 1n)];
  const share =
    before === 0 && after === 0 ? u : context.let(sql`${double(before)} + ${u} * ${double(1 - before - after)}`);
  const shares = sharesOf(days.map(({ weight }) => weight));
  const rank = context.let(discreteRank(context, shares, share));
  const found = context.lookup(dayTable(calendar, boundsOf(shares)), rank);
  const within = context.let(sql`(${share} - ${found('start')}) / ${found('width')}`);
  const weights = stretches.map(({ weight, count }) => weight * Number(count));
  const bounds = boundsOf(weights);
  const times = stretches.map(({ first, count }, index) => {
    const from = bounds[index - 1] ?? 0;
    const place = sql`(${within} - ${double(from)}) * ${double(Number(count) / (bounds[index]! - from))}`;
    const slot = sql`least(greatest(floor(${place}), 0::double), ${count - 1n}::double)::bigint`;
    return sql`${first}::bigint + ${slot} * ${step}::bigint`;
  });
  const time = decisionTree(within, bounds.slice(0, -1).map(double), times);
  const value = sql`${found('day')} * ${dayLength}::bigint + ${time}`;
  return sql`least(greatest(${value}, ${start}::bigint), ${end}::bigint)`;
}

function timesOfDay({ stretches }: Calendar): bigint {
  return stretches.reduce((sum, { count }) => sum + count, 0n);
}

/** Times of the first day that lie before the start. */
function missingAtStart(calendar: Calendar): bigint {
  return timesBefore(calendar, calendar.start);
}

/** Times of the last day that lie behind the end. */
function missingAtEnd(calendar: Calendar): bigint {
  return timesOfDay(calendar) - timesBefore(calendar, calendar.end + 1n);
}

/** Times of its day before a point. */
function timesBefore({ stretches, step }: Calendar, point: Microseconds): bigint {
  const time = point - BigInt(dayOf(point)) * dayLength;
  return stretches.reduce((sum, { first, count }) => {
    const passed = stepsTo(time, first, step);
    return sum + (passed < count ? passed : count);
  }, 0n);
}

/** Share of all values of whole days that lie before a point of the first or the last day. */
function shareBefore(calendar: Calendar, point: Microseconds): number {
  const { days, stretches, step } = calendar;
  const day = dayOf(point);
  const total = days.reduce((sum, { weight }) => sum + weight, 0);
  const passed = days.filter((each) => each.day < day).reduce((sum, { weight }) => sum + weight, 0);
  const time = point - BigInt(day) * dayLength;
  let [of, before] = [0, 0];
  for (const { first, count, weight } of stretches) {
    const slots = stepsTo(time, first, step);
    before += weight * Number(slots < count ? slots : count);
    of += weight * Number(count);
  }
  const own = days.find((each) => each.day === day)?.weight ?? 0;
  return (passed + (own * before) / of) / total;
}

/** The n-th open day. */
function dayAt(context: ValueContext, { days }: Calendar, n: Sql): Sql {
  const [first, second] = days;
  const stride = second === undefined ? 1 : second.day - first!.day;
  const isEven = days.every(({ day }, index) => day === first!.day + index * stride);
  if (isEven) return sql`(${n}) * ${stride} + ${BigInt(first!.day)}::bigint`;
  return context.lookup(dayTable({ days }, undefined), n)('day');
}

/** The time of day of a rank among those of a day. */
function timeAt({ stretches, step }: Calendar, rank: Sql): Sql {
  let before = 0n;
  const bounds: Sql[] = [];
  const times = stretches.map(({ first, count }) => {
    if (before > 0n) bounds.push(sql`${before}::bigint`);
    const time = sql`${first}::bigint + (${rank} - ${before}::bigint) * ${step}::bigint`;
    before += count;
    return time;
  });
  return decisionTree(rank, bounds, times);
}

function sharesOf(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((left, right) => left + right, 0);
  return weights.map((weight) => weight / total);
}

/** Open days by rank, with their shares where those are not equal. */
function dayTable({ days }: Pick<Calendar, 'days'>, bounds: readonly number[] | undefined) {
  const text = JSON.stringify([days, bounds !== undefined]);
  const starts = bounds?.map((_, index) => bounds[index - 1] ?? 0);
  return {
    name: `days_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
    columns: { day: 'BIGINT', ...(bounds && { start: 'DOUBLE', width: 'DOUBLE' }) },
    values: () => ({
      day: days.map(({ day }) => day),
      ...(bounds && { start: starts!, width: bounds.map((bound, index) => bound - starts![index]!) }),
    }),
  };
}
