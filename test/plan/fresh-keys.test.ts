import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows } from '../support/statements.ts';
import { createOrders } from './shop-orders.ts';

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  it('copies get no key of a row that another run has deleted and will bring back', async () => {
    const table = await createOrders(connection, 60);
    const before = await checksum(connection, table);
    const bench = benchFor(database);
    const stale = scenarioOf('stale', '- {id: s, anomaly: volume-drop, table: orders, during: all, where: id > 100}');
    const doubled = scenarioOf(
      'doubled',
      '- {id: s, anomaly: duplicate-row, table: orders, during: all, volume: 20 rows}',
    );
    await bench.converge([stale]);
    await bench.converge([stale, doubled]);
    expect(await freshIds()).toHaveLength(20);
    await bench.rollback(connection, 'stale');
    await bench.rollback(connection, 'doubled');
    expect(await checksum(connection, table)).toBe(before);
  });

  it('copies get no key of a row that an earlier step of the same scenario deletes', async () => {
    const table = await createOrders(connection, 60, 'returns');
    const before = await checksum(connection, table);
    const bench = benchFor(database);
    const both = scenarioOf(
      'both',
      '- {id: drop, anomaly: volume-drop, table: returns, during: all, where: id > 100}\n- {id: double, anomaly: duplicate-row, table: returns, during: all, volume: 100%}',
    );
    await bench.converge([both]);
    await bench.rollback(connection, 'both');
    expect(await checksum(connection, table)).toBe(before);
  });

  async function freshIds(): Promise<readonly unknown[]> {
    return (await rows(connection, 'select id from orders where id > 178')).map((row) => row['id']);
  }
});
