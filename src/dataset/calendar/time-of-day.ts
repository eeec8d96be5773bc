import type { Microseconds } from '../../snapshot/instant.ts';

/** Microseconds of a day. */
export const dayLength: Microseconds = 86_400_000_000n;

const pattern = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,6})?)?|24:00(?::00)?';

/** Regular expression (without anchors) of a time of day: `09:00`, `17:30:15.25`, and `24:00`, the end of the day. */
export const timeOfDayPattern = `(?:${pattern})`;

/** Microseconds since midnight. @returns undefined where the text is no time of day */
export function readTimeOfDay(text: string): Microseconds | undefined {
  if (!new RegExp(`^(?:${pattern})$`).test(text.trim())) return undefined;
  const [hours = '0', minutes = '0', seconds = '0'] = text.trim().split(':');
  const [whole = '0', fraction = ''] = seconds.split('.');
  const total = (BigInt(hours) * 60n + BigInt(minutes)) * 60n + BigInt(whole);
  return total * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}

/** Times of day from the first (inclusive) to the second (exclusive). */
export interface OpenTime {
  readonly from: Microseconds;
  readonly to: Microseconds;
}

/** Regular expression of opening hours. */
export const hoursPattern = `^\\s*${timeOfDayPattern}\\s*-\\s*${timeOfDayPattern}\\s*$`;

/** Reads `09:00-17:30`; `22:00-06:00` is open around midnight. @returns undefined where it says nothing at all */
export function readHours(text: string): readonly OpenTime[] | undefined {
  const [from, to] = text.split('-').map(readTimeOfDay);
  if (from === undefined || to === undefined || from === to) return undefined;
  if (from < to) return [{ from, to }];
  return [
    { from: 0n, to },
    { from, to: dayLength },
  ].filter((time) => time.from < time.to);
}
