import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { bindStep } from '../../src/plan/bind-step.ts';
import { tableSource } from '../../src/snapshot/row-source.ts';
import { candidatesOf, snapshotQuery } from '../../src/snapshot/snapshot-query.ts';
import { sql } from '../../src/sql/sql.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';

/** Customers 1 to 2000: the balance rises with the number, `scattered` does not, `visited_at` falls; 20 shops, two of them large. */
const count = 2000;
const scattered = (id: number) => (id * 7919) % 2003;
const shopOf = (id: number) => (id % 2 === 0 ? `large ${id % 4}` : `small ${Math.floor(id / 2) % 20}`);

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    const rows = Array.from({ length: count }, (_, index) => index + 1).map(
      (id) =>
        `(${id}, ${id % 10 === 0 ? 'null' : id}, ${scattered(id)}, '${shopOf(id)}', timestamp '2026-11-01' - ${id} * interval '1 minute', 'someone')`,
    );
    await run(
      connection,
      'create table customers (id integer primary key, balance integer, scattered integer, shop varchar(10), visited_at timestamp, email varchar(20))',
      `insert into customers values ${rows.join(', ')}`,
    );
  });
  afterAll(() => database.drop());

  it.each(['high', 'low'] as const)(
    'towards %s values means likelier, the more so the further the rank goes',
    async (end) => {
      for (const seed of ['1', '2', '3']) {
        const ids = await chosen(`select: {towards: ${end}, of: scattered}, volume: 10%`, seed);
        const ranks = ids.map((id) => (end === 'high' ? scattered(id) : 2003 - scattered(id)) / 2003);
        // With a weight that rises from 0 to 1 the mean rank of the chosen is 2/3, sd 0.24/√200.
        expect(mean(ranks)).toBeGreaterThan(0.6);
        expect(mean(ranks)).toBeLessThan(0.73);
        const fifths = [0, 0.2, 0.4, 0.6, 0.8].map(
          (from) => ranks.filter((rank) => rank >= from && rank < from + 0.2).length,
        );
        expect(fifths[4]!).toBeGreaterThan(fifths[2]!);
        expect(fifths[2]!).toBeGreaterThan(fifths[0]!);
        expect(fifths[0]!).toBeGreaterThan(0);
      }
    },
  );

  it('at random leans to neither side', async () => {
    for (const seed of ['1', '2', '3']) {
      const ids = await chosen('volume: 10%', seed);
      expect(Math.abs(mean(ids.map((id) => id / count)) - 0.5)).toBeLessThan(5 * (0.289 / Math.sqrt(200)));
      expect(Math.abs(mean(ids.map((id) => scattered(id) / 2003)) - 0.5)).toBeLessThan(5 * (0.289 / Math.sqrt(200)));
    }
  });

  it('rows without a value of the column come last on both sides', async () => {
    for (const end of ['high', 'low']) {
      const ids = await chosen(`select: {towards: ${end}, of: balance}, volume: 10%`, '7');
      expect(ids.filter((id) => id % 10 === 0).length, end).toBeLessThan(10);
    }
  });

  it('clustered takes whole runs of neighbours in time order, the last one in part', async () => {
    for (const seed of ['1', '2']) {
      const ids = await chosen('select: {clustered: 30}, volume: 100 rows', seed);
      // By time the customers stand from 2000 to 1: run 0 is 2000 … 1971.
      const runs = Map.groupBy(ids, (id) => Math.floor((count - id) / 30));
      expect(runs.size).toBe(4);
      const sizes = [...runs.values()].map((each) => each.length).toSorted((left, right) => left - right);
      expect(sizes).toEqual([10, 30, 30, 30]);
      const part = [...runs.values()].find((each) => each.length === 10)!.toSorted((left, right) => right - left);
      expect((count - part[0]!) % 30).toBe(0);
      expect(part).toEqual(part.map((_, index) => part[0]! - index));
    }
  });

  it('segment takes whole groups, the last one in part', async () => {
    for (const seed of ['1', '2', '3', '4']) {
      const ids = await chosen('select: {segment: shop}, volume: 330 rows', seed);
      const groups = Map.groupBy(ids, shopOf);
      const partial = [...groups].filter(([shop, members]) => members.length < (shop.startsWith('large') ? 500 : 50));
      expect(ids).toHaveLength(330);
      expect(partial.length).toBeLessThanOrEqual(1);
    }
  });

  it.each(['random', 'clustered', '{towards: high, of: scattered}', '{segment: shop}'])(
    '%s takes the same rows for the same seed, others for another seed or step',
    async (select) => {
      const keys = `select: ${select}, volume: 20%`;
      const ids = await chosen(keys, '7');
      expect(await chosen(keys, '7')).toEqual(ids);
      expect(await chosen(keys, '8')).not.toEqual(ids);
      expect(await chosen(keys, '7', 'other')).not.toEqual(ids);
      expect(new Set(ids).size).toBe(400);
    },
  );

  it('another volume takes the same rows and more', async () => {
    for (const select of ['random', '{towards: high, of: scattered}', '{clustered: 10}']) {
      const few = await chosen(`select: ${select}, volume: 5%`, '7');
      const many = new Set(await chosen(`select: ${select}, volume: 25%`, '7'));
      expect(
        few.every((id) => many.has(id)),
        select,
      ).toBe(true);
    }
  });

  it('rows do not depend on what other files stand beside', async () => {
    const alone = scenarioOf('alone', '- {id: s, anomaly: null-spike, table: customers, column: email, during: all}');
    const others = ['a-first', 'z-last'].map((name) =>
      scenarioOf(name, '- {id: s, anomaly: outlier, table: customers, column: balance, during: all}'),
    );
    const bench = benchFor(database);
    const [planned] = plannedSteps(await bench.plan([alone]));
    const beside = await bench.plan([others[0]!, alone, others[1]!]);
    const found = beside.targets[0]!.actions.find((action) => action.scenario === 'alone') as unknown as {
      steps: readonly unknown[];
    };
    expect(found.steps).toEqual([planned]);
  });

  it('a row keeps its draw when other rows come and go', async () => {
    const before = await chosen('where: "id <= 1000", volume: 100 rows', '7');
    const after = await chosen('where: "id <= 1000 and id % 3 > 0", volume: 100 rows', '7');
    const survivors = before.filter((id) => id % 3 > 0);
    expect(survivors.every((id) => after.includes(id))).toBe(true);
  });

  async function chosen(keys: string, seed: string, id = 's'): Promise<readonly number[]> {
    const during = keys.includes('during') ? '' : 'during: all, ';
    const scenario = scenarioOf(
      'selection',
      `- {id: ${id}, anomaly: null-spike, table: customers, column: email, ${during}${keys}}`,
      `seed: ${seed}`,
    );
    const [planned] = plannedSteps(await benchFor(database).plan([scenario]));
    return keysOf(scenario, planned!);
  }

  async function keysOf(
    scenario: Scenario,
    { frozen }: ReturnType<typeof plannedSteps>[number],
  ): Promise<readonly number[]> {
    const { dialect } = connection;
    const { bound, rows } = await bindStep(connection, catalog, scenario, 0, (table) => ({
      table,
      rows: tableSource(dialect, table),
    }));
    const compiled = { ...bound, frozen };
    const found = await connection.query(
      sql`select s.k1 from (${snapshotQuery(dialect, compiled, candidatesOf(dialect, compiled, rows), 'apply')}) as s order by s.k1`,
    );
    return found.map((row) => Number(row['k1']));
  }
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
