import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import { sql } from '../../../src/sql/sql.ts';
import { postgres, type TestDatabase } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';

let database: TestDatabase;
let owner: Connection;
const user = `deleter_${Math.random().toString(36).slice(2, 10)}`;
const orders = { schema: 'public', name: 'orders' };

beforeAll(async () => {
  database = await postgres.createDatabase();
  owner = await database.connect();
  await run(
    owner,
    'create table orders (id integer primary key)',
    `create role ${user} login password 'deleting'`,
    `grant select, delete on orders to ${user}`,
  );
});
afterAll(() => database.drop());

it('on PostgreSQL whoever deletes rows is told to need update, by which they are locked first', async () => {
  const url = new URL(database.url);
  url.username = user;
  url.password = 'deleting';
  const deleter = await database.connect({ url: url.href });
  const lock = () => deleter.execute(deleter.dialect.lockRows(orders, sql`public.orders`, sql`t.id = fl_s.id`)!);
  expect(await deleter.missingPrivileges(orders, ['select', 'delete'])).toEqual(['update']);
  await expect(lock()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await run(owner, `grant update on orders to ${user}`);
  expect(await deleter.missingPrivileges(orders, ['select', 'delete'])).toEqual([]);
  await lock();
});
