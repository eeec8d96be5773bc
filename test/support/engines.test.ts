import { describe, expect, it } from 'vitest';
import { allTestEngines, missingEngines } from './engines.ts';

describe('the engines of this run', () => {
  it('are there, all that FAULTLINE_TEST_REQUIRE lists', () => {
    const required = missingEngines.filter((engine) => engine.isRequired);
    expect(required.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([]);
  });

  it.each(allTestEngines)('give $name databases of their own', async (engine) => {
    const database = await engine.createDatabase();
    const connection = await database.connect();
    expect(connection.server.ledgerSchema).toBe(database.ledgerSchema);
    expect(await connection.listTables()).toEqual([]);
    await database.drop();
  });

  for (const { name, reason } of missingEngines) it.skip(`leave ${name} out: ${reason}`);
});
