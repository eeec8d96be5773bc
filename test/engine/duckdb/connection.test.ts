import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineFor } from '../../../src/engine/index.ts';
import { createDuckDbDatabase, type TestDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';

describe('a connection to DuckDB', () => {
  let database: TestDatabase;
  let path: string;

  beforeAll(async () => {
    database = await createDuckDbDatabase();
    path = database.url.slice('duckdb:'.length);
    const connection = await database.connect();
    await run(connection, 'create table customers (id integer)', 'insert into customers values (1)');
    await connection.close();
  });
  afterAll(() => database.drop());

  it('finds files from the root that it is given', async () => {
    const connection = await database.connect({ url: `duckdb:${basename(path)}`, root: dirname(path) });
    expect(await rows(connection, 'select id from customers')).toEqual([{ id: 1 }]);
    await connection.close();
  });

  it('opens a new database in memory for every connection', async () => {
    const one = await database.connect({ url: 'duckdb::memory:' });
    const two = await database.connect({ url: 'duckdb::memory:', readOnly: true });
    await run(one, 'create table customers (id integer)');
    expect(await one.listTables()).toHaveLength(1);
    expect(await two.listTables()).toEqual([]);
    await one.close();
    await two.close();
  });

  it.each([true, false])('never makes a file that is not there (read-only: %s)', async (readOnly) => {
    const missing = join(dirname(path), 'missing.duckdb');
    await expect(database.connect({ url: `duckdb:${missing}`, readOnly })).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      message: expect.stringContaining('missing.duckdb'),
      hint: expect.any(String),
    });
    expect(existsSync(missing)).toBe(false);
  });

  it('says that a file is no database, and that a folder is no file', async () => {
    const letter = join(dirname(path), 'letter.txt');
    await writeFile(letter, 'Dear customer, '.repeat(1000));
    await mkdir(join(dirname(path), 'folder'));
    await expect(database.connect({ url: `duckdb:${letter}` })).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    await expect(database.connect({ url: `duckdb:${dirname(path)}/folder` })).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
    });
  });

  it('writes nothing where it was opened for reading', async () => {
    const reader = await database.connect({ readOnly: true });
    await expect(run(reader, 'delete from customers')).rejects.toMatchObject({ code: 'READ_ONLY_DATABASE' });
    await reader.close();
  });

  it.skipIf(process.getuid?.() === 0)(
    'says that a file may not be written (skipped for root, who may write everything)',
    async () => {
      await chmod(path, 0o444);
      await expect(database.connect()).rejects.toMatchObject({
        code: expect.stringMatching(/READ_ONLY_DATABASE|PERMISSION_DENIED/),
      });
      await chmod(path, 0o644);
    },
  );

  it.each([
    ["select * from read_csv('/etc/passwd')"],
    ["copy customers to '/tmp/faultline-leak.csv'"],
    ["attach '/tmp/faultline-leak.duckdb'"],
    ['install httpfs'],
    ['set enable_external_access = true'],
  ])('lets no statement leave the database: %s', async (statement) => {
    const connection = await database.connect();
    await expect(run(connection, statement)).rejects.toMatchObject({ name: 'FaultlineError' });
    await connection.close();
  });

  it('waits for a file that another process has open, then says who', async () => {
    const holder = spawn(process.execPath, ['--input-type=module', '-e', holding(path)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    await expect(database.connect({ lockTimeout: 0.3 })).rejects.toMatchObject({
      code: 'LOCKED',
      message: expect.stringContaining(`PID ${holder.pid}`),
    });
    const waiting = database.connect({ lockTimeout: 10 });
    holder.stdin.end();
    const connection = await waiting;
    expect(await rows(connection, 'select id from customers')).toEqual([{ id: 1 }]);
    await connection.close();
  });

  it('shares a file among the connections of one process', async () => {
    const one = await database.connect();
    const two = await database.connect();
    const reader = await database.connect({ readOnly: true });
    await run(one, 'insert into customers values (2)');
    expect(await rows(two, 'select cast(count(*) as integer) as n from customers')).toEqual([{ n: 2 }]);
    await one.close();
    expect(await rows(reader, 'select cast(count(*) as integer) as n from customers')).toEqual([{ n: 2 }]);
    await run(two, 'delete from customers where id = 2');
    await two.close();
    await reader.close();
  });

  it('waits with writing until the last reader of the process is gone', async () => {
    const reader = await database.connect({ readOnly: true });
    await expect(database.connect({ lockTimeout: 0.1 })).rejects.toMatchObject({ code: 'LOCKED' });
    const waiting = database.connect({ lockTimeout: 5 });
    await reader.close();
    await (await waiting).close();
  });

  it('is one of the engines that URLs name', async () => {
    expect((await engineFor('duckdb:x')).dialect.product).toBe('DuckDB');
    expect((await engineFor('postgresql://x')).dialect.product).toBe('PostgreSQL');
    await expect(engineFor('mongodb://user:s3cret@host/db')).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.not.stringContaining('s3cret'),
      hint: expect.stringContaining('duckdb:'),
    });
    await expect(engineFor('shop')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});

/** A program that opens the file, says so, and closes it when its input ends. */
function holding(file: string): string {
  return `
    import { DuckDBInstance } from ${JSON.stringify(import.meta.resolve('@duckdb/node-api'))};
    const instance = await DuckDBInstance.create(${JSON.stringify(file)});
    process.stdout.write('open');
    process.stdin.resume().on('end', () => instance.closeSync());`;
}
