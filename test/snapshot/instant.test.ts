import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/model/duration.ts';
import {
  bucketStart,
  earliest,
  formatInstant,
  last,
  parseInstant,
  shift,
  type Bucket,
} from '../../src/snapshot/instant.ts';

const instants = fc.bigInt({ min: earliest, max: last });
const buckets = fc.constantFrom<Bucket>('hour', 'day', 'week', 'month');
const at = (text: string) => parseInstant(text)!;

describe('a point in time', () => {
  it.each([
    ['2026-11-20', '2026-11-20T00:00:00.000000Z'],
    ['2026-11-20 09:00', '2026-11-20T09:00:00.000000Z'],
    ['2026-11-20 09:00:05.25', '2026-11-20T09:00:05.250000Z'],
    ['2026-11-20T09:00:05.123456789Z', '2026-11-20T09:00:05.123456Z'],
    ['2026-11-20 09:00:00+01', '2026-11-20T08:00:00.000000Z'],
    ['2026-11-20 09:00:00-03:30', '2026-11-20T12:30:00.000000Z'],
    ['2026-01-01 00:30:00+0100', '2025-12-31T23:30:00.000000Z'],
    ['1969-12-31 23:59:59.999999', '1969-12-31T23:59:59.999999Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000000Z'],
    ['0099-12-31 23:00:00', '0099-12-31T23:00:00.000000Z'],
    ['9999-12-31 23:59:59.999999', '9999-12-31T23:59:59.999999Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000000Z'],
  ])('%s is %s', (text, iso) => {
    expect(formatInstant(at(text))).toBe(iso);
  });

  it.each([
    'infinity',
    '-infinity',
    '0044-03-15 BC',
    '12026-01-01',
    '2026-02-30',
    '2026-13-01',
    '',
    'now',
    '2026-11-20 25:00:00',
  ])('"%s" is none', (text) => expect(parseInstant(text)).toBeUndefined());

  it('is read as it was written', () => {
    fc.assert(fc.property(instants, (instant) => at(formatInstant(instant)) === instant));
  });
});

describe('moving a point in time', () => {
  it.each([
    ['2026-11-20', '2 hours', '2026-11-20T02:00:00.000000Z'],
    ['2026-01-31', '1 month', '2026-02-28T00:00:00.000000Z'],
    ['2024-01-31', '1 month', '2024-02-29T00:00:00.000000Z'],
    ['2024-02-29', '1 year', '2025-02-28T00:00:00.000000Z'],
    ['2026-11-30', '1 quarter', '2027-02-28T00:00:00.000000Z'],
    ['0050-12-15', '1 month', '0051-01-15T00:00:00.000000Z'],
    ['2026-11-20', '1000000 years', '9999-12-31T23:59:59.999999Z'],
    ['2026-11-20', '1000000 weeks', '9999-12-31T23:59:59.999999Z'],
  ])('%s and %s make %s', (from, duration, iso) => {
    expect(formatInstant(shift(at(from), 1, parseDuration(duration)!, 'day'))).toBe(iso);
  });

  it('stops at the first year that every engine knows', () => {
    expect(shift(at('2026-11-20'), -1, { amount: 1_000_000, unit: 'month' }, 'day')).toBe(earliest);
    expect(shift(at('2026-11-20'), -1, { amount: 9999, unit: 'year' }, 'day')).toBe(earliest);
  });

  it('by months changes the month by so many and keeps the day and the time where the month has the day', () => {
    const moments = fc.date({ min: new Date('1600-01-01'), max: new Date('2400-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 5000 }), fc.constantFrom<1 | -1>(1, -1), (date, amount, sign) => {
        const moved = shift(BigInt(date.getTime()) * 1000n, sign, { amount, unit: 'month' }, 'day');
        const after = new Date(Number(moved / 1000n));
        const monthOf = (each: Date) => each.getUTCFullYear() * 12 + each.getUTCMonth();
        expect(monthOf(after) - monthOf(date)).toBe(sign * amount);
        const isLastDay = new Date(after.getTime() + 86_400_000).getUTCDate() === 1;
        expect(after.getUTCDate() === date.getUTCDate() || (isLastDay && after.getUTCDate() < date.getUTCDate())).toBe(
          true,
        );
        expect(after.toISOString().slice(11)).toBe(date.toISOString().slice(11));
      }),
    );
  });

  it('by weeks, days and less is adding their length', () => {
    const seconds = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;
    const units = fc.constantFrom(...(Object.keys(seconds) as (keyof typeof seconds)[]));
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 1_000_000 }), units, (instant, amount, unit) => {
        const moved = instant + BigInt(seconds[unit] * amount) * 1_000_000n;
        expect(shift(instant, 1, { amount, unit }, 'day')).toBe(moved > last ? last : moved);
      }),
    );
  });

  it('by a bucket is moving by what the bucket is', () => {
    fc.assert(
      fc.property(instants, buckets, fc.integer({ min: 1, max: 400 }), (instant, bucket, amount) => {
        expect(shift(instant, 1, { amount, unit: 'bucket' }, bucket)).toBe(
          shift(instant, 1, { amount, unit: bucket }, 'hour'),
        );
      }),
    );
  });
});

describe('the start of a bucket', () => {
  it.each<[Bucket, string, string]>([
    ['hour', '2026-11-20 09:59:59.999999', '2026-11-20T09:00:00.000000Z'],
    ['day', '2026-11-20 09:59:59', '2026-11-20T00:00:00.000000Z'],
    ['week', '2026-11-22 23:59:59', '2026-11-16T00:00:00.000000Z'],
    ['week', '2026-11-16', '2026-11-16T00:00:00.000000Z'],
    ['week', '1969-12-31', '1969-12-29T00:00:00.000000Z'],
    ['month', '2024-02-29 12:00', '2024-02-01T00:00:00.000000Z'],
    ['day', '1969-12-31 23:59:59.999999', '1969-12-31T00:00:00.000000Z'],
    ['month', '0050-03-31', '0050-03-01T00:00:00.000000Z'],
  ])('of one %s at %s is %s', (bucket, text, start) => {
    expect(formatInstant(bucketStart(at(text), bucket))).toBe(start);
  });

  it('is never later than the point, and its end is', () => {
    fc.assert(
      fc.property(instants, buckets, (instant, bucket) => {
        const start = bucketStart(instant, bucket);
        if (start < earliest) return;
        expect(start <= instant).toBe(true);
        expect(bucketStart(start, bucket)).toBe(start);
        const end = shift(start, 1, { amount: 1, unit: 'bucket' }, bucket);
        expect(end > instant || end === last).toBe(true);
      }),
    );
  });
});
