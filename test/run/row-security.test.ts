import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { createPostgresDatabase, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { benchFor, scenarioOf } from './workbench.ts';

const lostEmails = '- {id: emails, anomaly: null-spike, table: customers, column: email, volume: 50%}';

describe('policies that hide rows of a PostgreSQL table', () => {
  const role = `clerk_${randomBytes(4).toString('hex')}`;
  let database: TestDatabase;
  let owner: Connection;
  let asClerk: string;

  beforeAll(async () => {
    database = await createPostgresDatabase();
    owner = await database.connect();
    await run(
      owner,
      'create table customers (id integer primary key, email text, country text)',
      `insert into customers select n, 'c' || n || '@shop.example', case n % 2 when 0 then 'DE' else 'FR' end from generate_series(1, 20) as n`,
      `create role ${role} login password 'clerk'`,
      `grant select, update on customers to ${role}`,
      'alter table customers enable row level security',
      `create policy germans on customers using (country = 'DE')`,
    );
    await benchFor(database).converge([scenarioOf('lost-emails', lostEmails)]);
    await run(
      owner,
      `grant usage on schema faultline to ${role}`,
      `grant select, insert, update, delete on all tables in schema faultline to ${role}`,
    );
    const url = new URL(database.url);
    url.username = role;
    url.password = 'clerk';
    asClerk = url.href;
  });
  afterAll(async () => {
    await run(owner, `drop owned by ${role}`, `drop role ${role}`);
    await database.drop();
  });

  const refusal = {
    code: 'PERMISSION_DENIED',
    message: expect.stringContaining(
      'PostgreSQL: query would be affected by row-level security policy for table "customers"',
    ) as unknown,
    hint: 'Connect as the owner of the table or as a role with BYPASSRLS, which sees every row.',
  };

  it('keep a role under them from planning on the part of the table that it sees', async () => {
    const plan = benchFor(database).plan([scenarioOf('other', lostEmails)], {
      open: () => database.connect({ url: asClerk, readOnly: true }),
    });
    await expect(plan).rejects.toMatchObject(refusal);
  });

  it('keep it from a rollback, which would take hidden rows for rows that are gone', async () => {
    const clerk = await database.connect({ url: asClerk });
    await expect(benchFor(database).rollback(clerk)).rejects.toMatchObject(refusal);
    const [broken] = await rows(owner, 'select cast(count(*) as integer) as n from customers where email is null');
    expect(broken!['n']).toBe(10);
    await benchFor(database).rollback(owner);
    const [left] = await rows(owner, 'select cast(count(*) as integer) as n from customers where email is null');
    expect(left!['n']).toBe(0);
  });
});
