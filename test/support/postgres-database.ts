import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { serverOf } from './server-of.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

/** A fresh database on the server of this run. */
export async function createPostgresDatabase(template = 'template1'): Promise<TestDatabase> {
  const server = serverOf('postgres');
  const database = `faultline_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${database} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return testDatabase(url.href, {
    copy: () => createPostgresDatabase(database),
    remove: () => administer(server, `drop database if exists ${database} with (force)`),
  });
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
