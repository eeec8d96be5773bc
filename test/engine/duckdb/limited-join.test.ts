import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  const duckdb = testEngines.find((engine) => engine.name === 'duckdb')!;
  database = await duckdb.createDatabase();
  connection = await database.connect();
  await run(
    connection,
    'create table orders (id bigint primary key, ordered_at timestamp)',
    `insert into orders select n, timestamp '2026-10-11' + to_hours(cast(n * 4 as bigint)) from range(240) as g (n)`,
  );
});
afterAll(() => database.drop());

it('rows that a limit chooses stay the same, whatever they are joined with', async () => {
  const chosen = `(select t.id as k1 from (select t.*, (t.id * 7919) % 1009 as draw from orders as t) as t order by t.draw, t.id limit 192)`;
  const statement = `select count(*) as remaining from orders as t
    where t.ordered_at >= timestamp '2026-11-17' and not exists (select 1 from ${chosen} as s where t.id = s.k1)`;
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const [row] = await rows(connection, statement);
    expect(Number(row!['remaining'])).toBe(4);
  }
});
