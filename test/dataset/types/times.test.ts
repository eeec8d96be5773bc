import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf } from '../column-of.ts';
import { datasetOf } from '../dataset-of.ts';
import { answerOf } from '../statistics/answer-of.ts';
import { chiSquare } from '../statistics/goodness-of-fit.ts';
import { sql } from '../../../src/sql/sql.ts';

const seed = fc.integer({ min: 1, max: 1_000_000 }).map(String);
const few = { numRuns: 12 };

const at = (text: string | null) => Date.parse(`${text!.slice(0, 23).replace(' ', 'T')}Z`);
const minuteOf = (text: string | null) => Number(text!.slice(11, 13)) * 60 + Number(text!.slice(14, 16));
const weekdayOf = (text: string | null) => (new Date(at(`${text!.slice(0, 10)} 00:00:00`)).getUTCDay() + 6) % 7;

describe('working hours', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const habits = fc.record({
    open: minute,
    close: minute,
    days: fc.constantFrom('mon-fri', 'sat-sun', 'fri-mon', 'wed', 'mon, wed, sun'),
    step: fc.constantFrom('', ', step: 1 minute', ', step: 90 minutes', ', step: 1 second'),
    weights: fc.constantFrom(
      '',
      ', weekly: [1, 2, 3, 4, 5, 6, 7]',
      `, daily: [${Array.from({ length: 24 }, (_, hour) => hour + 1).join(', ')}]`,
    ),
    more: fc.constantFrom('', ', ordered: true', ', ordered: descending'),
  });
  const open = {
    'mon-fri': [0, 1, 2, 3, 4],
    'sat-sun': [5, 6],
    'fri-mon': [4, 5, 6, 0],
    wed: [2],
    'mon, wed, sun': [0, 2, 6],
  };

  it('have no value outside of them, whatever the steps, the weights and the order', async () => {
    await fc.assert(
      fc.asyncProperty(habits, seed, async ({ open: from, close: to, days, step, weights, more }, of) => {
        fc.pre((to - from + 1440) % 1440 > 180);
        const column = `{type: timestamp, from: 2026-03-04T13:10, to: 2026-07-09T11:59, hours: "${clock(from)}-${clock(to)}", days: "${days}"${step}${weights}${more}}`;
        for (const value of await columnOf(column, 1500, of)) {
          const minutes = minuteOf(value);
          expect(from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to).toBe(true);
          expect(open[days]).toContain(weekdayOf(value));
          expect(at(value)).toBeGreaterThanOrEqual(Date.UTC(2026, 2, 4, 13, 10));
          expect(at(value)).toBeLessThanOrEqual(Date.UTC(2026, 6, 9, 11, 59));
          if (step === ', step: 90 minutes') expect((at(value) - Date.UTC(2026, 2, 4, 13, 10)) % 5_400_000).toBe(0);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('have all their times, each once, where they are unique', async () => {
    const days = fc.constantFrom('mon-fri', 'sat-sun', 'fri-mon', 'wed', 'mon, wed, sun');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(20_000),
        fc.integer({ min: 1500, max: 12_000 }),
        days,
        minute,
        minute,
        seed,
        async (start, length, on, from, to, of) => {
          fc.pre(from !== to);
          const first = Date.UTC(2026, 0, 1) + start * 60_000;
          const times: string[] = [];
          for (let time = first; time <= first + length * 60_000; time += 900_000) {
            const text = new Date(time).toISOString().slice(0, 19).replace('T', ' ');
            const minutes = minuteOf(text);
            const isOpen = from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
            if (isOpen && open[on].includes(weekdayOf(text))) times.push(text);
          }
          fc.pre(times.length > 0);
          const ends = `from: "${new Date(first).toISOString()}", to: "${new Date(first + length * 60_000).toISOString()}"`;
          const column = `{type: timestamp, ${ends}, step: 15 minutes, hours: "${clock(from)}-${clock(to)}", days: "${on}", unique: true`;
          expect(new Set(await columnOf(`${column}}`, times.length, of))).toEqual(new Set(times));
          expect(await columnOf(`${column}, ordered: true}`, times.length, of)).toEqual(times);
          await expect(columnOf(`${column}}`, times.length + 1, of)).rejects.toThrow('different values are asked for');
        },
      ),
      few,
    );
  });
});

describe('weights', () => {
  const rows = 100_000;
  const weekly = [1, 2, 3, 4, 5, 0, 6];
  const daily = Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0 : hour));
  const yearly = [3, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 5];

  it.each(['', ', ordered: true'])('of hours, weekdays and months come out%s', async (order) => {
    const column = `{type: timestamp, from: 2025-01-01, to: 2025-12-31T23:59:59, step: 1 second, weekly: [${weekly.join(', ')}], daily: [${daily.join(', ')}], yearly: [${yearly.join(', ')}]${order}}`;
    const dataset = datasetOf(`orders: {rows: ${rows}, columns: {value: ${column}}}`);
    const count = async (of: ReturnType<typeof sql>, size: number) => {
      const counts = Array.from({ length: size }, () => 0);
      for (const [place, number] of await answerOf(dataset, sql`${of}, count(*)`, sql`group by 1`))
        counts[Number(place)] = Number(number);
      return counts;
    };
    const days = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2025, 0, 1 + day)));
    const weights = days
      .map((day) => ({ month: day.getUTCMonth(), weekday: (day.getUTCDay() + 6) % 7 }))
      .map((day) => ({ ...day, weight: weekly[day.weekday]! * yearly[day.month]! }));
    const sum = (list: typeof weights) => list.reduce((total, { weight }) => total + weight, 0);
    const shares = (size: number, of: 'month' | 'weekday') =>
      Array.from({ length: size }, (_, place) => sum(weights.filter((day) => day[of] === place)) / sum(weights));
    const hours = daily.map((weight) => weight / daily.reduce((left, right) => left + right));
    expect(chiSquare(...positive(await count(sql`hour(value)`, 24), hours))).toBeGreaterThan(1e-4);
    expect(chiSquare(...positive(await count(sql`isodow(value) - 1`, 7), shares(7, 'weekday')))).toBeGreaterThan(1e-4);
    expect(chiSquare(...positive(await count(sql`month(value) - 1`, 12), shares(12, 'month')))).toBeGreaterThan(1e-4);
  });

  /** Classes that nothing may fall into are left out, once it is seen that nothing did. */
  function positive(counts: readonly number[], shares: readonly number[]): [readonly number[], readonly number[]] {
    for (const [index, share] of shares.entries()) if (share === 0) expect(counts[index]).toBe(0);
    return [counts.filter((_, index) => shares[index]! > 0), shares.filter((share) => share > 0)];
  }
});

describe('times', () => {
  it('lie on their steps, from the first one on', async () => {
    const values = await columnOf(
      '{type: timestamp, from: 2026-01-01T00:07:30, to: 2026-01-01T03:00, step: 25 minutes, unique: true, ordered: true}',
      7,
    );
    expect(values).toEqual(
      ['00:07:30', '00:32:30', '00:57:30', '01:22:30', '01:47:30', '02:12:30', '02:37:30'].map(
        (time) => `2026-01-01 ${time}`,
      ),
    );
    expect(
      await columnOf('{type: time, from: 22:00, to: 24:00, step: 1 hour, unique: true, ordered: true}', 2),
    ).toEqual(['22:00:00', '23:00:00']);
    expect(await columnOf('{type: date, from: 1969-12-30, to: 1970-01-02, unique: true, ordered: true}', 4)).toEqual([
      '1969-12-30',
      '1969-12-31',
      '1970-01-01',
      '1970-01-02',
    ]);
    expect(
      await columnOf(
        '{type: date, from: 2026-01-01, to: 2026-02-01, step: 2 weeks, unique: true, ordered: descending}',
        3,
      ),
    ).toEqual(['2026-01-29', '2026-01-15', '2026-01-01']);
  });

  it('are to the microsecond where no step is given', async () => {
    const values = await columnOf('{type: timestamp, from: 2026-01-01, to: 2026-01-02}', 1000);
    expect(values.filter((value) => /\.\d{6}$/.test(value!)).length).toBeGreaterThan(850);
  });

  it('know what today and now are', async () => {
    const dates = await columnOf('{type: date, from: today - 2 days, to: now, unique: true, ordered: true}', 3);
    expect(dates).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
    const months = await columnOf('{type: date, from: today - 1 month, to: today - 1 month}', 1);
    expect(months).toEqual(['2026-10-21']);
  });

  it.each([
    ['{type: timestamp, from: 2026-02-01, to: 2026-01-01}', 'the end is before the start'],
    ['{type: timestamp, from: 2026-02-30}', '2026-02-30 is no point in time'],
    ['{type: timestamp, from: now - 3 buckets}', 'now - 3 buckets is no point in time'],
    ['{type: timestamp, step: 1 month}', '1 month is no step'],
    ['{type: date, step: 12 hours}', '12 hours is no step'],
    ['{type: timestamp, step: 7 hours, days: mon-fri}', 'steps do not go into a day evenly'],
    ['{type: timestamp, hours: 09:00-09:00}', '09:00-09:00 ends where it begins'],
    ['{type: date, from: 2026-11-21, to: 2026-11-22, days: mon-fri}', 'nothing is open between from and to'],
    ['{type: date, from: 1800-01-01, to: 2026-11-22, days: mon-fri}', 'span more than 40000 days'],
    ['{type: timestamp, daily: [1, 2, 3]}', 'daily'],
    ['{type: date, days: mon-fry}', 'days of the week'],
  ])('of %s are refused: %s', async (column, message) => {
    await expect(columnOf(column, 5)).rejects.toThrow(message);
  });
});
