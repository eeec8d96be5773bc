import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highestZScore, sensitivity, smallestSpike, trainingBuckets, zScore } from '../../src/monitor/z-score.ts';

const values = (least: number, most: number) =>
  fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: least, maxLength: most });

describe('a z-score whose training set holds the tested bucket', () => {
  test('never exceeds (n − 1)/√n, however high the spike', () => {
    fc.assert(
      fc.property(values(1, 40), fc.integer({ min: -1e12, max: 1e12 }), (others, spike) => {
        const z = zScore([...others, spike])!;
        expect(Math.abs(z)).toBeLessThanOrEqual(highestZScore(others.length + 1) + 1e-9);
      }),
    );
  });

  test('never exceeds √((n − k)(n − 1)/(nk)) on the last bucket of a step of k, and comes near for a high one', () => {
    fc.assert(
      fc.property(values(2, 30), fc.integer({ min: 1, max: 20 }), (others, k) => {
        const step = Array.from({ length: k }, () => 1e12);
        const bound = highestZScore(others.length + k, k);
        const z = zScore([...others, ...step])!;
        expect(z).toBeLessThanOrEqual(bound + 1e-9);
        expect(z).toBeCloseTo(bound, 3);
      }),
    );
  });

  test.each([
    [10, 1, 2.85],
    [11, 1, 3.02],
    [14, 1, 3.47],
    [14, 2, 2.36],
    [14, 7, 0.96],
  ])('of %i buckets of which %i are raised it reaches %f at most', (n, k, highest) => {
    expect(highestZScore(n, k)).toBeCloseTo(highest, 2);
  });

  test('cannot fire with ten buckets, and can with eleven', () => {
    expect(highestZScore(10)).toBeLessThan(sensitivity);
    expect(smallestSpike(10)).toBe(Infinity);
    expect(highestZScore(11)).toBeGreaterThan(sensitivity);
    expect(trainingBuckets).toBe(14);
  });

  test.each([
    [12, 9.5],
    [14, 6.2],
    [21, 4.2],
  ])('the smallest spike that fires among %i buckets is %f standard deviations high', (n, deviations) => {
    expect(smallestSpike(n)).toBeCloseTo(deviations, 1);
  });

  test('fires exactly beyond the smallest spike', () => {
    fc.assert(
      fc.property(values(10, 40), fc.double({ min: 0.5, max: 1.5, noNaN: true }), (others, share) => {
        const n = others.length + 1;
        const mean = others.reduce((sum, value) => sum + value, 0) / others.length;
        const deviation = Math.sqrt(others.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 2));
        fc.pre(deviation > 1 && Math.abs(share - 1) > 1e-6);
        const z = zScore([...others, mean + share * smallestSpike(n) * deviation])!;
        expect(z > sensitivity).toBe(share > 1);
      }),
    );
  });

  test('is 0 where all buckets are alike, and unknown where there is one', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.integer({ min: 2, max: 30 }), (value, n) => {
        expect(zScore(Array.from({ length: n }, () => value))).toBe(0);
      }),
    );
    expect(zScore([1])).toBeUndefined();
    expect(zScore([])).toBeUndefined();
  });
});
