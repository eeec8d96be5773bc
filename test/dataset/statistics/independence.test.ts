import { beforeAll, describe, expect, it } from 'vitest';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';
import { correlation } from './correlation.ts';
import { chiSquare } from './goodness-of-fit.ts';

const rows = 50_000;

/** Five standard errors of a correlation of as many independent values. */
const most = 5 / Math.sqrt(rows);

const orders = {
  a: '{type: float}',
  b: '{type: float}',
  normal: '{type: float, distribution: {normal: {mean: 0, sd: 1}}}',
  even: '{type: integer, from: 1, to: 1000}',
  permuted: '{type: integer, unique: true}',
  moment: '{type: timestamp, from: 2026-01-01, to: 2026-06-30, hours: 08:00-20:00}',
  truth: '{type: boolean, share: 30%}',
  paid: '{type: float, nulls: 50%}',
};

describe('values', () => {
  let columns: ReadonlyMap<string, Float64Array>;

  beforeAll(async () => {
    const list = Object.entries(orders)
      .map(([name, column]) => `${name}: ${column}`)
      .join(', ');
    const tables = `orders: {rows: ${rows}, columns: {${list}}}\nvisits: {rows: ${rows}, columns: {a: {type: float}}}`;
    const [first, second] = await sourcesOf(datasetOf(tables));
    const table = await rowsOf(first!);
    const names = Object.keys(orders);
    columns = new Map([
      ...names.map((name, index) => [name, Float64Array.from(table, (row) => numberOf(row[index]!))] as const),
      ['visits.a', Float64Array.from(await rowsOf(second!), ([value]) => Number(value))],
      [
        'a of seed 8',
        Float64Array.from(await rowsOf((await sourcesOf({ ...datasetOf(tables), seed: '8' }))[0]!), ([value]) =>
          Number(value),
        ),
      ],
    ]);
  });

  it('of neighbouring rows are not correlated', () => {
    for (const [name, values] of columns)
      for (const lag of [1, 2, 3]) {
        const found = correlation(values.subarray(lag), values.subarray(0, -lag));
        expect([name, lag, Math.abs(found) < most]).toEqual([name, lag, true]);
      }
  });

  it('of different columns, tables and seeds are not correlated', () => {
    const all = [...columns];
    for (const [index, [name, values]] of all.entries())
      for (const [other, others] of all.slice(index + 1))
        expect([name, other, Math.abs(correlation(values, others)) < most]).toEqual([name, other, true]);
  });

  it('fill the square of pairs evenly: neighbours in a column, and columns of a row', () => {
    const [a, b] = [columns.get('a')!, columns.get('b')!];
    for (const [x, y] of [
      [a.subarray(1), a.subarray(0, -1)],
      [a, b],
      [a, columns.get('visits.a')!],
    ] as const)
      expect(
        chiSquare(
          cells(x, y),
          Array.from({ length: 256 }, () => 1 / 256),
        ),
      ).toBeGreaterThan(1e-4);
  });

  it('do not depend on the number of their row', () => {
    const numbers = Float64Array.from({ length: rows }, (_, index) => index);
    for (const [name, values] of columns)
      expect([name, Math.abs(correlation(values, numbers)) < most]).toEqual([name, true]);
  });
});

/** Of nulls 1, of values 0, where a column is of numbers that have nulls; times in milliseconds. */
function numberOf(value: string | null): number {
  if (value === null) return 1;
  if (value === 'true' || value === 'false') return Number(value === 'true');
  return value.includes(':') ? Date.parse(`${value.slice(0, 23).replace(' ', 'T')}Z`) : Number(value);
}

function cells(x: Float64Array, y: Float64Array): readonly number[] {
  const counts = Array.from({ length: 256 }, () => 0);
  for (const [index, value] of x.entries()) counts[Math.floor(value * 16) * 16 + Math.floor(y[index]! * 16)]! += 1;
  return counts;
}
