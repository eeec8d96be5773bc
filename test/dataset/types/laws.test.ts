import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { valueTypes } from '../../../src/dataset/registry.ts';
import type { RowMaker, TableSource } from '../../../src/dataset/table-source.ts';
import { columnOf } from '../column-of.ts';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';
import { columnsOfTypes } from './columns-of-types.ts';

const columns = Object.entries(columnsOfTypes);
const typeOf = (column: string) => valueTypes.get(/type: (\w+)/.exec(column)?.[1] ?? column)!;
const rows = 5000;

describe('a row', () => {
  let source: TableSource;
  let whole: readonly (readonly (string | null)[])[];

  beforeAll(async () => {
    const list = columns.map(([name, column]) => `${name}: ${column}`).join('\n    ');
    [source] = (await sourcesOf(datasetOf(`orders:\n  rows: ${rows}\n  columns:\n    ${list}`))) as [TableSource];
    whole = await rowsOf(source);
  });

  it('made alone, or with any of its neighbours, is the row of the whole table', async () => {
    const maker = await source.openMaker();
    const start = fc.integer({ min: 0, max: rows - 1 });
    try {
      await fc.assert(
        fc.asyncProperty(start, fc.integer({ min: 1, max: 300 }), async (from, length) => {
          const to = Math.min(rows, from + length);
          expect(await texts(maker, from, to)).toEqual(whole.slice(from, to));
        }),
        { numRuns: 12 },
      );
    } finally {
      maker.close();
    }
  });

  it('is the same in another run, and another one with another seed', async () => {
    const [same] = await sourcesOf(datasetOf(`orders: {rows: 100, columns: {a: float}}`));
    const [other] = await sourcesOf({ ...datasetOf(`orders: {rows: 100, columns: {a: float}}`), seed: '8' });
    expect(await rowsOf(same!)).toEqual(await rowsOf(same!));
    expect(await rowsOf(other!)).not.toEqual(await rowsOf(same!));
  });
});

async function texts(maker: RowMaker, from: number, to: number) {
  const found: (readonly (string | null)[])[] = [];
  for await (const batch of maker.texts(from, to)) found.push(...batch);
  return found;
}

it('has exactly as many nulls in a column as its share says, at any number of rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 100 }), async (count, percent) => {
      const table = await columnsWith(`nulls: ${percent}%`, count, columns);
      const expected = Math.round((percent * count) / 100);
      for (const [name, values] of table)
        expect([name, values.filter((value) => value === null).length]).toEqual([name, expected]);
    }),
    { numRuns: 5 },
  );
});

describe.each([
  ['ascending', 1],
  ['descending', -1],
] as const)('columns that are ordered come in %s order', (direction, sign) => {
  const ordered = columns.filter(([, column]) => typeOf(column).isOrdered);
  const even = ['integer', 'price', 'score', 'month', 'day', 'hour', 'ordered_at'];

  it.each([
    ['repeated or not', `ordered: ${direction}`, 3000, ordered],
    [
      'where they are unique',
      `ordered: ${direction}, unique: true`,
      24,
      ordered.filter(([name]) => even.includes(name)),
    ],
    [
      'where they repeat 20 values',
      `ordered: ${direction}, distinct: 20`,
      500,
      ordered.filter(([name]) => even.includes(name)),
    ],
  ] as const)('%s', async (_, keys, count, chosen) => {
    for (const [name, values] of await columnsWith(keys, count, chosen)) {
      const ranks = values.map(rankIn(columnsOfTypes[name]!));
      const isRising = ranks.slice(1).every((rank, index) => sign * compare(rank, ranks[index]!) >= 0);
      expect([name, isRising]).toEqual([name, true]);
      expect(new Set(values).size).toBeGreaterThan(1);
      if (keys.includes('unique')) expect(new Set(values).size).toBe(count);
      if (keys.includes('distinct')) expect(new Set(values).size).toBe(20);
    }
  });
});

/** Values of columns by name, all of one table, with further keys. */
async function columnsWith(keys: string, count: number, of: readonly (readonly [string, string])[]) {
  const list = of.map(([name, column]) => `    ${name}: ${withKeys(column, keys)}`).join('\n');
  const [source] = await sourcesOf(datasetOf(`orders:\n  rows: ${count}\n  columns:\n${list}`));
  const table = await rowsOf(source!);
  return of.map(([name], index) => [name, table.map((row) => row[index]!)] as const);
}

function withKeys(column: string, keys: string): string {
  return column.startsWith('{') ? column.replace(/\}$/, `, ${keys}}`) : `{type: ${column}, ${keys}}`;
}

/** What a value is compared by: its number, its place in the list of an enum, or its text. */
function rankIn(column: string) {
  const list = /values: [[{](.*?)[\]}]/
    .exec(column)?.[1]
    ?.split(', ')
    .map((entry) => entry.split(':')[0]!);
  return (value: string | null) => (list === undefined ? numberOrText(value!) : list.indexOf(value!));
}

function numberOrText(value: string): number | string {
  return Number.isNaN(Number(value)) ? value : Number(value);
}

function compare(left: number | string, right: number | string): number {
  return left < right ? -1 : Number(left > right);
}

describe('unique values', () => {
  it.each([
    '{type: integer, from: -400, to: 599}',
    '{type: integer, ranges: [{from: 1, to: 900}, {from: 2000, to: 2099}]}',
    '{type: decimal, from: 1.00, to: 10.99}',
    '{type: float, from: 1, to: 1.0000000000002219}',
    '{type: float, distribution: {normal: {mean: 1000, sd: 3}}}',
    '{type: enum, values: [' + Array.from({ length: 1000 }, (_, index) => index).join(', ') + ']}',
    '{type: string, pattern: "000"}',
    '{type: string, length: 3, alphabet: abcdefghij}',
    '{type: date, from: 2024-02-28, to: 2026-11-23}',
    '{type: date, from: 2026-01-03, to: 2029-11-02, days: mon-fri}',
    '{type: time, from: 08:00, to: 24:00, step: 57600 ms}',
    '{type: timestamp, from: 2026-01-01T10:00:00, to: 2026-01-01T10:16:39, step: 1 second}',
    '{type: timestamp, from: 2026-01-01T17:00, to: 2026-01-26T11:45, step: 15 minutes, hours: 09:00-24:00, days: mon-fri}',
    '{type: binary, min: 2, max: 5}',
    'uuid',
  ])('of %s are as many as rows, also where there are no more of them', async (column) => {
    expect(new Set(await columnOf(withKeys(column, 'unique: true'), 1000)).size).toBe(1000);
  });

  it.each([
    ['{type: boolean}', 3],
    ['{type: integer, from: 1, to: 99}', 100],
    ['{type: string, pattern: "00x"}', 101],
    ['{type: date, from: 2026-11-16, to: 2026-11-22, days: sat-sun}', 3],
    ['{type: timestamp, from: 2026-11-20T09:00, to: 2026-11-20T09:59, step: 1 minute}', 61],
  ])('of %s are refused where %i are more than there are', async (column, count) => {
    await expect(columnOf(withKeys(column, 'unique: true'), count)).rejects.toThrow(/different values are asked for/);
  });

  it.each([
    '{type: integer, distribution: {poisson: {mean: 4}}}',
    '{type: enum, values: {a: 50%, b: 50%}}',
    '{type: date, weekly: [1, 1, 1, 1, 1, 2, 2]}',
    'random_walk',
  ])('of %s are refused, since their shares have them repeat', async (column) => {
    await expect(columnOf(withKeys(column, 'unique: true'), 2)).rejects.toThrow(/repeat/);
  });
});
