import { DuckDBInstance } from '@duckdb/node-api';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { engineFor } from '../../src/engine/index.ts';
import type { Connection, ConnectOptions } from '../../src/model/engine.ts';

/** A fresh database for one test file. */
export interface TestDatabase {
  readonly url: string;
  /** By default writing, with 30 seconds for a statement and 5 for a lock. */
  connect(options?: Partial<ConnectOptions>): Promise<Connection>;
  /** A second database with the same content; closes what is still open. */
  copy(): Promise<TestDatabase>;
  /** Closes what is still open and removes the database. */
  drop(): Promise<void>;
}

export interface TestEngine {
  readonly name: 'postgres' | 'duckdb';
  createDatabase(): Promise<TestDatabase>;
}

/** Every engine that a suite runs on: `describe.each(testEngines)('… on $name', (engine) => …)`. */
export const testEngines: readonly TestEngine[] = [
  { name: 'postgres', createDatabase: () => createPostgresDatabase() },
  { name: 'duckdb', createDatabase: () => createDuckDbDatabase() },
];

/** A fresh database on the server of this run. */
export async function createPostgresDatabase(template = 'template1'): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const database = `faultline_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${database} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return testDatabase(url.href, {
    copy: () => createPostgresDatabase(database),
    remove: () => administer(server, `drop database if exists ${database} with (force)`),
  });
}

/** A fresh file in a folder of its own. */
export async function createDuckDbDatabase(name = 'test.duckdb'): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-duckdb-'));
  const path = join(folder, name);
  (await DuckDBInstance.create(path)).closeSync();
  return duckDbDatabase(path);
}

function duckDbDatabase(path: string): TestDatabase {
  return testDatabase(`duckdb:${path}`, {
    async copy() {
      const folder = await mkdtemp(join(tmpdir(), 'faultline-duckdb-'));
      await cp(dirname(path), folder, { recursive: true });
      return duckDbDatabase(join(folder, basename(path)));
    },
    remove: () => rm(dirname(path), { recursive: true, force: true }),
  });
}

function testDatabase(
  url: string,
  { copy, remove }: { readonly copy: () => Promise<TestDatabase>; readonly remove: () => Promise<void> },
): TestDatabase {
  let connections: Connection[] = [];
  const closeAll = async () => {
    for (const connection of connections) await connection.close();
    connections = [];
  };
  return {
    url,
    async connect(options = {}) {
      const defaults = {
        url,
        root: tmpdir(),
        readOnly: false,
        connectTimeout: 10,
        statementTimeout: 30,
        lockTimeout: 5,
      };
      const connection = await (await engineFor(url)).connect({ ...defaults, ...options });
      connections.push(connection);
      return connection;
    },
    async copy() {
      await closeAll();
      return copy();
    },
    async drop() {
      await closeAll();
      await remove();
    },
  };
}

/** One statement on the maintenance database, as the superuser of the tests. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
