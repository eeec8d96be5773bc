import type { Microseconds } from '../../snapshot/instant.ts';
import { dayLength, type OpenTime } from './time-of-day.ts';
import { weekdayOf } from './weekdays.ts';

/** When values occur, and how often. Times of one step from another. */
export interface Calendar {
  readonly step: Microseconds;
  /** The first and the last one. */
  readonly start: Microseconds;
  readonly end: Microseconds;
  /** Days that are open, by their number since 1970-01-01, rising. */
  readonly days: readonly Weighted<{ readonly day: number }>[];
  /** Stretches of each open day, rising: how many times, from the first one on. */
  readonly stretches: readonly Weighted<Stretch>[];
  /** Whether some times are likelier than others. */
  readonly isWeighted: boolean;
}

interface Stretch {
  /** Time of day of the first one. */
  readonly first: Microseconds;
  readonly count: bigint;
}

/** @property weight of one day or one time relative to others, above 0 */
type Weighted<Kind> = Kind & { readonly weight: number };

/** What makes some times likelier than others, or keeps values away from them. */
export interface Habits {
  /** Weights of the 24 hours of a day. */
  readonly daily?: readonly number[] | undefined;
  /** Weights of the days of a week, Monday first. */
  readonly weekly?: readonly number[] | undefined;
  /** Weights of the months of a year. */
  readonly yearly?: readonly number[] | undefined;
  /** Times of day outside of which nothing is. */
  readonly hours?: readonly OpenTime[] | undefined;
  /** Days of the week on which something is, Monday first. */
  readonly days?: readonly boolean[] | undefined;
}

/** Times from `start` on, one step from another, as far as `end`. Steps go into a day evenly, or days into a step. */
export interface Grid {
  readonly start: Microseconds;
  readonly end: Microseconds;
  readonly step: Microseconds;
}

/** The calendar of times on a grid; it has no days where nothing is open. */
export function calendarOf({ start, end, step }: Grid, habits: Habits): Calendar {
  const last = start + ((end - start) / step) * step;
  const stretches = openStretches(start, step, habits);
  const open = openDays({ start, end: last, step }, habits).filter(({ day }) => {
    const [from, to] = [BigInt(day) * dayLength, BigInt(day + 1) * dayLength - 1n];
    return firstOpen(stretches, step, start > from ? start : from) <= lastOpen(stretches, step, last < to ? last : to);
  });
  const [first, final] = [open[0]?.day ?? 0, open.at(-1)?.day ?? 0].map((day) => BigInt(day) * dayLength);
  return {
    step,
    start: firstOpen(stretches, step, start > first! ? start : first!),
    end: lastOpen(stretches, step, last < final! + dayLength ? last : final! + dayLength - 1n),
    days: stretches.length === 0 ? [] : open,
    stretches,
    isWeighted: [open, stretches].some((each) => new Set(each.map(({ weight }) => weight)).size > 1),
  };
}

/** The first open time of its day that is not before a point; behind all times of the day where there is none. */
function firstOpen(stretches: readonly Stretch[], step: Microseconds, point: Microseconds): Microseconds {
  const midnight = BigInt(dayOf(point)) * dayLength;
  for (const { first, count } of stretches) {
    const passed = stepsTo(point - midnight, first, step);
    if (passed < count) return midnight + first + passed * step;
  }
  return midnight + dayLength;
}

/** The last open time of its day that is not behind a point; before all times of the day where there is none. */
function lastOpen(stretches: readonly Stretch[], step: Microseconds, point: Microseconds): Microseconds {
  const midnight = BigInt(dayOf(point)) * dayLength;
  for (const { first, count } of stretches.toReversed()) {
    const reached = stepsTo(point - midnight + 1n, first, step);
    if (reached > 0n) return midnight + first + ((reached < count ? reached : count) - 1n) * step;
  }
  return midnight - 1n;
}

/** How many times, one step from another, lie before a time of day. */
export function stepsTo(time: Microseconds, first: Microseconds, step: Microseconds): bigint {
  return time <= first ? 0n : (time - first + step - 1n) / step;
}

/** Microseconds as a day since 1970-01-01. */
export function dayOf(time: Microseconds): number {
  return Number((time - timeOfDay(time)) / dayLength);
}

function timeOfDay(time: Microseconds): Microseconds {
  return ((time % dayLength) + dayLength) % dayLength;
}

function openDays({ start, end, step }: Grid, { weekly, yearly, days }: Habits): Calendar['days'] {
  const stride = step > dayLength ? Number(step / dayLength) : 1;
  const found: { readonly day: number; readonly weight: number }[] = [];
  for (let day = dayOf(start); day <= dayOf(end); day += stride) {
    const weekday = weekdayOf(day);
    const month = yearly === undefined ? 0 : new Date(day * 86_400_000).getUTCMonth();
    const weight = (weekly?.[weekday] ?? 1) * (yearly?.[month] ?? 1);
    if (weight > 0 && days?.[weekday] !== false) found.push({ day, weight });
  }
  return found;
}

function openStretches(start: Microseconds, step: Microseconds, { daily, hours }: Habits): Calendar['stretches'] {
  const phase = timeOfDay(start) % step;
  const open = (hours ?? [{ from: 0n, to: dayLength }]).flatMap((time) => byHour(time, daily));
  return open.flatMap(({ from, to, weight }) => {
    const first = firstFrom(from, phase, step);
    const count = (firstFrom(to, phase, step) - first) / step;
    return weight > 0 && count > 0n ? [{ first, count, weight }] : [];
  });
}

/** The first time of day on the grid that is not before another. */
function firstFrom(time: Microseconds, phase: Microseconds, step: Microseconds): Microseconds {
  return phase + stepsTo(time, phase, step) * step;
}

function byHour({ from, to }: OpenTime, daily: readonly number[] | undefined): readonly Weighted<OpenTime>[] {
  if (daily === undefined) return [{ from, to, weight: 1 }];
  return daily.flatMap((weight, hour) => {
    const [start, end] = [(BigInt(hour) * dayLength) / 24n, (BigInt(hour + 1) * dayLength) / 24n];
    const part = { from: from > start ? from : start, to: to < end ? to : end, weight };
    return part.from < part.to ? [part] : [];
  });
}
