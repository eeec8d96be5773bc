import type { Duration } from '../model/duration.ts';

/** A point in time: microseconds since 1970-01-01 UTC. */
export type Microseconds = bigint;

export type Bucket = 'hour' | 'day' | 'week' | 'month';

const microsecondsPer = {
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: 86_400_000_000n,
  week: 604_800_000_000n,
} as const;
const monthsPer = { month: 1, quarter: 3, year: 12 } as const;

/**
 * Reads a date or timestamp text of any engine or ISO 8601, in UTC unless it has an offset.
 * @returns undefined where it is none, or infinite
 */
export function parseInstant(text: string): Microseconds | undefined {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(
      text.trim(),
    );
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  // Date.UTC would take the years 0 to 99 for those of the twentieth century.
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (new Date(milliseconds).getUTCDate() !== Number(day)) return undefined;
  return BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, '0').slice(0, 6)) - zoneOffset(zone);
}

/** The first and the last point of the years 1 to 9999, which every engine knows and ISO 8601 writes with four digits. */
export const earliest: Microseconds = -62_135_596_800_000_000n;
export const last: Microseconds = 253_402_300_799_999_999n;

/** ISO 8601 in UTC with microseconds: `2026-11-20T09:00:00.000000Z`. */
export function formatInstant(instant: Microseconds): string {
  const milliseconds = Number(floorDivide(instant, 1000n));
  const micro = instant - floorDivide(instant, 1000n) * 1000n;
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(micro).padStart(3, '0')}Z`;
}

/** The same of a date. */
export function momentOf(date: Date): string {
  return formatInstant(BigInt(date.getTime()) * 1000n);
}

/**
 * Moves a point in time, not beyond the years 1 to 9999; months keep the day where they have it, else end on their last.
 * @param bucket what one bucket is
 */
export function shift(instant: Microseconds, sign: 1 | -1, duration: Duration, bucket: Bucket): Microseconds {
  const unit = duration.unit === 'bucket' ? bucket : duration.unit;
  if (unit === 'month' || unit === 'quarter' || unit === 'year') {
    return clamp(shiftMonths(instant, sign * duration.amount * monthsPer[unit]));
  }
  return clamp(instant + BigInt(sign) * BigInt(duration.amount) * microsecondsPer[unit]);
}

/** Start of the bucket that holds the point; weeks start on Monday. */
export function bucketStart(instant: Microseconds, bucket: Bucket): Microseconds {
  if (bucket === 'month') {
    const date = new Date(Number(floorDivide(instant, 1000n)));
    date.setUTCDate(1);
    return BigInt(date.setUTCHours(0, 0, 0, 0)) * 1000n;
  }
  // 1970-01-05 was a Monday.
  const origin = bucket === 'week' ? 4n * microsecondsPer.day : 0n;
  const length = microsecondsPer[bucket];
  return origin + floorDivide(instant - origin, length) * length;
}

function clamp(instant: Microseconds): Microseconds {
  if (instant < earliest) return earliest;
  return instant > last ? last : instant;
}

function shiftMonths(instant: Microseconds, months: number): Microseconds {
  const milliseconds = floorDivide(instant, 1000n);
  const date = new Date(Number(milliseconds));
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  if (Number.isNaN(date.getTime())) return months < 0 ? earliest : last;
  const lastDay = new Date(date);
  lastDay.setUTCMonth(date.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, lastDay.getUTCDate()));
  return BigInt(date.getTime()) * 1000n + (instant - milliseconds * 1000n);
}

function zoneOffset(zone: string): Microseconds {
  if (zone === 'Z') return 0n;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = BigInt(digits.slice(0, 2)) * 60n + BigInt(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * microsecondsPer.minute;
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
