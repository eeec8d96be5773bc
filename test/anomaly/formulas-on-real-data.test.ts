import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableTexts } from '../plan/replay.ts';
import { perform, stageOf, textsOf, type Stage } from '../conformance/stage.ts';
import { loadWideBirdstrikes } from '../support/data-sets.ts';
import { duckdb } from '../support/engines.ts';

interface Moments {
  readonly mean: number;
  readonly sd: number;
  readonly skewness: number;
  /** Of a normal distribution 0. */
  readonly kurtosis: number;
}

function momentsOf(values: readonly number[]): Moments {
  const average = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const mean = average(values);
  const sd = Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
  const standardized = (power: number) => average(values.map((value) => ((value - mean) / sd) ** power));
  return { mean, sd, skewness: standardized(3), kurtosis: standardized(4) - 3 };
}

function valuesOf(rows: TableTexts, column: string): readonly number[] {
  return [...rows.values()].flatMap((row) => (typeof row[column] === 'string' ? [Number(row[column])] : []));
}

/** First Wasserstein distance of two samples of one size: the mean distance of values of the same rank. */
function wasserstein(left: readonly number[], right: readonly number[]): number {
  const [sorted, others] = [left, right].map((values) => values.toSorted((one, other) => one - other));
  return sorted!.reduce((sum, value, index) => sum + Math.abs(value - others![index]!), 0) / left.length;
}

// Values are the same on every engine, which the laws of conformance show: one engine is enough for what they add up to.
describe('on the birdstrikes', () => {
  let stage: Stage;
  let rows: TableTexts;

  beforeAll(async () => {
    stage = await stageOf(await duckdb.createDatabase(), loadWideBirdstrikes);
    rows = await textsOf(stage);
  }, 60_000);
  afterAll(() => stage.database.drop());

  /** A column before and after a step that takes all of time. */
  async function struck(step: string, column: string) {
    const { after, run } = await perform(
      stage,
      `- {id: s, table: birdstrikes, column: ${column}, during: all, ${step}}`,
    );
    const values = { before: valuesOf(rows, column), after: valuesOf(after, column) };
    return { ...values, was: momentsOf(values.before), is: momentsOf(values.after), changed: run.rows };
  }

  test.each([
    ['total', 1, 1],
    ['total', 0.4, 1],
    ['cost_float', 0.3, -2],
    ['speed_ias_in_knots', 0.5, 0.5],
  ])(
    'distribution-shift of %s moves mean and Wasserstein distance by V·A, V %d, A %d',
    async (column, share, amplitude) => {
      const step = `anomaly: distribution-shift, volume: ${share * 100}%, amplitude: ${amplitude}`;
      const { before, after, was, is } = await struck(step, column);
      expect((is.mean - was.mean) / was.sd).toBeCloseTo(share * amplitude, 2);
      expect(wasserstein(before, after) / was.sd).toBeCloseTo(share * Math.abs(amplitude), 2);
      const growth = 1 + share * (1 - share) * amplitude ** 2;
      expect(Math.abs((is.sd / was.sd) ** 2 / growth - 1)).toBeLessThan(0.06);
    },
  );

  test.each([
    ['total', 1, 3],
    ['cost_float', 1, 0.5],
    ['speed_ias_in_knots', 1, 2],
  ])(
    'variance-change of %s keeps the mean and multiplies the deviation, V %d, A %d',
    async (column, share, amplitude) => {
      const { was, is } = await struck(
        `anomaly: variance-change, volume: ${share * 100}%, amplitude: ${amplitude}`,
        column,
      );
      // Whole numbers are rounded, all of them the same way: by up to half of one.
      expect(Math.abs(is.mean - was.mean)).toBeLessThan(Math.max(0.5, 0.005 * was.sd));
      expect(is.sd / was.sd).toBeCloseTo(amplitude, 2);
    },
  );

  test.each([
    ['total', 1, 1],
    ['cost_float', 0.5, 2],
    ['unit_price', 0.2, 1],
  ])(
    'gaussian-noise on %s keeps the mean and makes the variance 1 + V·A², V %d, A %d',
    async (column, share, amplitude) => {
      const step = `anomaly: gaussian-noise, volume: ${share * 100}%, amplitude: ${amplitude}`;
      const { before, was, is } = await struck(step, column);
      // Four standard errors: of a mean of noise, and of a variance (twice its share, for skewed columns).
      const error = amplitude * Math.sqrt(share / before.length);
      expect(Math.abs(is.mean - was.mean) / was.sd).toBeLessThan(4 * error);
      expect(Math.abs((is.sd / was.sd) ** 2 / (1 + share * amplitude ** 2) - 1)).toBeLessThan(0.15);
    },
  );

  test('gaussian-noise is normal: no skewness, hardly any excess kurtosis', async () => {
    const { before, after, was } = await struck('anomaly: gaussian-noise, volume: 100%, amplitude: 0.7', 'cost_float');
    const noise = momentsOf(after.map((value, index) => (value - before[index]!) / was.sd));
    const error = 4 / Math.sqrt(before.length);
    expect(Math.abs(noise.mean)).toBeLessThan(0.7 * error);
    expect(Math.abs(noise.sd / 0.7 - 1)).toBeLessThan(error);
    expect(Math.abs(noise.skewness)).toBeLessThan(Math.sqrt(6) * error);
    expect(Math.abs(noise.kurtosis + 0.1)).toBeLessThan(Math.sqrt(24) * error);
  });

  test.each([
    ['total', 2],
    ['cost_float', -1],
    ['speed_ias_in_knots', 5],
    ['latitude', 0],
  ])('skew-change of %s keeps mean and deviation and reaches the skewness %d', async (column, skewness) => {
    const { was, is } = await struck(`anomaly: skew-change, amplitude: ${skewness}`, column);
    expect((is.mean - was.mean) / was.sd).toBeCloseTo(0, 2);
    expect(is.sd / was.sd).toBeCloseTo(1, 2);
    expect(Math.abs(is.skewness - skewness)).toBeLessThan(0.02 * Math.max(1, Math.abs(skewness)));
  });

  test.each([
    ['total', 6],
    ['cost_float', -1.2],
    ['longitude', 20],
  ])(
    'kurtosis-change of %s keeps mean, deviation and symmetry and reaches the kurtosis %d',
    async (column, kurtosis) => {
      const { was, is } = await struck(`anomaly: kurtosis-change, amplitude: ${kurtosis}`, column);
      expect((is.mean - was.mean) / was.sd).toBeCloseTo(0, 2);
      expect(is.sd / was.sd).toBeCloseTo(1, 2);
      expect(Math.abs(is.skewness)).toBeLessThan(0.02);
      expect(Math.abs(is.kurtosis - kurtosis)).toBeLessThan(0.05 * Math.max(1, Math.abs(kurtosis)));
    },
  );

  test('wrong-unit, zero-spike and sign-flip move the mean by what the hit rows held', async () => {
    const unit = await struck('anomaly: wrong-unit, volume: 5%', 'total');
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const hit = (before: readonly number[], after: readonly number[]) =>
      before.filter((value, index) => value !== after[index]);
    expect(unit.changed).toBe(Math.round(unit.before.length * 0.05));
    expect(sum(unit.after) - sum(unit.before)).toBeCloseTo(999 * sum(hit(unit.before, unit.after)), 0);
    const zero = await struck('anomaly: zero-spike, volume: 10%', 'total');
    expect(sum(zero.before) - sum(zero.after)).toBeCloseTo(sum(hit(zero.before, zero.after)), 2);
    const flip = await struck('anomaly: sign-flip, volume: 3%', 'total');
    expect(flip.after.filter((value) => value < 0)).toHaveLength(flip.changed);
    expect(flip.changed).toBe(Math.round(flip.before.length * 0.03));
  });

  test('precision-loss rounds away what the digits held, and stuck-value all spread', async () => {
    const { before, after, changed } = await struck('anomaly: precision-loss', 'total');
    expect(after).toEqual(before.map((value) => Math.round(value)));
    expect(changed).toBe(before.filter((value) => value % 1 !== 0).length);
    const stuck = await struck('anomaly: stuck-value', 'unit_price');
    expect(new Set(stuck.after).size).toBe(1);
    expect(before.length).toBeGreaterThan(3000);
  });

  test('out-of-range puts every hit number outside of what was there, half of them on either side', async () => {
    const { before, after, changed } = await struck('anomaly: out-of-range, volume: 20%', 'unit_price');
    const [min, max] = [Math.min(...before), Math.max(...before)];
    const above = after.filter((value) => value > max).length;
    const below = after.filter((value) => value < min).length;
    expect(above + below).toBe(changed);
    expect(Math.abs(above - below)).toBeLessThan(4 * Math.sqrt(changed));
  });

  test('threshold-clustering lifts the first digit below the limit beyond its share by Benford', async () => {
    const { before, after, changed } = await struck(
      'anomaly: threshold-clustering, volume: 10%, with: {limit: 100}',
      'total',
    );
    const nines = (values: readonly number[]) => values.filter((value) => String(value).startsWith('9')).length;
    expect(after.filter((value) => value >= 98 && value < 100).length).toBeGreaterThanOrEqual(changed);
    expect(nines(after) / after.length).toBeGreaterThan(0.09);
    expect(nines(before) / before.length).toBeLessThan(0.09);
  });
});
