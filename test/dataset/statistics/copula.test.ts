import { expect, it } from 'vitest';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';
import { correlation } from './correlation.ts';
import { kolmogorovSmirnov, normalShare } from './goodness-of-fit.ts';

const rows = 40_000;

const columns = `
      a: {type: float, distribution: {lognormal: {median: 1, sigma: 1}}}
      b: {type: float, distribution: {exponential: {mean: 2}}}
      c: {type: timestamp, from: 2020-01-01, to: 2026-01-01}`;

/** What Spearman's correlation of a Gaussian copula is (Kruskal, "Ordinal measures of association", 1958). */
const spearman = (rho: number) => (6 / Math.PI) * Math.asin(rho / 2);

it.each([-0.9, -0.5, 0.2, 0.6, 0.97])(
  'two columns of correlation %d have the ranks of it, and keep their distributions',
  async (rho) => {
    const values = await columnsOf(`{columns: [a, b], rho: ${rho}}`);
    expect(Math.abs(rankCorrelation(values[0]!, values[1]!) - spearman(rho))).toBeLessThan(0.02);
    expect(Math.abs(rankCorrelation(values[0]!, values[2]!))).toBeLessThan(0.025);
    const points = [0.1, 0.3, 0.7, 1, 1.5, 3, 5];
    const shares = [
      points.map((point) => normalShare(Math.log(point))),
      points.map((point) => 1 - Math.exp(-point / 2)),
    ];
    for (const [index, share] of shares.entries()) {
      const counts = points.map((point) => values[index]!.filter((value) => value <= point).length);
      expect(kolmogorovSmirnov(counts, rows, share)).toBeGreaterThan(1e-4);
    }
  },
);

it('three columns have the ranks of their matrix', async () => {
  const matrix = [
    [1, 0.5, -0.3],
    [0.5, 1, 0.4],
    [-0.3, 0.4, 1],
  ];
  const values = await columnsOf(`{columns: [a, b, c], matrix: ${JSON.stringify(matrix)}}`);
  for (const [left, right] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const)
    expect(Math.abs(rankCorrelation(values[left]!, values[right]!) - spearman(matrix[left]![right]!))).toBeLessThan(
      0.02,
    );
});

async function columnsOf(correlated: string): Promise<readonly Float64Array[]> {
  const [source] = await sourcesOf(
    datasetOf(
      `orders:\n  rows: ${rows}\n  columns:${columns.replaceAll('\n      ', '\n    ')}\n  correlations: [${correlated}]`,
    ),
  );
  const table = await rowsOf(source!);
  return [0, 1, 2].map((index) =>
    Float64Array.from(table, (row) =>
      index === 2 ? Date.parse(`${row[2]!.slice(0, 19).replace(' ', 'T')}Z`) : Number(row[index]),
    ),
  );
}

function rankCorrelation(left: Float64Array, right: Float64Array): number {
  return correlation(ranks(left), ranks(right));
}

function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).toSorted((left, right) => values[left]! - values[right]!);
  const found = new Float64Array(values.length);
  for (const [rank, index] of order.entries()) found[index] = rank;
  return found;
}
