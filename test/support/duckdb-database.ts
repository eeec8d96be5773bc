import { DuckDBInstance } from '@duckdb/node-api';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { testDatabase, type TestDatabase } from './test-database.ts';

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
