import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePart } from '../../../src/dataset/choose-part.ts';
import { generatedSource } from '../../../src/dataset/generated-source.ts';
import { valueTypes } from '../../../src/dataset/registry.ts';
import type { TableSource } from '../../../src/dataset/table-source.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { bytesIn, outputOf, temporaryFolder, write } from './writing.ts';

const rows = 97;
const dataset = datasetOf(`orders:
  rows: ${rows}
  columns:
    id: {type: integer, ordered: true, unique: true}
    note: {expression: "case id % 4 when 0 then 'a,b' when 1 then 'l1' || chr(10) || 'l2' when 2 then '\\"' end"}
    country: {type: enum, values: {DE: 60%, AT: 40%}, nulls: 10%}
`);
const sources = await sourcesOf(dataset);

describe('the bytes of files', () => {
  it.each([
    ['csv', {}],
    ['csv', { compression: 'gzip' }],
    ['csv', { compression: 'zstd', rowsPerFile: 40 }],
    ['csv', { partitionBy: ['country'], keepPartitionColumns: true }],
    ['jsonl', { partitionBy: ['country'], compression: 'gzip' }],
    ['json', {}],
    ['json', { partitionBy: ['country'] }],
    ['parquet', { rowsPerFile: 30 }],
    ['parquet', { partitionBy: ['country'] }],
    ['xlsx', { rowsPerFile: 30 }],
  ] as const)('of %s %j do not depend on the number of workers', async (kind, parameters) => {
    const written = [];
    for (const workers of [1, 2, 4]) {
      const folder = temporaryFolder();
      await write({ folder, sources, workers, rowsOfStretch: 10, output: outputOf(kind, parameters) });
      written.push(bytesIn(folder));
    }
    expect(Object.keys(written[0]!).length).toBeGreaterThan(0);
    expect(written[1]).toEqual(written[0]);
    expect(written[2]).toEqual(written[0]);
  });

  it.each([
    ['csv', {}],
    ['csv', { encoding: 'utf-16le', rowsPerFile: 40 }],
    ['csv', { partitionBy: ['country'] }],
    ['jsonl', { partitionBy: ['country'] }],
    ['json', {}],
    ['json', { partitionBy: ['country'] }],
    ['parquet', { partitionBy: ['country'] }],
  ] as const)('of %s %j do not depend on how many rows are made in one go', async (kind, parameters) => {
    const written = [];
    for (const rowsOfStretch of [1000, 50, 7]) {
      const folder = temporaryFolder();
      await write({ folder, sources, rowsOfStretch, output: outputOf(kind, parameters) });
      written.push(bytesIn(folder));
    }
    expect(written[1]).toEqual(written[0]);
    expect(written[2]).toEqual(written[0]);
  });

  it.each([
    ['csv', {}],
    ['csv', { encoding: 'utf-16le', lineEnd: '\r\n' }],
    ['csv', { encoding: 'utf-8-bom', header: false }],
    ['csv', { rowsPerFile: 25 }],
    ['jsonl', {}],
  ] as const)('of shards of %s %j, put together, are those of the whole', async (kind, parameters) => {
    const output = outputOf(kind, parameters);
    const whole = temporaryFolder();
    await write({ folder: whole, sources, output });
    const expected = Object.values(bytesIn(whole)).join('');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 5, max: 60 }),
        async (count, rowsOfStretch) => {
          const folder = temporaryFolder();
          for (let number = 1; number <= count; number += 1) {
            const shard = { number, count };
            const [table] = choosePart(dataset, { tables: [], shard });
            const source = generatedSource(dataset, table!, valueTypes);
            await write({ folder, sources: [source], output, shard, rowsOfStretch });
          }
          expect(inOrder(bytesIn(folder)).join('')).toBe(expected);
        },
      ),
      { numRuns: 4 },
    );
  });

  it('of more shards than rows, put together, are those of the whole', async () => {
    const few = datasetOf('orders: {rows: 2, columns: {id: {type: integer, ordered: true}}}');
    const folder = temporaryFolder();
    for (let number = 1; number <= 5; number += 1) {
      const shard = { number, count: 5 };
      const [table] = choosePart(few, { tables: [], shard });
      await write({ folder, sources: [generatedSource(few, table!, valueTypes)], shard });
    }
    expect(inOrder(bytesIn(folder))).toEqual(['id\n', '', '1\n', '', '2\n']);
  });

  it('of ranges of rows, put together, are those of the whole', async () => {
    const [source] = sources as readonly [TableSource];
    const [whole, first, second] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    await write({ folder: whole, sources });
    await write({ folder: first, sources: [{ ...source, to: 33 }] });
    await write({ folder: second, sources: [{ ...source, from: 33 }] });
    const bytes = [first, second].map((folder) => bytesIn(folder)['orders.csv']);
    expect(bytes.join('')).toBe(bytesIn(whole)['orders.csv']);
  });

  it('of a range of rows have a header where that is asked for', async () => {
    const [source] = sources as readonly [TableSource];
    const folder = temporaryFolder();
    await write({ folder, sources: [{ ...source, from: 33 }], output: outputOf('csv', { header: 'always' }) });
    expect(bytesIn(folder)['orders.csv']).toMatch(/^id,note,country\n34,/);
  });
});

/** In the order of shards, then of the numbers of files. */
function inOrder(files: Readonly<Record<string, string>>): readonly string[] {
  const collator = new Intl.Collator('en', { numeric: true });
  return Object.keys(files)
    .toSorted(collator.compare)
    .map((path) => files[path]!);
}
