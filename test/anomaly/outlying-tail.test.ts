import { Big } from 'big.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lowerTail, upperTail, type Baseline } from '../../src/anomaly/outlying-tail.ts';

function baseline(mean: number, sd: number, q1: number, q3: number, scale: number | undefined): Baseline {
  return { mean: new Big(mean), sd: new Big(sd), q1: new Big(q1), q3: new Big(q3), scale };
}

test('eight standard deviations above order totals begin there and end at a quarter more', () => {
  const tail = upperTail(baseline(50, 10, 43, 57, 2), new Big(8));
  expect([tail.start, tail.end, tail.step].map(Number)).toEqual([130, 150, 0.01]);
  expect(tail.count).toBe(2001);
});

test('below the mean lies the mirror image', () => {
  const tail = lowerTail(baseline(50, 10, 43, 57, 0), new Big(8));
  expect([tail.start, tail.end, tail.step].map(Number)).toEqual([-30, -50, -1]);
});

test('a small amplitude is pushed just beyond the fence', () => {
  const tail = upperTail(baseline(50, 10, 43, 57, 0), new Big('0.5'));
  expect(Number(tail.start)).toBe(79);
});

test('a fence from rounded quartiles is moved out by their uncertainty', () => {
  const tail = upperTail(baseline(1_000_000_000, 1, 1_000_000_000, 1_000_000_000, 0), new Big(8));
  expect(Number(tail.start)).toBeGreaterThan(1_000_002_000 - 1);
});

test('every tail lies beyond both fences, on the grid of its scale, in a million steps or so', () => {
  const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      number,
      positive,
      positive,
      fc.integer({ min: 0, max: 6 }),
      fc.double({ min: 0.1, max: 1000, noNaN: true }),
      (mean, sd, iqr, scale, amplitude) => {
        const figures = baseline(mean, sd, mean - iqr / 2, mean + iqr / 2, scale);
        const fence = figures.q3.minus(figures.q1).times('1.5');
        const [upper, lower] = [upperTail(figures, new Big(amplitude)), lowerTail(figures, new Big(amplitude))];
        expect(upper.start.gt(figures.q3.plus(fence))).toBe(true);
        expect(lower.start.lt(figures.q1.minus(fence))).toBe(true);
        for (const tail of [upper, lower]) {
          expect(tail.start.round(scale, 0).eq(tail.start) && tail.end.round(scale, 0).eq(tail.end)).toBe(true);
          expect(tail.count).toBeGreaterThanOrEqual(1);
          expect(tail.count).toBeLessThanOrEqual(2_000_001);
          expect(tail.end.minus(tail.start).abs().lte(new Big(sd).times(amplitude).div(4))).toBe(true);
        }
      },
    ),
  );
});
