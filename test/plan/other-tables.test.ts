import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { loadShop } from '../run/shop.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { refusalOf } from './refusal.ts';

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

  describe('that takes customers without orders', () => {
    const gone = (name: string, table: string, volume = '100%') =>
      scenarioOf(name, `- {id: s, anomaly: volume-drop, table: ${table}, during: all, volume: ${volume}}`);

    beforeEach(async () => {
      await loadShop(connection);
    });

    it('sees the orders that an earlier step takes', async () => {
      const scenario = scenarioOf(
        'emptied',
        '- {id: orders, anomaly: volume-drop, table: orders, during: all, volume: 100%}\n- {id: customers, anomaly: volume-drop, table: customers, during: all, volume: 100%}',
      );
      if (!connection.dialect.deletesParentsWithChildren) {
        expect(await refusalOf(() => bench.plan([scenario]))).toMatchObject({
          code: 'UNSUPPORTED',
          place: scenario.placeOf(['steps', 1]),
          message: expect.stringContaining('would delete 20 rows to which') as unknown,
        });
        return;
      }
      const plan = await bench.plan([scenario]);
      expect(plannedSteps(plan)).toMatchObject([{ frozen: { rows: 80 } }, { frozen: { rows: 40 }, referenced: 0 }]);
      await bench.apply([scenario], plan);
      await bench.rollback(connection);
    });

    it('warns where it asks `where` about a table that an earlier step changes', async () => {
      const step = (where: string) =>
        scenarioOf(
          'asking',
          `- {id: a, anomaly: null-spike, table: customers, column: credit, during: all}\n- {id: b, anomaly: outlier, table: orders, column: total, during: all, where: "${where}"}`,
        );
      const warningsFor = async (where: string) => plannedSteps(await bench.plan([step(where)]))[1]!.warnings;
      expect(await warningsFor('customer_id in (select id from Customers where credit > 0)')).toEqual([
        '`where` of "b" may read customers, which an earlier step or a rollback of this apply changes: apply may find the plan stale',
      ]);
      expect(await warningsFor('customer_id > 0')).toEqual([]);
    });

    it('sees copies of orders whose originals are taken', async () => {
      const copies = scenarioOf('a', '- {id: s, anomaly: duplicate-row, table: orders, during: all, volume: 100%}');
      const plan = await bench.plan([copies, gone('b', 'orders'), gone('c', 'customers')]);
      expect(plannedSteps(plan)).toMatchObject([{}, {}, { frozen: { rows: 20 }, referenced: 20 }]);
    });

    it('sees the orders that a rollback brings back first', async () => {
      await bench.converge([gone('orders-gone', 'orders')]);
      const customers = gone('customers-gone', 'customers');
      const plan = await bench.plan([customers]);
      expect(plan.targets[0]!.actions.map(({ action }) => action)).toEqual(['inject', 'heal']);
      expect(plannedSteps(plan)).toMatchObject([{ frozen: { rows: 20 }, referenced: 20 }]);
      await bench.apply([customers], plan);
      await bench.rollback(connection);
    });
  });
});
