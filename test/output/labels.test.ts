import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Label } from '../../src/model/run.ts';
import { labelColumns } from '../../src/output/label-columns.ts';
import { labelsCsv } from '../../src/output/labels-csv.ts';
import { labelsJsonl } from '../../src/output/labels-jsonl.ts';
import { writeLabelsParquet } from '../../src/output/labels-parquet.ts';

const lost: Label = {
  run: '01K9Z7QX',
  step: 'emails',
  anomaly: 'null-spike',
  table: 'public.customers',
  key: '8240931',
  column: 'email',
  before: 'julia.kern@gmx.de',
  after: null,
  occurrence: 1,
};

const labels: readonly Label[] = [
  lost,
  { ...lost, key: '{"region":"north","id":"1"}', before: '', after: 'NULL' },
  { ...lost, before: 'a "quoted", long\r\nnote', after: ' padded ' },
  { ...lost, column: null, before: null, after: '{"id":"1","total":"19.90"}', occurrence: 2 },
  { ...lost, before: 'Zürich 👩‍👩‍👧', after: '\t' },
];

async function* stream(): AsyncGenerator<Label> {
  yield* labels;
}

async function text(chunks: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const chunk of chunks) all += chunk;
  return all;
}

describe('labels', () => {
  let folder: string;
  let instance: DuckDBInstance;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-test-labels-'));
    instance = await DuckDBInstance.create(':memory:');
  });

  afterAll(async () => {
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  });

  async function read(from: string): Promise<unknown> {
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      `select ${labelColumns.map((name) => `"${name}"`).join(', ')} from ${from}`,
    );
    connection.closeSync();
    return reader.getRowObjects();
  }

  test('as CSV tell NULL from an empty text', async () => {
    await expect(await text(labelsCsv(stream()))).toMatchFileSnapshot('snapshots/labels.csv');
  });

  test('as JSON lines have one object a line', async () => {
    const lines = (await text(labelsJsonl(stream()))).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(labels);
  });

  test('come back from CSV as they were', async () => {
    const file = join(folder, 'labels.csv');
    await writeFile(file, await text(labelsCsv(stream())));
    const types = labelColumns.map((name) => `'${name}': '${name === 'occurrence' ? 'integer' : 'varchar'}'`);
    const rows = await read(
      `read_csv('${file}', header = true, allow_quoted_nulls = false, columns = {${types.join(', ')}})`,
    );
    expect(rows).toEqual(labels);
  });

  test('come back from Parquet as they were', async () => {
    const file = join(folder, "labels of o'hara.parquet");
    expect(await writeLabelsParquet(stream(), file)).toBe(labels.length);
    expect(await read(`read_parquet('${file.replaceAll("'", "''")}')`)).toEqual(labels);
  });

  test('of a run without changes make a file with columns and no rows', async () => {
    const file = join(folder, 'none.parquet');
    const none = (async function* (): AsyncGenerator<Label> {})();
    expect(await writeLabelsParquet(none, file)).toBe(0);
    expect(await read(`read_parquet('${file}')`)).toEqual([]);
  });
});
