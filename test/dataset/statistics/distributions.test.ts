import { describe, expect, it } from 'vitest';
import { join, sql } from '../../../src/sql/sql.ts';
import { datasetOf } from '../dataset-of.ts';
import { answerOf } from './answer-of.ts';
import { chiSquare, kolmogorovSmirnov, normalShare, shareUnder } from './goodness-of-fit.ts';

const rows = 200_000;
const seeds = ['1', 'shop', '2026'];

/** Below this a fit is taken for none: with 70 fits of fixed seeds none fails by chance, and one that is off by a percent does. */
const least = 1e-4;

type Share = (x: number) => number;
const normal =
  (mean: number, sd: number): Share =>
  (x) =>
    normalShare((x - mean) / sd);
const lognormal =
  (median: number, sigma: number): Share =>
  (x) =>
    x <= 0 ? 0 : normalShare(Math.log(x / median) / sigma);
const between =
  (share: Share, from: number, to: number): Share =>
  (x) =>
    Math.min(1, Math.max(0, (share(x) - share(from)) / (share(to) - share(from))));

/** Columns, the share of their values below a number, and numbers between which all of them lie. */
const real: readonly (readonly [string, Share, readonly [number, number]])[] = [
  ['{type: float}', (x) => x, [0, 1]],
  ['{type: float, from: -5, to: 20}', (x) => (x + 5) / 25, [-5, 20]],
  ['{type: float, distribution: {normal: {mean: 10, sd: 3}}}', normal(10, 3), [-30, 50]],
  [
    '{type: float, from: 12, to: 14, distribution: {normal: {mean: 10, sd: 3}}}',
    between(normal(10, 3), 12, 14),
    [12, 14],
  ],
  [
    '{type: float, from: 26, distribution: {normal: {mean: 10, sd: 3}}}',
    shareUnder((x) => Math.exp(-(((x - 10) / 3) ** 2) / 2), 26, 41),
    [26, 41],
  ],
  ['{type: float, distribution: {lognormal: {median: 20, sigma: 0.7}}}', lognormal(20, 0.7), [0, 1e6]],
  [
    '{type: float, distribution: {lognormal: {mean: 100, sd: 50}}}',
    lognormal(100 / Math.sqrt(1.25), Math.sqrt(Math.log(1.25))),
    [0, 1e6],
  ],
  ['{type: float, distribution: {exponential: {mean: 4}}}', (x) => 1 - Math.exp(-x / 4), [0, 200]],
  [
    '{type: float, from: 2, to: 9, distribution: {exponential: {mean: 4}}}',
    between((x) => 1 - Math.exp(-x / 4), 2, 9),
    [2, 9],
  ],
  ['{type: float, distribution: {pareto: {min: 2, alpha: 1.5}}}', (x) => 1 - (2 / x) ** 1.5, [2, 1e12]],
  [
    '{type: float, to: 50, distribution: {pareto: {min: 2, alpha: 0.4}}}',
    between((x) => 1 - (2 / x) ** 0.4, 2, 50),
    [2, 50],
  ],
  [
    '{type: float, distribution: {beta: {alpha: 0.5, beta: 0.5}}}',
    (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x)),
    [0, 1],
  ],
  [
    '{type: float, from: 10, to: 30, distribution: {beta: {alpha: 2, beta: 5}}}',
    shareUnder((x) => (x - 10) * (30 - x) ** 4, 10, 30),
    [10, 30],
  ],
  [
    '{type: float, distribution: {beta: {alpha: 400, beta: 300}}}',
    shareUnder((x) => Math.exp(399 * Math.log(x / 0.571) + 299 * Math.log((1 - x) / 0.429)), 0.4, 0.75),
    [0.4, 0.75],
  ],
  ['{type: float, distribution: {beta: {alpha: 0.3, beta: 1}}}', (x) => x ** 0.3, [0, 1]],
  [
    '{type: float, ranges: [{from: 0, to: 1, share: 25%}, {from: 5, to: 9, share: 75%, distribution: {normal: {mean: 7, sd: 1}}}]}',
    (x) => 0.25 * Math.min(1, x) + 0.75 * between(normal(7, 1), 5, 9)(x),
    [0, 9],
  ],
  ['{type: float, distribution: {normal: {mean: 10, sd: 3}}, unique: true}', normal(10, 3), [-30, 50]],
];

const whole = wholeColumns();

describe.each(seeds)('with the seed %s', (seed) => {
  it.each(real)('%s has its distribution', async (column, share, ends) => {
    const bounds = equalShares(share, ends);
    const counts = await countsUpTo(column, seed, bounds);
    expect(kolmogorovSmirnov(counts, rows, bounds.map(share))).toBeGreaterThan(least);
    expect(chiSquare(apart([...counts, rows]), apart([...bounds.map(share), 1]))).toBeGreaterThan(least);
  });

  it.each(whole)('$column has its shares', async ({ column, shares, first = 0, unit = 1 }) => {
    const counts = shares.map(() => 0);
    for (const [value, count] of await countsOf(column, seed))
      counts[Math.round((Number(value) - first) / unit)] = count;
    expect(counts.reduce((left, right) => left + right)).toBe(rows);
    expect(counts).toHaveLength(shares.length);
    expect(chiSquare(counts, normalized(shares))).toBeGreaterThan(least);
  });
});

/** Whole numbers, or decimals. */
interface Whole {
  readonly column: string;
  /** Weights of the first value and of those that follow it by one unit. */
  readonly shares: readonly number[];
  readonly first?: number;
  readonly unit?: number;
}

function wholeColumns(): readonly Whole[] {
  const upTo = (count: number, weight: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => weight(index));
  const rounded = (share: Share, from: number, count: number, unit = 1) =>
    upTo(count, (index) => share(from + (index + 0.5) * unit) - share(from + (index - 0.5) * unit));
  return [
    { column: '{type: integer, from: -3, to: 96}', shares: upTo(100, () => 1), first: -3 },
    {
      column: '{type: integer, from: 18, to: 90, distribution: {normal: {mean: 41, sd: 12}}}',
      shares: rounded(normal(41, 12), 18, 73),
      first: 18,
    },
    {
      column: '{type: integer, from: 0, to: 30, distribution: {exponential: {mean: 4}}}',
      shares: rounded((x) => 1 - Math.exp(-Math.max(0, x) / 4), 0, 31),
    },
    {
      column: '{type: integer, from: 1, to: 400, distribution: {zipf: {exponent: 1.2}}}',
      shares: upTo(400, (index) => (index + 1) ** -1.2),
      first: 1,
    },
    {
      column: '{type: integer, from: 1, to: 100000, distribution: {zipf: {exponent: 1}}}',
      shares: upTo(100_000, (index) => 1 / (index + 1)),
      first: 1,
    },
    { column: '{type: integer, distribution: {poisson: {mean: 2.5}}}', shares: poisson(2.5, 40) },
    { column: '{type: integer, distribution: {poisson: {mean: 900}}}', shares: poisson(900, 1300) },
    {
      column: '{type: integer, from: 3, to: 5, distribution: {poisson: {mean: 2.5}}}',
      shares: poisson(2.5, 6).slice(3),
      first: 3,
    },
    {
      column: '{type: integer, ranges: [{from: 1, to: 4, share: 0.4}, {from: 5, to: 10, share: 60%}]}',
      shares: upTo(10, () => 0.1),
      first: 1,
    },
    { column: '{type: decimal, from: 0.5, to: 1.5, scale: 1}', shares: upTo(11, () => 1), first: 0.5, unit: 0.1 },
    {
      column: '{type: decimal, from: 0, to: 9, scale: 1, distribution: {lognormal: {median: 2, sigma: 0.8}}}',
      shares: rounded(lognormal(2, 0.8), 0, 91, 0.1),
      first: 0,
      unit: 0.1,
    },
  ];
}

function poisson(mean: number, count: number): readonly number[] {
  const logs = [-mean];
  for (let k = 1; k < count; k += 1) logs.push(logs[k - 1]! + Math.log(mean / k));
  return logs.map(Math.exp);
}

/** Differences of neighbours. */
function apart(sums: readonly number[]): readonly number[] {
  return sums.map((sum, index) => sum - (sums[index - 1] ?? 0));
}

function normalized(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  return weights.map((weight) => weight / sum);
}

it('has booleans and values of a list as often as their shares say', async () => {
  const truths = new Map(await countsOf('{type: boolean, share: 30%}', '1'));
  expect(chiSquare([truths.get('false')!, truths.get('true')!], [0.7, 0.3])).toBeGreaterThan(least);
  const shares = Array.from({ length: 40 }, (_, index) => (index + 1) / 820);
  const list = shares.map((share, index) => `v${index}: ${share}`).join(', ');
  const values = new Map(await countsOf(`{type: enum, values: {${list}}}`, '1'));
  expect(
    chiSquare(
      shares.map((_, index) => values.get(`v${index}`)!),
      shares,
    ),
  ).toBeGreaterThan(least);
});

function columnAt(column: string, seed: string) {
  return { ...datasetOf(`orders: {rows: ${rows}, columns: {value: ${column}}}`), seed };
}

/** Numbers of values up to each of some rising bounds. */
async function countsUpTo(column: string, seed: string, bounds: readonly number[]): Promise<readonly number[]> {
  const list = bounds.map((bound) => sql`${String(bound)}::double`);
  const found = await answerOf(columnAt(column, seed), sql`unnest(map_values(histogram(value, [${join(list)}])))`);
  let sum = 0;
  return bounds.map((_, index) => (sum += Number(found[index]![0])));
}

/** The points below which k of 400 equal shares lie, by bisection between two ends. */
function equalShares(share: Share, [from, to]: readonly [number, number]): readonly number[] {
  return Array.from({ length: 399 }, (_, index) => {
    let [low, high] = [from, to];
    for (let round = 0; round < 100; round += 1) {
      const middle = (low + high) / 2;
      if (share(middle) < (index + 1) / 400) low = middle;
      else high = middle;
    }
    return high;
  });
}

async function countsOf(column: string, seed: string): Promise<readonly (readonly [string, number])[]> {
  const found = await answerOf(columnAt(column, seed), sql`value, count(*)`, sql`group by value`);
  return found.map(([value, count]) => [value!, Number(count)]);
}
