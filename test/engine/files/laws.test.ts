import { gzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Label } from '../../../src/model/run.ts';
import { readLabels } from '../../../src/run/read-labels.ts';
import { duckdb } from '../../support/engines.ts';
import { createFilesDatabase, type FilesDatabase } from '../../support/files-database.ts';
import { rows as query, run as execute } from '../../support/statements.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';

const days = 28;
const rows = Array.from({ length: 300 }, (_, index) => ({
  id: index + 1,
  email: index % 10 === 0 ? null : `c${index}@example.com`,
  amount: (index % 17) + 0.5,
  ordered_at: `2024-05-${String((index % days) + 1).padStart(2, '0')} 10:00:00`,
}));
const [early, late] = [rows.slice(0, 180), rows.slice(180)];

function csv(part: typeof rows, delimiter = ','): string {
  const lines = part.map(({ id, email, amount, ordered_at }) => [id, email ?? '', amount, ordered_at].join(delimiter));
  return `${['id,email,amount,ordered_at'.replaceAll(',', delimiter), ...lines].join('\r\n')}\r\n`;
}

function jsonl(part: typeof rows): string {
  return part.map((row) => JSON.stringify(row)).join('\n');
}

let parquet: Buffer;
beforeAll(async () => {
  const folder = await createFilesDatabase({ 'orders.jsonl': jsonl(rows) });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const path = join(folder.folder, 'orders.parquet');
  await connection.run(`copy (select id::int as id, email, amount::decimal(9,1) as amount, ordered_at::timestamp as ordered_at
    from '${join(folder.folder, 'orders.jsonl')}') to '${path}' (format parquet, codec zstd, row_group_size 128, kv_metadata {owner: 'sales'})`);
  connection.closeSync();
  instance.closeSync();
  parquet = await readFile(path);
  await folder.drop();
});

const forms = {
  CSV: () => ({ 'orders.csv': csv(rows) }),
  'CSV in two files': () => ({ 'orders/1.csv': csv(early), 'orders/2.csv': csv(late) }),
  TSV: () => ({ 'orders.tsv': csv(rows, '\t') }),
  'packed CSV': () => ({ 'orders.csv.gz': gzipSync(csv(rows), { level: 3 }) }),
  'JSON lines': () => ({ 'orders.jsonl': jsonl(rows) }),
  'JSON lines in two files': () => ({ 'orders/1.ndjson': jsonl(early), 'orders/2.ndjson': jsonl(late) }),
  Parquet: () => ({ 'orders.parquet': parquet }),
} satisfies Record<string, () => Record<string, string | Buffer>>;

const steps = {
  'null-spike': { step: 'anomaly: null-spike, table: orders, column: email, volume: 29%', eligible: 270, rows: 78 },
  outlier: { step: 'anomaly: outlier, table: orders, column: amount, volume: 10%', eligible: 300, rows: 30 },
  'volume-drop': { step: 'anomaly: volume-drop, table: orders, volume: 57%', eligible: 300, rows: 171 },
  'duplicate-row': { step: 'anomaly: duplicate-row, table: orders, volume: 5%', eligible: 300, rows: 15 },
} as const;

let database: FilesDatabase;
afterEach(() => database.drop());

describe.each(Object.entries(forms))('a table of %s', (form, files) => {
  const own = Object.entries(steps).filter(([id]) => !/two files|packed|TSV/.test(form) || /drop|null/.test(id));
  it.each(own)('takes %s in exact volume, as its labels say, and is put back bit for bit', async (id, wanted) => {
    database = await createFilesDatabase(files());
    const bench = benchFor(database);
    const before = await tableOf(database);
    const scenario = scenarioOf('one', `- {id: ${id}, during: all, ${wanted.step}}`, 'seed: 3');
    const [target] = await bench.converge([scenario]);
    const run = target!.injected[0]!;
    expect(run.rows).toBe(wanted.rows);
    const after = await tableOf(database);
    const labels: Label[] = [];
    for await (const label of readLabels(await database.connect(), run)) labels.push(label);
    expect(labels).toHaveLength(wanted.rows);
    expect(changesBetween(before, after)).toEqual(labels.map(changeOf).toSorted());
    await bench.rollback(await database.connect(), 'one');
    for (const [path, bytes] of Object.entries(files()))
      expect((await readFile(join(database.folder, path))).equals(Buffer.from(bytes))).toBe(true);
  });
});

it('chooses the same rows and values as DuckDB does of the same data', async () => {
  database = await createFilesDatabase(forms.Parquet());
  const other = await duckdb.createDatabase();
  const connection = await other.connect();
  await execute(connection, 'create table orders (id int, email varchar, amount decimal(9,1), ordered_at timestamp)');
  const values = rows.map(
    ({ id, email, amount, ordered_at }) =>
      `(${id}, ${email === null ? 'null' : `'${email}'`}, ${amount}, '${ordered_at}')`,
  );
  await execute(connection, `insert into orders values ${values.join(', ')}`);
  const scenario = scenarioOf(
    'both',
    `- {id: a, anomaly: null-spike, table: orders, column: email, during: all, volume: 29%}
- {id: b, anomaly: outlier, table: orders, column: amount, during: all, volume: 7%}
- {id: c, anomaly: volume-drop, table: orders, during: {last: 3 days}, volume: 50%}`,
    'seed: 11',
  );
  const found = [];
  for (const each of [database, other]) {
    const [target] = await benchFor(each).converge([scenario]);
    const labels: unknown[] = [];
    for await (const { run: _, key, column, before, after } of readLabels(await each.connect(), target!.injected[0]!))
      labels.push(column === null ? key : [key, column, before, after]);
    found.push(labels);
  }
  expect(found[0]!.length).toBeGreaterThan(90);
  expect(found[0]).toEqual(found[1]);
  await other.drop();
});

it('takes back runs that overlap in any order, and no byte of theirs stays', async () => {
  database = await createFilesDatabase(forms.CSV());
  const bench = benchFor(database);
  const where = (condition: string, step: string) =>
    `- {id: a, table: orders, during: all, where: "${condition}", ${step}}`;
  const one = scenarioOf('one', where('id % 2 = 0', 'anomaly: null-spike, column: email, volume: 30%'));
  const two = scenarioOf('two', where('id % 2 = 1', 'anomaly: volume-drop, volume: 30%'));
  const three = scenarioOf('three', where('id % 2 = 0', 'anomaly: outlier, column: amount, volume: 30%'));
  for (const scenario of [one, two, three]) await bench.converge([scenario], { isComplete: false });
  for (const name of ['two', 'one', 'three']) {
    const [undone] = await bench.rollback(await database.connect(), name);
    expect(undone).toMatchObject({ skipped: 0, gone: 0 });
  }
  expect(await readFile(join(database.folder, 'orders.csv'), 'utf8')).toBe(csv(rows));
});

it('writes nothing while it plans', async () => {
  database = await createFilesDatabase(forms.CSV());
  const scenario = scenarioOf('one', '- {id: a, anomaly: volume-drop, table: orders, during: all}');
  await benchFor(database).plan([scenario]);
  expect(await database.paths()).toEqual(['orders.csv']);
});

type Rows = ReadonlyMap<string, string>;

/** The rows of the table, each as JSON, by their file and number. */
async function tableOf({ connect }: FilesDatabase): Promise<Rows> {
  const connection = await connect({ readOnly: true });
  const table = await connection.describeTable({ schema: 'main', name: 'orders' });
  const found = await query(
    connection,
    `select to_json(columns(* exclude (_file, _row)))::varchar, _file || '#' || _row as place from orders`,
  );
  await connection.close();
  expect(table!.columns.map(({ name }) => name)).toEqual(['id', 'email', 'amount', 'ordered_at', '_file', '_row']);
  return new Map(found.map(({ place, ...values }) => [String(place), Object.values(values).join('|')]));
}

function changesBetween(before: Rows, after: Rows): readonly string[] {
  const changed = [...before].filter(([place, row]) => after.get(place) !== row).map(([, row]) => row.split('|')[0]!);
  const added = [...after].filter(([place]) => !before.has(place)).map(([, row]) => row.split('|')[0]!);
  return [...changed, ...added].toSorted();
}

function changeOf({ key }: Label): string {
  return key;
}
