import { describe, expect, it } from 'vitest';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { checksum } from './checksum.ts';
import { loadFlights } from './data-sets.ts';
import { allTestEngines, missingEngines } from './engines.ts';

const lostDelays = scenarioOf(
  'lost-delays',
  '- {id: delays, anomaly: null-spike, table: flights, column: delay, during: all, volume: 10%}',
);

describe('the engines of this run', () => {
  it('are there, all that FAULTLINE_TEST_REQUIRE lists', () => {
    const required = missingEngines.filter((engine) => engine.isRequired);
    expect(required.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([]);
  });

  for (const { name, reason } of missingEngines) it.skip(`leave ${name} out: ${reason}`);
});

describe.each(allTestEngines)('a database of $name', (engine) => {
  it('belongs to the test alone, with a ledger of its own', async () => {
    const databases = [await engine.createDatabase(), await engine.createDatabase()];
    for (const database of databases) {
      const connection = await database.connect();
      expect(connection.server.ledgerSchema).toBe(database.ledgerSchema);
      await loadFlights(connection, 100);
      expect(await benchFor(database).converge([lostDelays])).toMatchObject([{ injected: [{ rows: 10 }] }]);
    }
    for (const database of databases) await database.drop();
  });

  it('is copied with its rows and with the runs that are active in it', async () => {
    const origin = await engine.createDatabase();
    const connection = await origin.connect();
    const flights = await loadFlights(connection, 100);
    const before = await checksum(connection, flights);
    await benchFor(origin).converge([lostDelays]);
    const during = await checksum(connection, flights);

    const copy = await origin.copy();
    const plan = await benchFor(copy).plan([lostDelays]);
    expect(plan.targets[0]!.actions).toMatchObject([{ action: 'keep', standing: { intact: 10, gone: 0 } }]);
    const there = await copy.connect();
    const copied = { ...flights, schema: there.server.defaultSchema };
    expect(await checksum(there, copied)).toBe(during);
    await benchFor(copy).rollback(there);
    expect(await checksum(there, copied)).toBe(before);
    expect(await checksum(await origin.connect(), flights)).toBe(during);
    await copy.drop();
    await origin.drop();
  });
});
