import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readRuns, releaseHolds } from '../../src/ledger/runs.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Target } from '../../src/model/project.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { benchFor, scenarioOf, shop, type Bench } from './workbench.ts';

const start = new Date('2026-11-20T09:00:00Z');
const day = (days: number) => new Date(start.getTime() + days * 86_400_000);
const lost = (head = '') =>
  scenarioOf('lost-notes', '- {id: s, anomaly: null-spike, table: orders, column: note, volume: 100%}', head);
const makeOrders = [
  'drop table if exists orders',
  "create table orders as select n as id, 'a note' as note from generate_series(1, 20) as g (n)",
];

describe.each(testEngines)('on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeAll(async () => {
    template = await engine.createDatabase();
    await execute(await template.connect(), ...makeOrders);
  });
  beforeEach(async () => {
    database = await template.copy();
    connection = await database.connect();
    bench = benchFor(database);
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  const actionsOf = (plan: Plan) => plan.targets[0]!.actions.map(({ action, reason }) => `${action}: ${reason}`);
  const runs = () => readRuns(connection, connection.server.ledgerSchema);

  it('a run lasts from when it is applied, not from when it was planned', async () => {
    const scenario = lost('expires: 7 days');
    const plan = await bench.plan([scenario], { now: day(-3) });
    const [applied] = await bench.apply([scenario], plan, { clock: () => start });
    expect(await runs()).toMatchObject([{ expiresAt: '2026-11-27T09:00:00.000000Z' }]);
    expect(applied!.injected).toMatchObject([{ state: 'applied', expiresAt: '2026-11-27T09:00:00.000000Z' }]);
  });

  it('what has expired stays held though its table went away, until it is resumed', async () => {
    const scenario = lost('expires: 7 days');
    await bench.apply([scenario], await bench.plan([scenario]), { clock: () => start });
    await execute(connection, 'drop table orders');
    const plan = await bench.plan([scenario], { now: day(7) });
    expect(plan.targets[0]!.actions).toMatchObject([{ action: 'heal', endReason: 'expired' }]);
    await bench.apply([scenario], plan);
    expect(await runs()).toMatchObject([{ state: 'healed', endReason: 'expired' }]);
    expect(actionsOf(await bench.plan([scenario], { now: day(8) }))).toEqual(['hold: expired']);
    expect(await releaseHolds(connection, connection.server.ledgerSchema, 'acme-dq', 'lost-notes', 'shop')).toBe(1);
    expect(await releaseHolds(connection, connection.server.ledgerSchema, 'acme-dq', 'lost-notes', 'shop')).toBe(0);
    await execute(connection, ...makeOrders);
    expect(actionsOf(await bench.plan([scenario], { now: day(8) }))).toEqual(['inject: resumed']);
  });

  it('a hold that a later run has outlived is nothing to resume', async () => {
    await bench.converge([lost()]);
    await bench.rollback(connection, 'lost-notes');
    const other = scenarioOf('lost-notes', '- {id: s, anomaly: null-spike, table: orders, column: note, volume: 50%}');
    await bench.converge([other]);
    expect(await releaseHolds(connection, connection.server.ledgerSchema, 'acme-dq', 'lost-notes', 'shop')).toBe(0);
  });

  it('a rollback in one target leaves the runs of others in the same database, but for one that has lost its target', async () => {
    const attic: Target = { ...shop, name: 'attic' };
    const project = { name: 'acme-dq', keepSnapshots: { amount: 7, unit: 'day' as const }, targets: [attic] };
    const scenario = { ...lost(), targets: ['attic'] };
    const planned = {
      project: { ...project, root: '/', scenarios: [] },
      targets: [attic],
    };
    await bench.apply([scenario], await bench.plan([scenario], planned), { project });
    const [applied] = await runs();
    const both = { name: 'shop', known: ['shop', 'attic'] };
    expect(await bench.rollback(connection, undefined, { target: both })).toEqual([]);
    await expect(bench.rollback(connection, 'lost-notes', { target: both })).rejects.toMatchObject({
      code: 'UNKNOWN_RUN',
    });
    await expect(bench.rollback(connection, applied!.id, { target: both })).rejects.toMatchObject({
      code: 'UNKNOWN_RUN',
    });
    expect(actionsOf(await bench.plan([]))).toEqual([
      `leave: target "attic" is no longer in faultline.yaml, roll it back with faultline rollback ${applied!.id}`,
    ]);
    const one = { name: 'shop', known: ['shop'] };
    expect(await bench.rollback(connection, undefined, { target: one })).toEqual([]);
    expect(await bench.rollback(connection, applied!.id, { target: one })).toHaveLength(1);
  });

  it('what is kept tells how its rows stand', async () => {
    await bench.converge([lost()]);
    await execute(connection, "update orders set note = 'found' where id <= 3", 'delete from orders where id = 20');
    expect((await bench.plan([lost()])).targets[0]!.actions).toMatchObject([
      { action: 'keep', standing: { intact: 16, restored: 0, conflicting: 3, gone: 1 } },
    ]);
  });
});
