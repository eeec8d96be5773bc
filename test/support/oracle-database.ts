import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { copiedLedger } from './copied-ledger.ts';
import { copySchema } from './copy-oracle-schema.ts';
import { onOracle } from './oracle-client.ts';
import { serverOf } from './server-of.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

/** What a test may do in its schema; and it may make users who see some of it. */
const privileges = [
  'create session',
  'create table',
  'create view',
  'create materialized view',
  'create sequence',
  'create trigger',
  'create procedure',
  'create type',
  'unlimited tablespace',
  'create user',
  'drop user',
];

/** A fresh user on the server of this run, whose schema is the database. Its ledger stands beside its tables. */
export async function createOracleDatabase(): Promise<TestDatabase> {
  const server = serverOf('oracle');
  const user = `FAULTLINE_TEST_${randomBytes(6).toString('hex').toUpperCase()}`;
  const password = `Fl_${randomBytes(8).toString('hex')}`;
  await onOracle(server, async (client) => {
    await client.execute(`create user ${user} identified by "${password}"`);
    await client.execute(`grant ${privileges.join(', ')} to ${user}`);
    await client.execute(`grant create session to ${user} with admin option`);
  });
  const url = new URL(server);
  url.username = user;
  url.password = password;
  const origin: TestDatabase = testDatabase(url.href, {
    ledgerSchema: user,
    async copy() {
      const copy = await createOracleDatabase();
      await onOracle(server, (client) => copySchema(client, user, copy.ledgerSchema));
      await copiedLedger(origin, copy);
      return copy;
    },
    remove: () => dropUser(server, user),
  });
  return origin;
}

/** Sessions that were just closed, or killed, keep a user for a moment. */
async function dropUser(server: string, user: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await onOracle(server, (client) => client.execute(`drop user ${user} cascade`));
      return;
    } catch (error) {
      const isConnected = error instanceof Error && error.message.includes('ORA-01940');
      if (!isConnected || attempt === 40) throw error;
    }
    await sleep(250);
  }
}
