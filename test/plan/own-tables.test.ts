import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresDatabase, testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { parseTableName, writtenTable } from '../../src/plan/parse-table-name.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await engine.createDatabase();
    const connection = await database.connect();
    await run(
      connection,
      'create table orders (id int primary key, note varchar(20))',
      "insert into orders values (1, 'paid')",
    );
    await connection.close();
  });
  afterAll(() => database.drop());

  it("Faultline's own tables are no tables to break", async () => {
    const bench = benchFor(database);
    await bench.converge([
      scenarioOf('notes', '- {id: notes, anomaly: null-spike, table: orders, column: note, volume: 100%}'),
    ]);
    const evil = scenarioOf('evil', '- {id: evil, anomaly: volume-drop, table: faultline.runs, volume: 100%}');
    await expect(bench.plan([evil], { isComplete: false })).rejects.toMatchObject({
      problems: [{ code: 'PROTECTED_TABLE' }],
    });
  });
});

describe('on PostgreSQL', () => {
  it("the ledger's schema is not the default one, though it is called like the user; system tables are unknown", async () => {
    const database = await createPostgresDatabase();
    const connection = await database.connect();
    await run(connection, 'create schema faultline', 'create table public.orders (id int primary key)');
    const url = new URL(database.url);
    url.searchParams.set('options', '-c search_path=faultline,public');
    const found = await database.connect({ url: url.href, ledgerSchema: 'faultline' });
    expect(found.server.defaultSchema).toBe('public');
    const evil = scenarioOf('evil', '- {id: evil, anomaly: volume-drop, table: pg_catalog.pg_class}');
    await expect(benchFor(database).plan([evil])).rejects.toMatchObject({ problems: [{ code: 'UNKNOWN_TABLE' }] });
    await database.drop();
  });
});

it('the name of a table is written so that it is read back', () => {
  for (const table of [
    { schema: 'public', name: 'orders' },
    { schema: 'my.schema', name: 'Weird "Tab.le" %s äöü' },
  ]) {
    expect(parseTableName(writtenTable(table), 'public')).toEqual(table);
  }
});
