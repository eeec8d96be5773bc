import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { hasCode } from '../../src/model/errors.ts';
import type { PlannedStep } from '../../src/model/plan.ts';
import type { TableName } from '../../src/model/table.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { randomSteps } from './random-steps.ts';
import { createOrders } from './shop-orders.ts';

const now = new Date('2026-11-20T09:00:00Z');
const runs = Number(process.env['FAULTLINE_TEST_RUNS'] ?? 4);

const steps = {
  update: 'anomaly: outlier, table: orders, column: amount, during: all, volume: 40%',
  insert: 'anomaly: duplicate-row, table: orders, during: all, volume: 40%',
  delete: 'anomaly: volume-drop, table: orders, during: all, volume: 40%',
  'several on one cell':
    'anomaly: null-spike, table: orders, column: status, during: all, volume: 40%}\n- {id: t, anomaly: typo, table: orders, column: status, during: all, volume: 40%}\n- {id: u, anomaly: category-swap, table: orders, column: status, during: all',
} as const;
type Kind = keyof typeof steps;
const kinds = Object.keys(steps) as Kind[];

describe.each(testEngines)('on $name the plan of a changed file', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let table: TableName;
  let before: string;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    table = await createOrders(connection, 80);
    before = await checksum(connection, table);
  });
  afterAll(() => database.drop());

  describe.each(kinds)('that was an %s', (from) => {
    it.each(['update', 'delete'] as const)('and becomes an %s is the plan for the table as it was', async (to) => {
      await compareReplacement(`- {id: s, ${steps[from]}}`, `- {id: s, ${steps[to]}, select: clustered}`);
    });
  });

  it('is the plan for the table as it was, whatever the file said and says', async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps('orders'), randomSteps('orders'), async (from, to) => compareReplacement(from, to)),
      { numRuns: runs },
    );
  }, 900_000);

  it('renames from the first name to another, not from the second', async () => {
    await run(connection, 'drop table if exists plain_orders', 'create table plain_orders as select * from orders');
    const plain = { ...table, name: 'plain_orders' };
    const untouched = await checksum(connection, plain);
    const renamed = (to: string) =>
      scenarioOf(
        'renamed',
        `- {id: s, anomaly: column-renamed, table: plain_orders, column: amount, with: {to: ${to}}}`,
      );
    await bench.converge([renamed('total')]);
    const plan = await bench.plan([renamed('sum')]);
    expect(plan.targets[0]!.actions[0]).toMatchObject({
      action: 'replace',
      steps: [{ column: 'amount', alteration: { from: 'amount', to: 'sum' } }],
    });
    await bench.apply([renamed('sum')], plan);
    expect((await connection.describeTable(plain))!.columns.map((each) => each.name)).toContain('sum');
    await bench.rollback(connection, 'renamed');
    expect(await checksum(connection, plain)).toBe(untouched);
  });

  it('finds the rows of a column by its first name where the file renamed it and now changes it, and the other way round', async () => {
    await run(connection, 'drop table if exists plain_orders', 'create table plain_orders as select * from orders');
    const plain = { ...table, name: 'plain_orders' };
    const untouched = await checksum(connection, plain);
    const renamed = scenarioOf(
      'renamed-first',
      '- {id: s, anomaly: column-renamed, table: plain_orders, column: amount}',
    );
    const changed = scenarioOf(
      'renamed-first',
      '- {id: s, anomaly: outlier, table: plain_orders, column: amount, during: all, where: amount > 10}\n- {id: t, anomaly: volume-drop, table: plain_orders, during: all, volume: 20%}',
    );
    for (const [first, second] of [
      [renamed, changed],
      [changed, renamed],
    ] as const) {
      await bench.converge([first]);
      await bench.converge([second]);
      await bench.rollback(connection, 'renamed-first');
      expect(await checksum(connection, plain)).toBe(untouched);
      await run(connection, 'drop schema faultline cascade');
    }
  });

  /** Plans and applies one file, then the other under the same name, and compares its plan with that for the table as it was. */
  async function compareReplacement(from: string, to: string): Promise<void> {
    await run(connection, 'drop schema if exists faultline cascade');
    const old = scenarioOf('changing', from);
    const changed = scenarioOf('changing', to);
    fc.pre(old.fingerprint !== changed.fingerprint);
    const refused = (error: unknown) => {
      if (!hasCode(error, 'UNSUITABLE_COLUMN', 'VALUE_OUT_OF_RANGE', 'INVALID_VALUE')) throw error;
    };
    const fresh = await bench.plan([changed], { now }).then(plannedSteps, refused);
    const first = await bench.plan([old], { now }).catch(refused);
    fc.pre(fresh !== undefined && first !== undefined);
    await bench.apply([old], first!);
    try {
      const plan = await bench.plan([changed], { now });
      expect(plan.targets[0]!.actions[0]!.action).toBe('replace');
      expect(plannedSteps(plan).map(comparable)).toEqual(fresh!.map(comparable));
      await bench.apply([changed], plan);
    } finally {
      await bench.rollback(connection, 'changing');
    }
    expect(await checksum(connection, table)).toBe(before);
  }
});

/** Floats are summed in another order. */
function comparable({ metrics, series, ...step }: PlannedStep): unknown {
  const near = (value: unknown) =>
    typeof value === 'string' && /^-?\d+\.\d+$/u.test(value) ? Number(value).toPrecision(9) : value;
  const rounded = (figures: object) =>
    Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, near(value)]));
  const both = (pair: { before: object; after: object }) => ({
    before: rounded(pair.before),
    after: rounded(pair.after),
  });
  return {
    ...step,
    metrics: metrics && { table: both(metrics.table), window: both(metrics.window) },
    buckets: series?.points.length,
  };
}
