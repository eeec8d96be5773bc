import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../src/model/scenario.ts';
import { cronProblem, latestSlot, nextSlots } from '../../src/scenario/slots.ts';
import { wallClock } from '../../src/scenario/wall-clock.ts';

const berlin = (cron: string, changes: Partial<Schedule> = {}): Schedule => ({
  cron,
  timezone: 'Europe/Berlin',
  keep: { amount: 2, unit: 'hour' },
  misfire: 'skip',
  ...changes,
});
const at = (text: string) => `${text}:00.000000Z`;

describe('slots', () => {
  it('are due by the wall clock of their time zone, in summer and in winter', () => {
    expect(nextSlots(berlin('0 6 * * MON'), at('2026-10-18T12:00'), 3)).toEqual([
      at('2026-10-19T04:00'),
      at('2026-10-26T05:00'),
      at('2026-11-02T05:00'),
    ]);
  });

  it('in an hour that a change of clocks leaves out are due an hour later, once', () => {
    expect(nextSlots(berlin('30 2 * * *'), at('2026-03-27T12:00'), 3)).toEqual([
      at('2026-03-28T01:30'),
      at('2026-03-29T01:30'),
      at('2026-03-30T00:30'),
    ]);
    expect(latestSlot(berlin('30 2 * * *'), at('2026-03-29T12:00'))).toBe(at('2026-03-29T01:30'));
  });

  it('in an hour that comes twice are due once, the first time', () => {
    expect(nextSlots(berlin('30 2 * * *'), at('2026-10-24T12:00'), 2)).toEqual([
      at('2026-10-25T00:30'),
      at('2026-10-26T01:30'),
    ]);
    // Asked within the hour that is repeated, and after it.
    expect(latestSlot(berlin('30 2 * * *'), at('2026-10-25T01:45'))).toBe(at('2026-10-25T00:30'));
    expect(nextSlots(berlin('30 2 * * *'), at('2026-10-25T00:45'), 1)).toEqual([at('2026-10-26T01:30')]);
  });

  it('of every hour are due in each of both', () => {
    expect(nextSlots(berlin('0 * * * *'), at('2026-10-24T23:30'), 3)).toEqual([
      at('2026-10-25T00:00'),
      at('2026-10-25T01:00'),
      at('2026-10-25T02:00'),
    ]);
  });

  it('on 29 February are found across leap years, and across 2100, which is none', () => {
    const leap = berlin('0 12 29 2 *', { timezone: 'UTC' });
    expect(nextSlots(leap, at('2026-11-20T09:00'), 2)).toEqual([at('2028-02-29T12:00'), at('2032-02-29T12:00')]);
    expect(latestSlot(leap, at('2027-11-20T09:00'))).toBe(at('2024-02-29T12:00'));
    expect(latestSlot(leap, at('2103-11-20T09:00'))).toBe(at('2096-02-29T12:00'));
  });

  it('where day of month and day of week are both given are due on either', () => {
    expect(nextSlots(berlin('0 0 13 * FRI', { timezone: 'UTC' }), at('2026-12-05T00:00'), 3)).toEqual([
      at('2026-12-11T00:00'),
      at('2026-12-13T00:00'),
      at('2026-12-18T00:00'),
    ]);
  });

  it('lie from `from` on, and before `until`', () => {
    const bounded = berlin('@daily', { timezone: 'UTC', from: at('2026-11-20T00:00'), until: at('2026-11-22T00:00') });
    expect(nextSlots(bounded, at('2026-01-01T00:00'), 5)).toEqual([at('2026-11-20T00:00'), at('2026-11-21T00:00')]);
    expect(latestSlot(bounded, at('2026-11-19T23:59'))).toBeUndefined();
    expect(latestSlot(bounded, at('2026-11-20T00:00'))).toBe(at('2026-11-20T00:00'));
    expect(latestSlot(bounded, at('2027-11-20T00:00'))).toBe(at('2026-11-21T00:00'));
  });

  it('say what is wrong with an expression', () => {
    expect(cronProblem('0 6 * *', 'UTC')).toContain('five fields');
    expect(cronProblem('0 0 6 * * MON', 'UTC')).toContain('five fields');
    expect(cronProblem('61 * * * *', 'UTC')).toContain('range 0-59');
    expect(cronProblem('0 0 31 2 *', 'UTC')).toBeDefined();
    expect(cronProblem('H * * * *', 'UTC')).toContain('H');
    expect(cronProblem('@hourly', 'UTC')).toBeUndefined();
  });

  it('around midnight are due once, whichever way clocks change there', () => {
    // On the Azores clocks go from one back to midnight; in Havana as well.
    const azores = (cron: string) => berlin(cron, { timezone: 'Atlantic/Azores' });
    expect(nextSlots(azores('0 0 * * SUN'), at('2026-10-24T12:00'), 2)).toEqual([
      at('2026-10-25T00:00'),
      at('2026-11-01T01:00'),
    ]);
    expect(nextSlots(azores('0 0 * * *'), at('2026-10-24T12:00'), 2)).toEqual([
      at('2026-10-25T00:00'),
      at('2026-10-26T01:00'),
    ]);
    expect(nextSlots(azores('30 * * * *'), at('2026-10-24T23:45'), 3)).toEqual([
      at('2026-10-25T00:30'),
      at('2026-10-25T01:30'),
      at('2026-10-25T02:30'),
    ]);
    // In Beirut they leap from midnight to one.
    const beirut = berlin('0 0 * * *', { timezone: 'Asia/Beirut' });
    expect(nextSlots(beirut, at('2026-03-28T12:00'), 2)).toEqual([at('2026-03-28T22:00'), at('2026-03-29T21:00')]);
  });

  it('are due every day where clocks change by half an hour', () => {
    const howe = berlin('15 2 * * *', { timezone: 'Australia/Lord_Howe' });
    expect(nextSlots(howe, at('2026-10-01T20:00'), 4)).toEqual([
      at('2026-10-02T15:45'),
      at('2026-10-03T15:45'),
      at('2026-10-04T15:15'),
      at('2026-10-05T15:15'),
    ]);
  });

  const expressions = [
    '*/7 * * * *',
    '30 2 * * *',
    '0 * * * *',
    '15,45 1-3 * * *',
    '0 6 * * MON',
    '0 0 * * SUN',
    '0 0 * * *',
    '0 0 1 * *',
    '30 0 29 2 *',
  ];
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Atlantic/Azores',
    'America/Havana',
  ];
  const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)];
  const hour = 3_600_000;
  /** The days on which the clocks of a zone change. */
  const changes = zones.flatMap((zone) => {
    const { localOf } = wallClock(zone);
    const days = Array.from({ length: (to - from) / (24 * hour) }, (_, index) => from + index * 24 * hour);
    return days.filter((day) => localOf(day + 24 * hour) - localOf(day) !== 24 * hour);
  });
  const anywhere = fc.integer({ min: from, max: to });
  const nearby = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -6 * hour, max: 54 * hour }))
    .map(([day, later]) => day + later);
  const moments = fc.oneof(anywhere, nearby, nearby).map((time) => new Date(time - (time % 1000)));

  it('backwards and forwards are the same: between the latest and the next there is none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...expressions), fc.constantFrom(...zones), moments, (cron, timezone, moment) => {
        const schedule = berlin(cron, { timezone });
        const now = moment.toISOString().replace('Z', '000Z');
        const latest = latestSlot(schedule, now)!;
        const [next] = nextSlots(schedule, now, 1);
        expect(latest <= now && now < next!).toBe(true);
        expect(nextSlots(schedule, latest, 1)).toEqual([next]);
        expect(latestSlot(schedule, latest)).toBe(latest);
        expect(latestSlot(schedule, next!)).toBe(next);
      }),
      {
        numRuns: 300,
        examples: ['2026-10-25T00:45:00Z', '2026-03-29T01:10:00Z'].map((text) => [
          '30 2 * * *',
          'Europe/Berlin',
          new Date(text),
        ]),
      },
    );
  });
});
