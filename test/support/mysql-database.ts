import { randomBytes } from 'node:crypto';
import { copiedLedger } from './copied-ledger.ts';
import { copyTables } from './copy-mysql-tables.ts';
import { onMySql } from './mysql-client.ts';
import { serverOf } from './server-of.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

/** A fresh database on the server of this run. Its ledger stands in a second one, which Faultline makes. */
export async function createMySqlDatabase(engine: 'mysql' | 'mariadb'): Promise<TestDatabase> {
  const server = serverOf(engine);
  const database = `faultline_test_${randomBytes(6).toString('hex')}`;
  await onMySql(server, (client) => client.query(`create database ${database}`));
  const url = new URL(server);
  url.pathname = `/${database}`;
  const ledgerSchema = `${database}_ledger`;
  const origin: TestDatabase = testDatabase(url.href, {
    ledgerSchema,
    async copy() {
      const copy = await createMySqlDatabase(engine);
      await onMySql(server, async (client) => {
        await copyTables(client, ledgerSchema, copy.ledgerSchema);
        await copyTables(client, database, new URL(copy.url).pathname.slice(1));
      });
      await copiedLedger(origin, copy);
      return copy;
    },
    remove: () =>
      onMySql(server, async (client) => {
        await client.query(`drop database if exists ${database}`);
        await client.query(`drop database if exists ${ledgerSchema}`);
      }),
  });
  return origin;
}
