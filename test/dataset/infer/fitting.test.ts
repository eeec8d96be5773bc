import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitDistribution, type Spread } from '../../../src/dataset/infer/fit-distribution.ts';
import { quantileShares } from '../../../src/dataset/infer/measure/figures.ts';
import { monthOutwards, outwards } from '../../../src/dataset/infer/outwards.ts';
import { proposeChildren } from '../../../src/dataset/infer/propose/propose-children.ts';
import { zipfExponent } from '../../../src/dataset/infer/propose/zipf-exponent.ts';
import { writtenShares } from '../../../src/dataset/written-shares.ts';

/** Figures of values, as a database tells them. */
function spreadOf(values: readonly number[], step: number): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    min: sorted[0]!,
    max: sorted.at(-1)!,
    mean,
    sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length),
    quantiles: quantileShares.map((share) => sorted[Math.ceil(share * sorted.length) - 1]!),
    step,
  };
}

/** Values in the middle of 2,000 equal parts of a distribution. */
function drawn(quantile: (share: number) => number): readonly number[] {
  return Array.from({ length: 2000 }, (_, at) => quantile((at + 0.5) / 2000));
}

/** A normal deviate by halving the error function's range. */
function deviate(share: number): number {
  return 1.702 ** -1 * Math.log(share / (1 - share));
}

describe('the distribution of figures', () => {
  it.each([
    ['uniform', drawn((share) => 5 + 90 * share)],
    ['exponential', drawn((share) => -40 * Math.log(1 - share))],
    ['normal', drawn((share) => 100 + 15 * deviate(share))],
    ['lognormal', drawn((share) => Math.exp(4 + 0.8 * deviate(share)))],
    ['uniform', Array.from({ length: 600 }, (_, at) => 1 + (at % 6))],
    ['ranges', drawn((share) => (share < 0.5 ? share * 10 : 1000 + share))],
  ])('is %s', (kind, values) => {
    expect(fitDistribution(spreadOf(values, kind === 'uniform' ? 1 : 0.001)).kind).toBe(kind);
  });

  it('is ranges that hold all values, rise without overlaps, and keep a value that comes again and again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -50, max: 5000 }), fc.constant(0), fc.constant(7)), {
          minLength: 3,
          maxLength: 300,
        }),
        (values) => {
          const spread = spreadOf(values, 1);
          const fit = fitDistribution(spread);
          if (fit.kind !== 'ranges') return;
          const { ranges } = fit;
          expect(ranges.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
          expect([ranges[0]!.from, ranges.at(-1)!.to]).toEqual([spread.min, spread.max]);
          for (const [index, { from, to }] of ranges.entries()) {
            expect(to).toBeGreaterThanOrEqual(from);
            if (index > 0) expect(from).toBeGreaterThan(ranges[index - 1]!.to);
          }
        },
      ),
    );
    const often = fitDistribution(
      spreadOf([...Array<number>(60).fill(0), ...drawn((share) => 1 + 99 * share).slice(0, 40)], 1),
    );
    expect(often).toMatchObject({ kind: 'ranges', ranges: [{ from: 0, to: 0 }, {}] });
  });
});

describe('what is told', () => {
  it('are bounds of two digits, outwards, and never themselves', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 1e6 }), (min, width) => {
        const grain = { scale: 0, width };
        const [from, to] = [outwards(min, 'down', grain), outwards(min + width, 'up', grain)];
        expect(from).toBeLessThanOrEqual(min);
        expect(to).toBeGreaterThanOrEqual(min + width);
        if (String(min).length >= 4) expect(from).not.toBe(min);
        if (String(min + width).length >= 4) expect(to).not.toBe(min + width);
        if (width >= 10) expect(to - from).toBeLessThanOrEqual(width * 1.4 + 4);
      }),
    );
    expect(outwards(137.25, 'up', { scale: 2, width: 130 })).toBe(140);
  });

  it('are months', () => {
    expect(monthOutwards('2023-03-05 10:00:00', 'down')).toBe('2023-03-01');
    expect(monthOutwards('2023-03-01 00:00:00', 'down')).toBe('2023-02-01');
    expect(monthOutwards('2023-12-31', 'up')).toBe('2024-01-01');
    expect(monthOutwards('2023-01-01', 'down')).toBe('2022-12-01');
  });

  it('are shares of sum 100%, none of them nothing, in the proportion of the rows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 50 }), (rows) => {
        const shares = writtenShares(rows).map((share) => Number(share.slice(0, -1)));
        const total = rows.reduce((sum, each) => sum + each, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 9);
        for (const [index, share] of shares.entries()) {
          expect(share).toBeGreaterThan(0);
          const exact = (rows[index]! / total) * 100;
          expect(Math.abs(share - exact)).toBeLessThan(Math.max(0.05, exact / 50));
        }
      }),
    );
  });
});

describe('how children are shared out', () => {
  const figures = (sizes: readonly (readonly [number, number])[], parents: number) => ({
    columns: ['customer_id'],
    parent: 0,
    keys: ['id'],
    isDeclared: true,
    nulls: 0,
    parents,
    sizes: sizes.map(([children, count]) => ({ children, parents: count })),
  });

  it('is a number, a law, or shares', () => {
    expect(proposeChildren(figures([[3, 50]], 50))).toBe(3);
    expect(
      proposeChildren(
        figures(
          [
            [1, 50],
            [2, 51],
            [3, 50],
          ],
          151,
        ),
      ),
    ).toEqual({ uniform: [1, 3] });
    expect(
      proposeChildren(
        figures(
          [
            [1, 271],
            [2, 271],
            [3, 180],
            [4, 90],
            [5, 36],
            [6, 12],
            [7, 4],
          ],
          1000,
        ),
      ),
    ).toMatchObject({ poisson: expect.closeTo(2, 1) });
    expect(
      proposeChildren(
        figures(
          [
            [1, 250],
            [2, 125],
            [3, 63],
            [4, 31],
            [5, 16],
            [6, 8],
            [7, 4],
            [8, 3],
          ],
          1000,
        ),
      ),
    ).toMatchObject({ geometric: expect.closeTo(1, 1) });
    expect(
      proposeChildren(
        figures(
          [
            [1, 30],
            [9, 10],
          ],
          100,
        ),
      ),
    ).toEqual({ shares: { 0: '60%', 1: '30%', 9: '10%' } });
  });

  it('puts many numbers of children together, and keeps their sum', () => {
    const sizes = Array.from({ length: 200 }, (_, at) => [1 + at * at, at % 2 === 0 ? 1 : 4] as const);
    const { shares } = proposeChildren(figures(sizes, 500)) as { shares: Record<string, string> };
    expect(Object.keys(shares).length).toBeLessThanOrEqual(41);
    const sum = Object.entries(shares).reduce(
      (total, [size, share]) => total + (Number(size) * Number(share.slice(0, -1))) / 100,
      0,
    );
    const real = sizes.reduce((total, [size, count]) => total + size * count, 0) / 500;
    expect(Math.abs(sum - real) / real).toBeLessThan(0.02);
  });

  it('is of Zipf where few have most', () => {
    const weights = Array.from({ length: 100 }, (_, at) => 1 / (at + 1));
    const scale = 5000 / weights.reduce((sum, each) => sum + each, 0);
    const sizes = weights.map((weight) => [Math.round(weight * scale), 1] as const).toReversed();
    expect(zipfExponent(figures(sizes, 100))).toBeCloseTo(1, 1);
    expect(
      zipfExponent(
        figures(
          [
            [48, 30],
            [50, 40],
            [52, 30],
          ],
          100,
        ),
      ),
    ).toBeUndefined();
  });
});
