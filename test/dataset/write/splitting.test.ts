import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName, partitionFolder } from '../../../src/dataset/write/file-name.ts';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';
import { readBack } from './read-back.ts';
import { bytesIn, filesIn, outputOf, shopTables, temporaryFolder, write } from './writing.ts';

const shop = await sourcesOf(datasetOf(shopTables));
const customers = shop.filter(({ table }) => table.name.name === 'customers');

describe('files of so many rows', () => {
  it('are numbered, each with a header', async () => {
    const folder = temporaryFolder();
    const report = await write({ folder, sources: customers, output: outputOf('csv', { rowsPerFile: 500 }) });
    expect(report.tables).toMatchObject([
      { rows: 1200, files: ['customers-00001.csv', 'customers-00002.csv', 'customers-00003.csv'] },
    ]);
    const files = Object.values(bytesIn(folder));
    expect(files.map((text) => text.split('\n')[1]!.split(',')[0])).toEqual(['1', '501', '1001']);
    expect(new Set(files.map((text) => text.split('\n')[0])).size).toBe(1);
  });

  it('have the same numbers in parts of a table as in the whole', async () => {
    const folder = temporaryFolder();
    await write({ folder, sources: [{ ...customers[0]!, from: 700 }], output: outputOf('csv', { rowsPerFile: 500 }) });
    expect(filesIn(folder)).toEqual(['customers-00002.csv', 'customers-00003.csv']);
  });

  it('are refused where there would be too many, before anything is written', async () => {
    const folder = temporaryFolder();
    const refused = write({ folder, output: outputOf('csv', { rowsPerFile: 1, maxFiles: 1500 }) });
    await expect(refused).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'there would be 1900 files, more than 1500; nothing was written',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('folders of partitions', () => {
  const partitionBy = { customers: ['country', 'year'] };

  it.each([
    ['csv', 'csv', { header: true, all_varchar: false }],
    ['jsonl', 'json', { format: 'newline_delimited' }],
    ['json', 'json', { format: 'array' }],
    ['parquet', 'parquet', {}],
  ] as const)('of %s are read back as one table', async (kind, reader, options) => {
    const folder = temporaryFolder();
    await write({ folder, sources: customers, output: outputOf(kind, { partitionBy }) });
    const reading = { ...options, hive_partitioning: true, hive_types_autocast: false };
    const found = await readBack(folder, reader, 'customers/*/*/*', reading, [
      'id',
      'country',
      'year',
      'score::decimal(9, 2)',
      'born',
    ]);
    const at = ['id', 'country', 'year', 'score', 'born'].map((column) =>
      customers[0]!.table.columns.findIndex(({ name }) => name === column),
    );
    const made = (await rowsOf(customers[0]!)).map((row) => at.map((index) => row[index] ?? null));
    expect(byId(found)).toEqual(byId(made));
  });

  it('keep rows in their order, and leave their columns out unless told otherwise', async () => {
    const folder = temporaryFolder();
    await write({ folder, sources: customers, output: outputOf('csv', { partitionBy, quoting: 'all' }) });
    const text = readFileSync(join(folder, 'customers', 'country=DE', 'year=2024', 'customers.csv'), 'utf8');
    expect(text).toMatch(/^"id","name","note","score","ratio","active","born","seen"\n/);
    const ids = [...text.matchAll(/^"(\d+)","/gm)].map(([, id]) => Number(id));
    expect(ids.length).toBeGreaterThan(100);
    expect(ids).toEqual(ids.toSorted((left, right) => left - right));
    const kept = temporaryFolder();
    await write({
      folder: kept,
      sources: customers,
      output: outputOf('csv', { partitionBy, keepPartitionColumns: true }),
    });
    expect(readFileSync(join(kept, 'customers', 'country=DE', 'year=2024', 'customers.csv'), 'utf8')).toMatch(
      /^id,name,country,/,
    );
  });

  it('have names that Hive reads, with NULL and whatever stands in paths', async () => {
    const folder = temporaryFolder();
    await write({ folder, sources: customers, output: outputOf('csv', { partitionBy: ['country'] }) });
    expect(readdirSync(join(folder, 'customers')).toSorted()).toEqual([
      'country=.%2E',
      'country=AT',
      'country=DE',
      'country=__HIVE_DEFAULT_PARTITION__',
      'country=a%2Fb%20%C3%BC',
    ]);
  });

  it('tell how many rows each file has', async () => {
    const folder = temporaryFolder();
    await write({ folder, sources: customers, output: outputOf('jsonl', { partitionBy: ['country'] }) });
    const { files } = JSON.parse(readFileSync(join(folder, '.faultline-shop.json'), 'utf8')) as {
      files: { path: string; rows: number; bytes: number }[];
    };
    for (const { path, rows, bytes } of files) {
      const text = readFileSync(join(folder, path));
      expect(text.length).toBe(bytes);
      expect(text.toString().split('\n').length - 1).toBe(rows);
    }
  });

  it('are refused where there would be too many, before anything is written', async () => {
    const folder = temporaryFolder();
    const refused = write({
      folder,
      sources: customers,
      output: outputOf('csv', { partitionBy: ['id'], maxFiles: 1000 }),
    });
    await expect(refused).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'customers has more than 1000 partitions by id; nothing was written',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are refused for columns that are not there, for all columns, and together with numbered files', async () => {
    const refusal = (parameters: Readonly<Record<string, unknown>>) =>
      write({ folder: temporaryFolder(), output: outputOf('csv', parameters) });
    await expect(refusal({ partitionBy: ['contry'] })).rejects.toMatchObject({
      code: 'UNKNOWN_COLUMN',
      hint: 'Did you mean "country"? Tables that are split differently are named: partitionBy: {customers: [id]}.',
    });
    await expect(refusal({ partitionBy: { orders: ['id', 'customer_id'] } })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
    });
    await expect(refusal({ partitionBy: { orders: ['id'] }, rowsPerFile: 10 })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
    });
  });
});

describe('names of files', () => {
  it('never leave their folder, whatever tables and values are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const names = [fileName(text), partitionFolder('country', text), partitionFolder(text, 'DE')];
        expect(names.filter((name) => /[/\\\p{Cc}]|^\.{1,2}$/u.test(name))).toEqual([]);
        expect(decodeURIComponent(partitionFolder('c', text))).toBe(`c=${text.toWellFormed()}`);
      }),
    );
  });

  it('differ where tables differ', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
        expect(fileName(left) === fileName(right)).toBe(left === right);
      }),
    );
    expect(fileName('con')).toBe('%63on');
    expect(fileName('a/b')).toBe('a%2Fb');
  });

  it('may differ in the case of letters only, but are refused where that is one file', async () => {
    const tags = '{id: {type: uuid}, tag: {type: enum, values: {a: 50%, A: 50%}}}';
    const sources = await sourcesOf(datasetOf(`orders: {rows: 9, columns: ${tags}}`));
    const folder = temporaryFolder();
    const written = write({ folder, sources, output: outputOf('csv', { partitionBy: ['tag'] }) });
    if (existsSync(folder.toUpperCase())) await expect(written).rejects.toMatchObject({ code: 'DUPLICATE_NAME' });
    else
      await expect(written).resolves.toMatchObject({
        tables: [{ files: ['orders/tag=A/orders.csv', 'orders/tag=a/orders.csv'] }],
      });
  });
});

function byId(rows: readonly (readonly (string | null)[])[]) {
  return rows.toSorted(([left], [right]) => Number(left) - Number(right));
}
