import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peakedDistribution } from '../../src/anomaly/peaked-distribution.ts';
import { standardizedMoment, type QuantileFunction } from '../../src/anomaly/quantile-function.ts';
import { skewedDistribution } from '../../src/anomaly/skewed-distribution.ts';

const families = {
  skewness: skewedDistribution,
  kurtosis: (wanted: number) => peakedDistribution(wanted - 3),
};

/** Numbers that stand at equally spaced shares. */
function sampleOf(distribution: QuantileFunction, size: number): readonly number[] {
  return Array.from({ length: size }, (_, index) => {
    const share = (index + 0.5) / size;
    const next = distribution.findIndex((knot) => knot.share > share);
    const [from, to] = [distribution[next - 1]!, distribution[next]!];
    return from.value + ((share - from.share) / (to.share - from.share)) * (to.value - from.value);
  });
}

function meanPower(values: readonly number[], power: number): number {
  return values.reduce((sum, value) => sum + value ** power, 0) / values.length;
}

describe('a quantile function', () => {
  test.each([
    ['skewness', 3, -10, 10],
    ['kurtosis', 4, 1.5, 53],
  ] as const)('of a wanted %s has it, with mean 0 and variance 1, and rises', (family, moment, min, max) => {
    fc.assert(
      fc.property(fc.double({ min, max, noNaN: true }), (wanted) => {
        const distribution = families[family](wanted);
        expect(standardizedMoment(distribution, moment)).toBeCloseTo(wanted, 6);
        const values = sampleOf(distribution, 100_000);
        expect(meanPower(values, 1)).toBeCloseTo(0, 4);
        expect(meanPower(values, 2)).toBeCloseTo(1, 3);
        expect(Math.abs(meanPower(values, moment) - wanted)).toBeLessThan(0.01 * Math.max(1, Math.abs(wanted)));
        for (const [index, { share, value }] of distribution.entries()) {
          expect(share).toBeGreaterThan(distribution[index - 1]?.share ?? -1);
          expect(value).toBeGreaterThan(distribution[index - 1]?.value ?? -Infinity);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('without skewness is the normal one, but for its farthest tails', () => {
    expect(standardizedMoment(families.skewness(0), 4)).toBeCloseTo(2.96, 2);
    const median = families.skewness(0).find(({ share }) => share === 0.5)!;
    expect(median.value).toBeCloseTo(0, 9);
  });

  test('of a skewness is the mirror image of that of its opposite', () => {
    const [left, right] = [families.skewness(-3), families.skewness(3)];
    for (const [index, { value }] of left.entries()) expect(value).toBeCloseTo(-right.at(-index - 1)!.value, 9);
  });
});
