import { Big } from 'big.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageOf, textsOf, type Stage } from '../../conformance/stage.ts';
import type { RowTexts } from '../../plan/replay.ts';
import { scenarioOf } from '../../run/workbench.ts';
import { loadWideBirdstrikes } from '../../support/data-sets.ts';
import { duckdb } from '../../support/engines.ts';

interface Bucket {
  readonly rows: number;
  readonly sum: Big;
}

const none: Bucket = { rows: 0, sum: new Big(0) };

/** Rows and sums of `total` in each month. */
function byMonth(rows: Iterable<RowTexts>): ReadonlyMap<string, Bucket> {
  const buckets = new Map<string, Bucket>();
  for (const row of rows) {
    const start = row['flight_date']!.slice(0, 7);
    const { rows: present, sum: total } = buckets.get(start) ?? none;
    buckets.set(start, { rows: present + 1, sum: total.plus(row['total'] ?? 0) });
  }
  return buckets;
}

/** Months in their order, from one to another. */
function months(from: string, count: number): readonly string[] {
  const [year, month] = from.split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year!, month! - 1 + index, 1)).toISOString().slice(0, 7),
  );
}

function spreadOf(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return Math.sqrt(numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / (numbers.length - 1));
}

const [sum, count] = [
  '{column: total, aggregate: sum, time: flight_date, bucket: month}',
  '{aggregate: count, time: flight_date, bucket: month}',
];
/** A year in which every month has dozens of rows, and the months before it. */
const year = months('2000-01', 12);
const during = 'during: {column: flight_date, from: 2000-01-01, to: 2001-01-01}';

// Values are the same on every engine, which the laws of conformance show: one engine is enough for what they add up to.
describe('metrics of the birdstrikes', () => {
  let stage: Stage;
  let before: ReadonlyMap<string, Bucket>;

  beforeAll(async () => {
    stage = await stageOf(await duckdb.createDatabase(), loadWideBirdstrikes);
    before = byMonth((await textsOf(stage)).values());
  }, 60_000);
  afterAll(() => stage.database.drop());

  /** What the dry run of a step says of the buckets of its window, before and after; those around it have to be as before. */
  async function struck(step: string, window: readonly string[]) {
    const scenario = scenarioOf('courses', `- {id: s, table: birdstrikes, ${step}}`);
    const plan = await stage.bench.plan([scenario], { now: new Date('2026-11-20T09:00:00Z') });
    const [action] = plan.targets[0]!.actions;
    if (action?.action !== 'inject') throw new Error(`planned to ${action?.action}`);
    const { metric, points } = action.steps[0]!.series!;
    const at = (start: string) => points.find((point) => point.at.startsWith(start));
    for (const { at: start, before: present, after } of points)
      if (!window.some((each) => start.startsWith(each))) expect([start, after]).toEqual([start, present]);
    const figures = (which: 'before' | 'after') =>
      window.map((start): Bucket => {
        const figure = at(start)?.[which] ?? 0;
        return metric === 'rows' ? { ...none, rows: figure } : { ...none, sum: new Big(figure.toFixed(2)) };
      });
    const was = figures('before');
    const known = window.map((start) => before.get(start) ?? none);
    if (metric === 'rows') expect(was.map(({ rows }) => rows)).toEqual(known.map(({ rows }) => rows));
    else expect(was.map((bucket) => bucket.sum.toFixed(2))).toEqual(known.map((bucket) => bucket.sum.toFixed(2)));
    return { was, is: figures('after') };
  }

  function history(length: number) {
    return months('1997-09', 28)
      .slice(28 - length)
      .map((start) => before.get(start) ?? none);
  }

  test.each([
    ['metric-spike', 3, 1],
    ['metric-dip', 0.5, -1],
  ])('%s moves a sum by %d standard deviations, to the last digit', async (id, amplitude, sign) => {
    const step = `anomaly: ${id}, measure: ${sum}, amplitude: ${amplitude}, during: {column: flight_date, from: 2000-01-01, to: 2000-02-01}`;
    const { was, is } = await struck(step, ['2000-01']);
    const sd = spreadOf(history(28).map((bucket) => Number(bucket.sum)));
    expect(Number(is[0]!.sum.minus(was[0]!.sum))).toBeCloseTo(sign * amplitude * sd, 1);
  });

  test.each([
    ['metric-spike', 3, 1],
    ['metric-dip', 0.7, -1],
  ])('%s moves a number of rows by %d standard deviations, to the row', async (id, amplitude, sign) => {
    const step = `anomaly: ${id}, measure: ${count}, amplitude: ${amplitude}, during: {column: flight_date, from: 2000-01-01, to: 2000-02-01}`;
    const { was, is } = await struck(step, ['2000-01']);
    const sd = spreadOf(history(28).map(({ rows }) => rows));
    expect(is[0]!.rows - was[0]!.rows).toBe(Math.round(sign * amplitude * sd));
  });

  test('a dip that is deeper than zero ends at zero', async () => {
    const { is } = await struck(
      `anomaly: metric-dip, measure: ${sum}, amplitude: 1000, during: {column: flight_date, from: 2000-01-01, to: 2000-02-01}`,
      ['2000-01'],
    );
    expect(is[0]!.sum.toFixed()).toBe('0');
    const rows = await struck(
      `anomaly: metric-dip, measure: ${count}, amplitude: 1000, during: {column: flight_date, from: 2000-01-01, to: 2000-02-01}`,
      ['2000-01'],
    );
    expect(rows.is[0]!.rows).toBe(0);
  });

  test.each([30, -40])('level-shift by %d percent moves every bucket of a number of rows', async (percent) => {
    const { was, is } = await struck(`anomaly: level-shift, measure: ${count}, amplitude: ${percent}, ${during}`, year);
    expect(is.map(({ rows }) => rows)).toEqual(was.map(({ rows }) => rounded(rows * (1 + percent / 100), rows)));
  });

  test('trend-break adds as much again with each bucket', async () => {
    const { was, is } = await struck(`anomaly: trend-break, measure: ${sum}, amplitude: 5, ${during}`, year);
    const level = history(28)
      .reduce((total, bucket) => total.plus(bucket.sum), new Big(0))
      .div(28);
    for (const [index, bucket] of is.entries()) {
      const wanted = was[index]!.sum.plus(level.times(0.05).times(index + 1));
      expect(bucket.sum.toFixed(2)).toBe(wanted.toFixed(2));
    }
  });

  test.each([30, -50])('gradual-drift creeps to %d percent', async (percent) => {
    const wanted = (index: number) => (percent / 100) * ((index + 1) / 12);
    const sums = await struck(`anomaly: gradual-drift, measure: ${sum}, amplitude: ${percent}, ${during}`, year);
    for (const [index, bucket] of sums.is.entries())
      expect(bucket.sum.div(sums.was[index]!.sum).minus(1).toNumber()).toBeCloseTo(wanted(index), 4);
    const { was, is } = await struck(
      `anomaly: gradual-drift, measure: ${count}, amplitude: ${percent}, ${during}`,
      year,
    );
    expect(is.map(({ rows }) => rows)).toEqual(was.map(({ rows }, index) => rounded(rows * (1 + wanted(index)), rows)));
  });

  test.each([1.2, 0.5])(
    'variance-burst multiplies the standard deviation by %d and keeps the total',
    async (factor) => {
      const sums = await struck(`anomaly: variance-burst, measure: ${sum}, amplitude: ${factor}, ${during}`, year);
      const spread = (buckets: readonly Bucket[]) => spreadOf(buckets.map((bucket) => Number(bucket.sum)));
      expect(spread(sums.is) / spread(sums.was)).toBeCloseTo(factor, 6);
      expect(totalOf(sums.is).minus(totalOf(sums.was)).abs().toNumber()).toBeLessThan(0.1);
      const { was, is } = await struck(
        `anomaly: variance-burst, measure: ${count}, amplitude: ${factor}, ${during}`,
        year,
      );
      const rows = (buckets: readonly Bucket[]) => spreadOf(buckets.map((bucket) => bucket.rows));
      expect(rows(is) / rows(was)).toBeCloseTo(factor, 1);
      expect(rowsIn(is)).toBe(rowsIn(was));
    },
  );

  test('seasonality-flatten takes the cycle away and keeps the total', async () => {
    const step = `anomaly: seasonality-flatten, with: {cycle: 12}, ${during}`;
    const { was, is } = await struck(`${step}, measure: ${sum}`, year);
    const profile = profileOf('sum');
    for (const [index, bucket] of is.entries())
      expect(Number(bucket.sum.minus(was[index]!.sum).plus(profile[index]!))).toBeCloseTo(0, 1);
    const rows = await struck(`${step}, measure: ${count}`, year);
    const phases = profileOf('rows');
    expect(rowsIn(rows.is)).toBe(rowsIn(rows.was));
    for (const [index, bucket] of rows.is.entries())
      expect(Math.abs(bucket.rows - rows.was[index]!.rows + phases[index]!)).toBeLessThanOrEqual(1);
  });

  test('seasonality-shift lets the cycle come late and keeps the total', async () => {
    const step = `anomaly: seasonality-shift, amplitude: 2, with: {cycle: 12}, ${during}, measure: ${count}`;
    const { was, is } = await struck(step, year);
    const profile = profileOf('rows');
    expect(rowsIn(is)).toBe(rowsIn(was));
    for (const [index, bucket] of is.entries()) {
      const change = profile[(index + 10) % 12]! - profile[index]!;
      expect(Math.abs(bucket.rows - was[index]!.rows - change)).toBeLessThanOrEqual(1);
    }
  });

  test('seasonal-event is highest in the middle', async () => {
    const window = year.slice(0, 5);
    const step = `anomaly: seasonal-event, amplitude: x3, during: {column: flight_date, from: 2000-01-01, to: 2000-06-01}`;
    const bell = [0.36, 0.84, 1, 0.84, 0.36];
    const { was, is } = await struck(`${step}, measure: ${count}`, window);
    expect(is.map(({ rows }) => rows)).toEqual(was.map(({ rows }, index) => Math.round(rows * (1 + 2 * bell[index]!))));
    const sums = await struck(`${step}, measure: ${sum}`, window);
    expect(sums.is.map((bucket, index) => Number(bucket.sum.div(sums.was[index]!.sum).toFixed(4)))).toEqual(
      bell.map((height) => Number((1 + 2 * height).toFixed(4))),
    );
  });

  test.each([100, 60])('outage-recovery conserves the total of what is missing, %d percent', async (percent) => {
    const window = year.slice(0, 4);
    const step = `anomaly: outage-recovery, amplitude: ${percent}, during: {column: flight_date, from: 2000-01-01, to: 2000-05-01}`;
    for (const measure of [sum, count]) {
      const { was, is } = await struck(`${step}, measure: ${measure}`, window);
      const figure = (bucket: Bucket) => (measure === sum ? bucket.sum : new Big(bucket.rows));
      const add = (buckets: readonly Bucket[]) =>
        buckets.reduce((total, bucket) => total.plus(figure(bucket)), new Big(0));
      expect(add(is).toFixed(2)).toBe(add(was).toFixed(2));
      for (const index of [0, 1]) {
        const left = figure(was[index]!).times(1 - percent / 100);
        expect(figure(is[index]!).minus(left).abs().toNumber()).toBeLessThanOrEqual(measure === sum ? 0.011 : 1);
      }
      expect(is.every((bucket, index) => index < 2 || figure(bucket).gt(figure(was[index]!)))).toBe(true);
    }
  });

  /** What each month of the year is above or below the average, over the whole years among the 192 months before. */
  function profileOf(figure: 'sum' | 'rows'): readonly number[] {
    const first = [...before.keys()].toSorted()[0]!;
    const all = months(first, 400)
      .filter((start) => start < '2000-01')
      .slice(-192);
    const whole = all.slice(all.length % 12).map((start) => Number((before.get(start) ?? none)[figure]));
    const mean = whole.reduce((total, each) => total + each, 0) / whole.length;
    return Array.from({ length: 12 }, (_, phase) => {
      const own = whole.filter((__, index) => index % 12 === phase);
      return own.reduce((total, each) => total + each, 0) / own.length - mean;
    });
  }
});

/** As many as come or go, the halves up. */
function rounded(wanted: number, present: number): number {
  const change = Math.round(Number(Math.abs(wanted - present).toFixed(9)));
  return wanted > present ? present + change : present - change;
}

function totalOf(buckets: readonly Bucket[]): Big {
  return buckets.reduce((total, bucket) => total.plus(bucket.sum), new Big(0));
}

function rowsIn(buckets: readonly Bucket[]): number {
  return buckets.reduce((total, { rows }) => total + rows, 0);
}
