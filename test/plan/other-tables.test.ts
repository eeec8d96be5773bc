import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';

describe.each(testEngines)('on $name the plan of a step and other tables', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
  });
  afterEach(() => database.drop());

  it('tells tables apart whose full names read the same', async () => {
    await run(connection, 'create schema "shop.eu"', 'create schema "shop"');
    const orders = "select n as id, 'paid' as status from generate_series(1, 20) as g (n)";
    await run(
      connection,
      `create table "shop.eu"."orders" as ${orders}`,
      `create table "shop"."eu.orders" as ${orders}`,
    );
    const spike = scenarioOf(
      'spike',
      `- {id: s, anomaly: null-spike, table: '"shop.eu".orders', column: status, volume: 100%}`,
    );
    const drop = scenarioOf('drop', `- {id: s, anomaly: volume-drop, table: 'shop."eu.orders"', volume: 50%}`);
    await bench.converge([spike]);
    expect(plannedSteps(await bench.plan([spike, drop]))).toMatchObject([{ frozen: { rows: 10 } }]);
    await bench.converge([spike, drop]);
    await bench.rollback(connection);
  });
});
