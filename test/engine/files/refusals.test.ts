import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFilesDatabase, type FilesDatabase } from '../../support/files-database.ts';
import { sourceOf } from '../../support/load-source.ts';
import { rows } from '../../support/statements.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';

const orders = 'id,name\n1,a\n2,b\n';

let database: FilesDatabase;
afterEach(() => database.drop());

function connect(tables?: Readonly<Record<string, string>>) {
  return database.connect({ readOnly: true, tables });
}

async function titles(tables?: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const connection = await connect(tables);
  return (await connection.listTables()).map(({ name }) => name.name);
}

describe('the tables of a folder', () => {
  it('are its files by their stems and its folders with all files below them', async () => {
    database = await createFilesDatabase({
      'orders.csv': orders,
      'people.jsonl.gz': '',
      'parts/a/1.csv': orders,
      'parts/b/2.csv': orders,
      _SUCCESS: '',
      'notes.txt': 'no rows',
    });
    expect(await titles()).toEqual(['orders', 'parts', 'people']);
    const connection = await connect();
    expect(await rows(connection, `select _file, count(*)::int as n from parts group by 1 order by 1`)).toEqual([
      { _file: 'parts/a/1.csv', n: 2 },
      { _file: 'parts/b/2.csv', n: 2 },
    ]);
  });

  it('are what the globs of the target say', async () => {
    database = await createFilesDatabase({
      'in/2024/a.csv': orders,
      'in/2025/b.csv': orders,
      'in/2025/c.parquet.bak': '',
    });
    expect(await titles({ all: 'in/**/*.csv', latest: 'in/2025/*.csv', none: '*.parquet' })).toEqual(['all', 'latest']);
  });

  it('have columns by the union of their names, of types that every value has', async () => {
    database = await createFilesDatabase({
      'orders/1.csv': 'id,zip,price,day,at,ok,empty\n1,01234,1.5,2024-05-01,2024-05-01T10:00:00Z,true,\n',
      'orders/2.csv': 'id,extra,price\n2,x,10\n',
    });
    const table = await (await connect()).describeTable({ schema: 'main', name: 'orders' });
    expect(table!.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id BIGINT',
      'zip VARCHAR',
      'price DECIMAL(19,1)',
      'day DATE',
      'at TIMESTAMP WITH TIME ZONE',
      'ok BOOLEAN',
      'empty VARCHAR',
      'extra VARCHAR',
      '_file VARCHAR',
      '_row BIGINT',
    ]);
  });
});

describe('a folder is refused', () => {
  it.each([
    ['of Delta Lake', { 'orders/_delta_log/0.json': '', 'orders/a.parquet': '' }, /orders is a table of Delta Lake/],
    [
      'of Iceberg',
      { 'orders/metadata/v1.metadata.json': '', 'orders/data/a.parquet': '' },
      /orders is a table of Iceberg/,
    ],
    ['that is Delta Lake itself', { '_delta_log/0.json': '', 'a.parquet': '' }, /\. is a table of Delta Lake/],
    ['with two files for one table', { 'orders.csv': orders, 'orders.jsonl': '' }, /would both be table "orders"/],
    ['with two formats in one table', { 'orders/a.csv': orders, 'orders/b.jsonl': '' }, /files of two formats/],
  ])('%s', async (_, files, says) => {
    database = await createFilesDatabase(files);
    await expect(connect()).rejects.toThrow(says);
  });

  it('where it is none', async () => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    for (const url of ['files:', 'files:nosuch', `files:${join(database.folder, 'orders.csv')}`])
      await expect(database.connect({ url })).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
  });

  it('where a table would lead out of it', async () => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    const outside = await createFilesDatabase({ 'secret.csv': orders });
    for (const glob of ['../*.csv', '/etc/*.csv', 'a/../../*.csv'])
      await expect(connect({ orders: glob })).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    await symlink(join(outside.folder, 'secret.csv'), join(database.folder, 'link.csv'));
    await expect(connect()).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringContaining('link.csv'),
    });
    await expect(connect({ orders: 'orders.csv' })).resolves.toBeDefined();
    await outside.drop();
  });
});

it('a condition reads no file outside of the folder', async () => {
  database = await createFilesDatabase({ 'orders.csv': orders });
  const outside = await createFilesDatabase({ 'secret.csv': orders });
  const where = `id in (select id from read_csv('${join(outside.folder, 'secret.csv')}'))`;
  const step = `- {id: a, anomaly: volume-drop, table: orders, during: all, where: "${where}"}`;
  await expect(benchFor(database).plan([scenarioOf('one', step)])).rejects.toThrow(/secret\.csv/);
  await outside.drop();
});

it('a condition may read other tables of the folder', async () => {
  database = await createFilesDatabase({ 'orders.csv': orders, 'lost.csv': 'order\n2\n' });
  const step =
    '- {id: a, anomaly: volume-drop, table: orders, during: all, volume: 100%, where: "id in (select \\"order\\" from lost)"}';
  const [target] = await benchFor(database).converge([scenarioOf('one', step)]);
  expect(target!.injected[0]!.rows).toBe(1);
});

it('says where names and types of a table cannot be changed', async () => {
  database = await createFilesDatabase({ 'orders.csv': orders });
  const step = '- {id: a, anomaly: column-renamed, table: orders, column: name}';
  await expect(benchFor(database).plan([scenarioOf('one', step)])).rejects.toMatchObject({ code: 'UNSUITABLE_TABLE' });
});

it('one process at a time writes', async () => {
  database = await createFilesDatabase({ 'orders.csv': orders, '.faultline/keep': '' });
  const ledger = join(database.folder, '.faultline', 'ledger.duckdb');
  const held = `const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(${JSON.stringify(ledger)}); console.log('held'); setInterval(() => instance, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', held], { cwd: import.meta.dirname });
  await once(other.stdout, 'data');
  await expect(database.connect({ lockTimeout: 0 })).rejects.toMatchObject({ code: 'LOCKED' });
  other.kill('SIGKILL');
  await once(other, 'exit');
  await expect(database.connect({ lockTimeout: 0 })).resolves.toBeDefined();
});

it('leaves nothing behind where nothing was applied, or the ledger was purged', async () => {
  database = await createFilesDatabase({ 'orders.csv': orders });
  await (await database.connect()).close();
  expect(await database.paths()).toEqual(['orders.csv']);
});

it.runIf(process.getuid?.() !== 0)('a folder that may not be written can be planned on', async () => {
  database = await createFilesDatabase({ 'orders.csv': orders });
  await chmod(database.folder, 0o555);
  await expect(database.connect()).rejects.toMatchObject({ code: 'READ_ONLY_DATABASE' });
  await expect(connect()).resolves.toBeDefined();
  await chmod(database.folder, 0o755);
});

it('a file that is no CSV is told by its name', async () => {
  database = await createFilesDatabase({ 'orders.csv': 'id,name\n1,a\n2\n3,c,d\n' });
  await mkdir(join(database.folder, 'other'));
  await writeFile(join(database.folder, 'other/good.csv'), orders);
  const step = '- {id: a, anomaly: volume-drop, table: orders, during: all}';
  await expect(benchFor(database).plan([scenarioOf('one', step)])).rejects.toThrow(/orders\.csv/);
});

describe('rows that would be loaded into files', () => {
  it('are refused, with the way to write files', async () => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    const connection = await database.connect();
    const name = { schema: 'main', name: 'orders' };
    const refusal = { code: 'UNSUPPORTED', hint: expect.stringContaining('output csv') };
    await expect(
      connection.loading.load(
        name,
        sourceOf([], () => []),
      ),
    ).rejects.toMatchObject(refusal);
    const table = { name, columns: [], primaryKey: [], references: [] };
    await expect(connection.loading.createTable(table)).rejects.toMatchObject(refusal);
  });
});
