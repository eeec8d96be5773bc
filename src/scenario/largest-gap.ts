import type { Schedule } from '../model/scenario.ts';
import type { Runner } from './runners.ts';
import { nextSlots } from './slots.ts';

/** How far ahead slots are looked at, in milliseconds: every month and every day of the week comes round. */
const horizon = 400 * 86_400_000;
/** Slots of one expression: a week of those that are due every five minutes, the shortest interval of GitHub. */
const most = 2_100;

/**
 * Seconds of the longest stretch in which none of the schedules is due.
 * @param now ISO 8601 in UTC
 */
export function largestGap(schedules: Runner['schedules'], now: string): number {
  const start = Date.parse(now);
  const slots = schedules.map(({ cron, timezone }) =>
    slotsOf({ cron, timezone, keep: { amount: 1, unit: 'hour' }, misfire: 'skip' }, now),
  );
  // Beyond the last slot that was looked at, a schedule would seem to have none.
  const end = Math.min(start + horizon, ...slots.filter(({ length }) => length === most).map((each) => each.at(-1)!));
  const all = [...new Set(slots.flat())].filter((slot) => slot <= end).toSorted((left, right) => left - right);
  const [first] = all;
  if (first === undefined) return horizon / 1000;
  const gaps = all.slice(1).map((slot, index) => slot - all[index]!);
  return (gaps.length === 0 ? horizon : Math.max(...gaps)) / 1000;
}

function slotsOf(schedule: Schedule, now: string): readonly number[] {
  return nextSlots({ ...schedule, until: new Date(Date.parse(now) + horizon).toISOString() }, now, most).map((slot) =>
    Date.parse(slot),
  );
}
