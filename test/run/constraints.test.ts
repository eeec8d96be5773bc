import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { benchFor, scenarioOf } from './workbench.ts';

describe.each(testEngines)('a constraint on $name', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await engine.createDatabase();
    const connection = await database.connect();
    const numbers = engine.name === 'duckdb' ? 'range(1, 101) as r(n)' : 'generate_series(1, 100) as r(n)';
    await run(
      connection,
      'create table orders (id int primary key, amount int check (amount >= 0))',
      `insert into orders select n, n from ${numbers}`,
    );
    await connection.close();
  });
  afterAll(() => database.drop());

  it('that forbids a value is told at the step, and nothing is changed', async () => {
    const bench = benchFor(database);
    const connection = await database.connect();
    const table = { schema: connection.server.defaultSchema, name: 'orders' };
    const before = await checksum(connection, table);
    await connection.close();
    const scenario = scenarioOf(
      'cheap',
      '- {id: cheap, anomaly: outlier, table: orders, column: amount, with: {direction: down}, volume: 5%}',
    );
    await expect(bench.converge([scenario])).rejects.toMatchObject({
      code: 'CONSTRAINT_VIOLATION',
      message: expect.stringContaining('step "cheap"'),
      place: { file: 'scenarios/cheap.yaml' },
      hint: expect.any(String),
    });
    const after = await database.connect();
    expect(await checksum(after, table)).toBe(before);
    expect(await bench.rollback(after)).toEqual([]);
    await after.close();
  });
});
