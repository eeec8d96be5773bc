import { describe, expect, it } from 'vitest';
import { numbersOf } from '../column-of.ts';
import { correlation } from './correlation.ts';
import { kolmogorovSmirnov, normalShare } from './goodness-of-fit.ts';

const rows = 100_000;

function fitOf(values: Float64Array, sd: number): number {
  const sorted = values.toSorted();
  const points = Array.from({ length: 199 }, (_, index) => sorted[Math.floor(((index + 1) / 200) * sorted.length)]!);
  const counts = points.map((_, index) => Math.floor(((index + 1) / 200) * sorted.length));
  return kolmogorovSmirnov(
    counts,
    values.length,
    points.map((point) => normalShare(point / sd)),
  );
}

describe.each(['1', '2', '3'])('with the seed %s', (seed) => {
  it('the steps of a random walk are normal, of the deviation asked for, and independent', async () => {
    const walk = await numbersOf('{type: random_walk, start: 50, step: 3}', rows, seed);
    expect(walk[0]).toBe(50);
    for (const length of [1, 2, 3, 64]) {
      const steps = Float64Array.from(
        { length: Math.floor((rows - 1) / length) },
        (_, index) => walk[(index + 1) * length]! - walk[index * length]!,
      );
      expect(fitOf(steps, 3 * Math.sqrt(length))).toBeGreaterThan(1e-4);
      for (const lag of [1, 2, 3]) {
        const found = correlation(steps.subarray(lag), steps.subarray(0, -lag));
        expect(Math.abs(found) * Math.sqrt(steps.length)).toBeLessThan(5);
      }
    }
  });

  it('a series is the sum of its trend, its waves and normal noise', async () => {
    const column =
      '{type: series, start: 10, trend: 0.01, seasonality: [{period: 24, amplitude: 5, phase: 6}], noise: 2}';
    const noise = (await numbersOf(column, rows, seed)).map(
      (value, row) => value - 10 - 0.01 * row - 5 * Math.sin((2 * Math.PI * (row - 6)) / 24),
    );
    expect(fitOf(noise, 2)).toBeGreaterThan(1e-4);
    expect(Math.abs(correlation(noise.subarray(1), noise.subarray(0, -1))) * Math.sqrt(rows)).toBeLessThan(5);
  });
});

it('a walk between walls stays there, and a drift moves it by as much each row', async () => {
  const between = await numbersOf('{type: random_walk, start: 5, step: 4, from: 0, to: 10}', 20_000);
  expect(Math.min(...between)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...between)).toBeLessThanOrEqual(10);
  const free = await numbersOf('{type: random_walk, start: 5, step: 4}', 1000);
  const folded = Float64Array.from(free, (value) => {
    const place = ((value % 20) + 20) % 20;
    return place > 10 ? 20 - place : place;
  });
  const walled = await numbersOf('{type: random_walk, start: 5, step: 4, from: 0, to: 10}', 1000);
  for (const [row, value] of folded.entries()) expect(walled[row]).toBeCloseTo(value, 8);
  const drifting = await numbersOf('{type: random_walk, start: 5, step: 4, drift: 0.5}', 1000);
  for (const [row, value] of free.entries()) expect(drifting[row]! - value).toBeCloseTo(0.5 * row, 6);
});
