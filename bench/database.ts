import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../src/model/engine.ts';
import { sql } from '../src/sql/sql.ts';
import { startMariaDb } from '../test/support/mariadb-server.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { connectTo } from './connect-to.ts';

export const engines = ['postgres', 'mariadb', 'duckdb'] as const;
export type EngineName = (typeof engines)[number];

/** A throw-away database. */
export interface BenchDatabase {
  readonly engine: EngineName;
  readonly url: string;
  connect(): Promise<Connection>;
  /** Clears away what a round left behind, so that the next one finds the same; never timed. */
  settle(connection: Connection): Promise<void>;
  remove(): Promise<void>;
}

/**
 * As a server is set up that people rely on: it waits for the disk. Autovacuum is off, since rounds are to be
 * alike: each is followed by a vacuum of its own.
 */
const settings = [
  'shared_buffers=512MB',
  'max_wal_size=16GB',
  'wal_level=replica',
  'checkpoint_timeout=1h',
  'autovacuum=off',
];

export function createDatabase(engine: EngineName): Promise<BenchDatabase> {
  switch (engine) {
    case 'postgres':
      return createPostgres();
    case 'mariadb':
      return createMariaDb();
    case 'duckdb':
      return createDuckDb();
  }
}

async function createPostgres(): Promise<BenchDatabase> {
  const server = await startPostgres({ isDurable: true, settings });
  return {
    engine: 'postgres',
    url: server.url,
    connect: () => connectTo(server.url),
    async settle(connection) {
      await connection.execute(sql`vacuum analyze orders`);
      await connection.execute(sql`checkpoint`);
    },
    remove: () => server.stop(),
  };
}

/** Waits for the disk at every commit, too; its buffers hold the tables as PostgreSQL's and the system's do. */
async function createMariaDb(): Promise<BenchDatabase> {
  const server = await startMariaDb({
    isDurable: true,
    settings: ['innodb_buffer_pool_size=2G', 'innodb_log_file_size=4G'],
  });
  const database = new URL(server.url);
  database.pathname = '/bench';
  const administration = await connectTo(server.url);
  await administration.execute(sql`create database bench`);
  await administration.close();
  return {
    engine: 'mariadb',
    url: database.href,
    connect: () => connectTo(database.href),
    async settle(connection) {
      await connection.query(sql`analyze table orders`);
    },
    remove: () => server.stop(),
  };
}

async function createDuckDb(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-bench-'));
  const path = join(folder, 'bench.duckdb');
  (await DuckDBInstance.create(path)).closeSync();
  const url = `duckdb:${path}`;
  return {
    engine: 'duckdb',
    url,
    connect: () => connectTo(url),
    async settle(connection) {
      await connection.execute(sql`checkpoint`);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
