import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { plannedSteps } from '../plan/planned-steps.ts';
import { createOrders } from '../plan/shop-orders.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

describe.each(testEngines)('occurrences with volumes of their own on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    await createOrders(connection, 200);
    await run(connection, 'create table originals as select * from orders');
    await createOrders(connection, 0, 'no_orders');
  });
  beforeEach(() => bench.rollback(connection));
  afterAll(() => database.drop());

  /** What the steps leave in each third of the 40 days, oldest first; the rollback must leave what was there. */
  async function countedAfter(step: string, counted: string): Promise<readonly number[]> {
    const table = { schema: connection.server.defaultSchema, name: 'orders' };
    const before = await checksum(connection, table);
    const window = 'table: orders, during: {column: ordered_at, from: 2026-10-11, to: 2026-11-22}, frequency: 14 days';
    await bench.converge([scenarioOf('thirds', `- {id: s, ${step}, ${window}}`)]);
    const third =
      "case when o.ordered_at < timestamp '2026-10-25' then 1 when o.ordered_at < timestamp '2026-11-08' then 2 else 3 end";
    const found = await rows(
      connection,
      `select third, count(*) as present, count(case when ${counted} then 1 end) as struck
       from (select o.*, ${third} as third from orders o where o.ordered_at is not null) o
         left join originals b on b.id = o.id
       group by third order by third`,
    );
    await bench.rollback(connection);
    expect(await checksum(connection, table)).toBe(before);
    return found.map((row) => Number(row['struck']));
  }

  /** Orders in each of the thirds. */
  async function presentRows(): Promise<readonly number[]> {
    const found = await rows(
      connection,
      `select count(case when ordered_at < timestamp '2026-10-25' then 1 end) as first,
         count(case when ordered_at >= timestamp '2026-10-25' and ordered_at < timestamp '2026-11-08' then 1 end) as second,
         count(case when ordered_at >= timestamp '2026-11-08' then 1 end) as third from originals`,
    );
    return ['first', 'second', 'third'].map((title) => Number(found[0]![title]));
  }

  it('a value is repeated by as many rows of each as its volume says, from rows of the same one that keep theirs', async () => {
    await run(connection, "update orders set phone = 'p-' || id", "update originals set phone = 'p-' || id");
    const present = await presentRows();
    const repeated = await countedAfter(
      'anomaly: duplicate-value, column: phone, volume: [10%, 4 rows, 100%]',
      `o.phone <> b.phone and exists (select 1 from orders s where s.phone = o.phone and s.id <> o.id
         and 'p-' || s.id = s.phone and case when s.ordered_at < timestamp '2026-10-25' then 1 when s.ordered_at < timestamp '2026-11-08' then 2 else 3 end = o.third)`,
    );
    expect(repeated).toEqual([Math.round(present[0]! / 10), 4, Math.floor(present[2]! / 2)]);
  });

  it('rows are multiplied by the amplitude in each, as many of them as its volume says', async () => {
    const copied = await countedAfter(
      'anomaly: volume-spike, amplitude: 3, volume: [5 rows, 0%, 2 rows]',
      'b.id is null',
    );
    expect(copied).toEqual([10, 0, 4]);
  });

  it.each([
    'anomaly: null-spike, column: status, frequency: 1 day, volume: [10%, 20%]',
    'anomaly: duplicate-value, column: status, frequency: 1 day, volume: [10%, 20%]',
    'anomaly: mix-shift, column: status',
    'anomaly: metric-spike, measure: {aggregate: count}',
  ])('a table without rows has none: %s', async (step) => {
    const [planned] = plannedSteps(await bench.plan([scenarioOf('none', `- {id: s, table: no_orders, ${step}}`)]));
    expect(planned).toMatchObject({ frozen: { eligible: 0, rows: 0 } });
  });

  it.each(['anomaly: mix-shift, column: status', 'anomaly: level-shift, measure: {aggregate: count}'])(
    'what strikes by bucket strikes each of all: %s',
    async (step) => {
      const scenario = scenarioOf('all', `- {id: s, table: orders, during: all, ${step}}`);
      const [planned] = plannedSteps(await bench.plan([scenario]));
      expect(planned!.frozen.windows).toHaveLength(40);
      expect(planned!.frozen.rows).toBeGreaterThan(0);
    },
  );
});
