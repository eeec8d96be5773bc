import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { benchFor, scenarioOf } from './workbench.ts';

// On DuckDB the name of a struct column wins over the alias of an outer query.
describe('a table whose columns are structs with short names', () => {
  let database: TestDatabase;
  const table = { schema: 'main', name: 'orders' };

  beforeAll(async () => {
    database = await testEngines.find(({ name }) => name === 'duckdb')!.createDatabase();
    const connection = await database.connect();
    const letters = ['s', 't', 'c', 'o', 'u', 'u1', 'l'].map((letter) => `${letter} struct(k1 int, id int, b1 int)`);
    await run(
      connection,
      `create table orders (id int primary key, ${letters.join(', ')}, note varchar)`,
      "insert into orders select n, {k1: n, id: n, b1: n}, null, null, null, null, null, null, 'note ' || n from range(100) as r(n)",
    );
    await connection.close();
  });
  afterAll(() => database.drop());

  it.each(['volume-drop', 'duplicate-row', 'null-spike'])('comes back after %s', async (anomaly) => {
    const bench = benchFor(database);
    const connection = await database.connect();
    const before = await checksum(connection, table);
    await connection.close();
    const column = anomaly === 'null-spike' ? ', column: note' : '';
    await bench.converge([
      scenarioOf(anomaly, `- {id: step, anomaly: ${anomaly}, table: orders${column}, during: all, volume: 50%}`),
    ]);
    const shop = await database.connect();
    await bench.rollback(shop, anomaly);
    expect(await checksum(shop, table)).toBe(before);
    await shop.close();
  });
});
