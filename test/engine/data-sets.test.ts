import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { name, sql } from '../../src/sql/sql.ts';
import { checksum } from '../support/checksum.ts';
import { loadBirdstrikes, loadFlights } from '../support/data-sets.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';

describe.each(allTestEngines)('the real data sets on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let flights: TableName;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    flights = await loadFlights(connection, 20_001);
  });
  afterAll(() => database.drop());

  it.skipIf(engine.name === 'oracle')(
    'are the same birdstrikes on every engine, row by row (but on Oracle, whose dates have a time)',
    async () => {
      const birdstrikes = await loadBirdstrikes(connection);
      expect(await checksum(connection, birdstrikes)).toMatch(/: 10000 rows, 364055513813537590989$/);
    },
  );

  it('are as many flights as were asked for', async () => {
    expect(await checksum(connection, flights)).toMatch(/: 20001 rows, /);
  });

  it('have a checksum that sees one changed value and not the order of rows', async () => {
    const table = connection.dialect.table(flights);
    const before = await checksum(connection, flights);
    await connection.execute(sql`update ${table} set ${name('delay')} = ${name('delay')} + 1 where ${name('id')} = 7`);
    expect(await checksum(connection, flights)).not.toBe(before);
    await connection.execute(sql`update ${table} set ${name('delay')} = ${name('delay')} - 1 where ${name('id')} = 7`);
    expect(await checksum(connection, flights)).toBe(before);
  });
});
