import { CronExpressionParser } from 'cron-parser';
import type { Schedule } from '../model/scenario.ts';
import { wallClock, type WallClock } from './wall-clock.ts';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * How far back the latest slot is looked for, in hours: most expressions come round within a day, and one that is due
 * on 29 February within eight years, since 1900 and 2100 are no leap years.
 */
const lookBacks = [6, 50, 1000, 10_000, 75_000];

/** What is wrong with a cron expression; undefined where nothing is. */
export function cronProblem(cron: string, timezone: string): string | undefined {
  if (!/^@[a-z]+$/.test(cron) && cron.split(/\s+/).length !== 5) return 'it has not five fields';
  // The parser would draw a number in its place.
  if (/\bH\b/.test(cron)) return 'H is not supported';
  try {
    CronExpressionParser.parse(cron, { tz: timezone, currentDate: new Date(0) }).next();
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.charAt(0).toLowerCase() + message.slice(1);
  }
}

/**
 * The latest slot at `now` or before, not before the schedule's `from`, and before its `until`.
 * @param now ISO 8601 in UTC
 * @returns ISO 8601 in UTC with microseconds, so that texts compare as times do
 */
export function latestSlot(schedule: Schedule, now: string): string | undefined {
  const end = Math.min(Date.parse(now), schedule.until === undefined ? Infinity : Date.parse(schedule.until) - 1);
  for (const hours of lookBacks) {
    let latest: number | undefined;
    for (const slot of slotsSince(schedule, end - hours * hour)) {
      if (slot > end) break;
      latest = slot;
    }
    if (latest !== undefined) return isAfterFrom(schedule, latest) ? momentOf(latest) : undefined;
  }
  return undefined;
}

/** The next slots after `now`, at most `count`, within `from` and `until`. @param now ISO 8601 in UTC @returns as `latestSlot` */
export function nextSlots(schedule: Schedule, now: string, count: number): readonly string[] {
  const after = Math.max(Date.parse(now), schedule.from === undefined ? -Infinity : Date.parse(schedule.from) - 1);
  const end = schedule.until === undefined ? Infinity : Date.parse(schedule.until);
  const found: string[] = [];
  for (const slot of slotsSince(schedule, after)) {
    if (slot >= end || found.length === count) break;
    if (slot > after) found.push(momentOf(slot));
  }
  return found;
}

/**
 * Slots in their order, milliseconds since 1970. The expression is read as times on the wall, always from the beginning of
 * a day and forwards, so that the slots do not depend on where somebody starts to look: the parser's own reckoning of time
 * zones does.
 */
function* slotsSince({ cron, timezone }: Schedule, start: number): Generator<number> {
  const clock = wallClock(timezone);
  const isEveryHour = /^(?:\S+\s+\*|@hourly)/.test(cron);
  // What a clock leaps over at the end of a day is due on the next one.
  const today = startOfDay(clock.localOf(start)) - day;
  const dates = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: new Date(today - 1) });
  let local = nextOf(dates);
  while (local !== undefined) {
    const due: number[] = [];
    const end = startOfDay(local) + day;
    const isSteady = clock.localOf(end + day) - clock.localOf(end - 2 * day) === 3 * day;
    const offset = clock.localOf(end) - end;
    for (; local !== undefined && local < end; local = nextOf(dates))
      due.push(...(isSteady ? [local - offset] : instantsOf(clock, local, isEveryHour)));
    yield* [...new Set(due)].filter((slot) => slot >= start).toSorted((left, right) => left - right);
  }
}

/** What is due every hour is due in each that passes; anything else once, whatever the clocks do. */
function instantsOf(clock: WallClock, local: number, isEveryHour: boolean): readonly number[] {
  const found = clock.instantsOf(local);
  if (isEveryHour) return found;
  return [found[0] ?? clock.afterLeap(local)];
}

function startOfDay(local: number): number {
  return Math.floor(local / day) * day;
}

/** Undefined where an expression has no further date that the parser finds. */
function nextOf(dates: ReturnType<typeof CronExpressionParser.parse>): number | undefined {
  try {
    return dates.next().getTime();
  } catch {
    return undefined;
  }
}

function isAfterFrom({ from }: Schedule, slot: number): boolean {
  return from === undefined || slot >= Date.parse(from);
}

function momentOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}
