import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf } from '../column-of.ts';

const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
const seed = fc.integer({ min: 1, max: 1_000_000 }).map(String);
const few = { numRuns: 12 };

describe('whole numbers', () => {
  it('stay within their range, ends included, with any distribution', async () => {
    const distribution = fc.constantFrom(
      'uniform',
      '{normal: {mean: 0, sd: 500000}}',
      '{exponential: {mean: 100000}}',
      '{beta: {alpha: 0.4, beta: 0.6}}',
      '{zipf: {exponent: 0.7}}',
      '{pareto: {min: 1, alpha: 0.5}}',
    );
    await fc.assert(
      fc.asyncProperty(whole, fc.nat(50), distribution, seed, async (from, width, of, at) => {
        const to = from + width;
        fc.pre(!/exponential|pareto/.test(of) || to > 1);
        fc.pre(!/exponential/.test(of) || to < 1_000_000);
        const values = (await columnOf(`{type: integer, from: ${from}, to: ${to}, distribution: ${of}}`, 2000, at)).map(
          Number,
        );
        expect(values.every((value) => Number.isInteger(value) && value >= from && value <= to)).toBe(true);
        if (of === 'uniform') expect(new Set(values).size).toBe(width + 1);
      }),
      few,
    );
  });

  it('are exact at the ends of what a file can say', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(await columnOf(`{type: integer, from: ${most - 1}, to: ${most}, unique: true, ordered: true}`, 2)).toEqual([
      String(most - 1),
      String(most),
    ]);
    expect(await columnOf(`{type: integer, from: ${-most}, to: ${1 - most}, unique: true, ordered: true}`, 2)).toEqual([
      String(-most),
      String(1 - most),
    ]);
  });

  it('of ranges lie in one of them', async () => {
    const values = (
      await columnOf('{type: integer, ranges: [{from: 10, to: 12}, {from: -5, to: -4}, {from: 100, to: 100}]}', 3000)
    ).map(Number);
    expect([...new Set(values)].toSorted((left, right) => left - right)).toEqual([-5, -4, 10, 11, 12, 100]);
  });
});

describe('decimals', () => {
  it('have as many digits as their scale says, and are exact to the last of 18', async () => {
    const from = '9999999999999999.90';
    const values = await columnOf(
      `{type: decimal, from: "${from}", to: "9999999999999999.99", unique: true, ordered: true}`,
      10,
    );
    expect(values).toEqual(Array.from({ length: 10 }, (_, index) => `9999999999999999.9${index}`));
    expect(await columnOf('{type: decimal, from: 0.1, to: 0.3, scale: 1, unique: true, ordered: true}', 3)).toEqual([
      '0.1',
      '0.2',
      '0.3',
    ]);
    expect(
      await columnOf(
        '{type: decimal, from: "-0.00000000000000002", to: "-0.00000000000000001", scale: 17, unique: true, ordered: true}',
        2,
      ),
    ).toEqual(['-0.00000000000000002', '-0.00000000000000001']);
  });

  it('stay within their range, ends included', async () => {
    await fc.assert(
      fc.asyncProperty(whole, fc.nat(20), fc.nat(5), seed, async (units, width, scale, at) => {
        const text = (value: number) => (value / 10 ** scale).toFixed(scale);
        const column = `{type: decimal, from: "${text(units)}", to: "${text(units + width)}", scale: ${scale}}`;
        const found = new Set(await columnOf(column, 1500, at));
        expect(found).toEqual(
          new Set(Array.from({ length: width + 1 }, (_, index) => text(units + index).replace(/^-(0(\.0+)?)$/, '$1'))),
        );
      }),
      few,
    );
  });
});

it('floats stay within their range, and follow it to its ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
      seed,
      async (from, width, at) => {
        const to = from + width;
        fc.pre(to > from);
        const values = (await columnOf(`{type: float, from: ${from}, to: ${to}}`, 1000, at)).map(Number);
        expect(values.every((value) => value >= from && value <= to)).toBe(true);
        expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan((to - from) * 0.95);
      },
    ),
    few,
  );
});

describe('a column of numbers is refused', () => {
  it.each([
    ['{type: integer, from: 5, to: 4}', 'the highest number is below the lowest'],
    ['{type: decimal, from: 0.125}', '0.125 has more than 2 digits behind the point'],
    ['{type: decimal, to: 100, precision: 4}', '100 has more than 2 digits before the point'],
    ['{type: decimal, scale: 5, precision: 4}', '5 digits behind the point leave none of 4 before it'],
    [
      '{type: integer, ranges: [{from: 1, to: 5, share: 50%}, {from: 6, to: 9, share: 49%}]}',
      'the shares of the ranges sum to 99%, not to 100%',
    ],
    ['{type: integer, ranges: [{from: 1, to: 5}, {from: 5, to: 9}]}', 'two ranges overlap'],
    [
      '{type: integer, ranges: [{from: 1, to: 5, share: 100%}, {from: 6, to: 9}]}',
      'some ranges have a share and some have none',
    ],
    ['{type: integer, from: 1, ranges: [{from: 1, to: 5}]}', 'ranges stand beside from, to or distribution'],
    [
      '{type: float, from: 500, distribution: {normal: {mean: 0, sd: 1}}}',
      'the distribution has next to no values between from and to',
    ],
    [
      '{type: integer, from: 900, distribution: {poisson: {mean: 2}}}',
      'the distribution has next to no values between from and to',
    ],
    [
      '{type: float, distribution: {lognormal: {median: 1}}}',
      'lognormal takes either median and sigma, or mean and sd',
    ],
    ['{type: float, distribution: {poisson: {mean: 1}}}', 'unknown key "poisson"'],
    ['{type: float, distribution: {beta: {alpha: 1, beta: 2}}, unique: true}', 'repeat'],
  ])('%s: %s', async (column, message) => {
    await expect(columnOf(column, 5)).rejects.toThrow(message);
  });

  it('within a billionth the shares of ranges may be off, and no more', async () => {
    const thirds = (last: string) =>
      `{type: integer, ranges: [{from: 1, to: 1, share: 0.3333333333}, {from: 2, to: 2, share: 0.3333333333}, {from: 3, to: 3, share: ${last}}]}`;
    expect(await columnOf(thirds('0.3333333333'), 5)).toHaveLength(5);
    await expect(columnOf(thirds('0.333333331'), 5)).rejects.toThrow('not to 100%');
  });
});
