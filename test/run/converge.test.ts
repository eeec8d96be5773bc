import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns, releaseHolds } from '../../src/ledger/runs.ts';
import { dropOldSnapshots } from '../../src/run/drop-old-snapshots.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { loadShop } from './shop.ts';
import { benchFor, origin, scenarioOf, shop, type Bench } from './workbench.ts';

const emails = (volume: string, head = '') =>
  scenarioOf(
    'unknown-emails',
    `- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: ${volume}}`,
    head,
  );
const credits = scenarioOf(
  'strange-credits',
  '- {id: credits, anomaly: outlier, table: customers, column: credit, during: all, volume: 5 rows}',
);

describe.each(testEngines)('on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let customers: TableName;
  let original: string;

  beforeAll(async () => {
    template = await engine.createDatabase();
    const loader = await template.connect();
    ({ customers } = await loadShop(loader));
    original = await checksum(loader, customers);
  });
  beforeEach(async () => {
    database = await template.copy();
    connection = await database.connect();
    bench = benchFor(database);
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  const actionsOf = (plan: Plan) =>
    plan.targets.flatMap(({ actions }) =>
      actions.map(({ action, scenario, reason }) => `${action} ${scenario}: ${reason}`),
    );
  const states = async () =>
    (await readRuns(connection, connection.server.ledgerSchema)).map(
      (run) => `${run.scenario} ${run.state}${run.endReason === null ? '' : ` (${run.endReason})`}`,
    );
  const table = () => checksum(connection, customers);

  describe('apply', () => {
    it('twice is apply once', async () => {
      await bench.converge([emails('10 rows'), credits]);
      const once = await table();
      const plan = await bench.plan([emails('10 rows'), credits]);
      expect(actionsOf(plan)).toEqual(['keep strange-credits: unchanged', 'keep unknown-emails: unchanged']);
      expect(await bench.apply([emails('10 rows'), credits], plan)).toEqual([
        { target: 'shop', injected: [], undone: [] },
      ]);
      expect(await table()).toBe(once);
      expect(await states()).toHaveLength(2);
    });

    it('of nothing at all writes nothing, not even a ledger', async () => {
      await bench.converge([]);
      expect((await connection.listTables()).map(({ name }) => name.name)).toEqual(['customers', 'orders']);
    });

    it('replaces what a changed file made, as if it had always been so', async () => {
      await bench.converge([emails('20 rows')]);
      const direct = await table();
      await bench.rollback(connection);
      await bench.converge([emails('10 rows')]);
      const plan = await bench.plan([emails('20 rows')]);
      expect(actionsOf(plan)).toEqual(['replace unknown-emails: file changed']);
      const [target] = await bench.apply([emails('20 rows')], plan);
      expect(target).toMatchObject({ injected: [{ rows: 20 }], undone: [{ restored: 10 }] });
      expect(await table()).toBe(direct);
      expect(await states()).toEqual([
        'unknown-emails rolled back (manual)',
        'unknown-emails rolled back (changed)',
        'unknown-emails applied',
      ]);
    });

    it('takes back what a removed file made, and brings it back with the file', async () => {
      await bench.converge([emails('10 rows'), credits]);
      const plan = await bench.plan([credits]);
      expect(actionsOf(plan)).toContain('heal unknown-emails: file removed');
      await bench.apply([credits], plan);
      await bench.converge([]);
      expect(await table()).toBe(original);
      expect(actionsOf(await bench.plan([credits]))).toEqual(['inject strange-credits: file is back']);
    });

    it('does not bring back what was rolled back by hand, until it is resumed', async () => {
      await bench.converge([emails('10 rows')]);
      await bench.rollback(connection, 'unknown-emails');
      expect(actionsOf(await bench.plan([emails('10 rows')]))).toEqual(['hold unknown-emails: rolled back by hand']);
      await bench.converge([emails('10 rows')]);
      expect(await table()).toBe(original);
      expect(await releaseHolds(connection, connection.server.ledgerSchema, 'acme-dq', 'unknown-emails', 'shop')).toBe(
        1,
      );
      expect(actionsOf(await bench.plan([emails('10 rows')]))).toEqual(['inject unknown-emails: resumed']);
    });

    it('brings back what was rolled back by hand when its file has changed', async () => {
      await bench.converge([emails('10 rows')]);
      await bench.rollback(connection, 'unknown-emails');
      expect(actionsOf(await bench.plan([emails('11 rows')]))).toEqual(['inject unknown-emails: file changed']);
    });

    it('takes back what has expired once, and holds it', async () => {
      const passing = emails('10 rows', 'expires: 7 days');
      const start = new Date('2026-11-20T09:00:00Z');
      const at = (day: number) => ({ now: new Date(start.getTime() + day * 86_400_000) });
      await bench.apply([passing], await bench.plan([passing], at(-3)), { clock: () => start });
      expect(actionsOf(await bench.plan([passing], at(6)))).toEqual(['keep unknown-emails: unchanged']);
      const plan = await bench.plan([passing], at(7));
      expect(actionsOf(plan)).toEqual(['heal unknown-emails: expired']);
      await bench.apply([passing], plan);
      expect(await table()).toBe(original);
      expect(actionsOf(await bench.plan([passing], at(8)))).toEqual(['hold unknown-emails: expired']);
      expect(await states()).toEqual(['unknown-emails rolled back (expired)']);
    });

    it.each([
      ['another branch', { ref: 'feature' }, /branch main/],
      ['another repository', { repository: 'example.com/acme/other' }, /repository example.com\/acme\/dq/],
      ['another folder', { directory: 'elsewhere' }, /folder \./],
    ])('from %s heals and replaces nothing', async (_, elsewhere, reason) => {
      await bench.converge([emails('10 rows')]);
      const applied = await table();
      for (const scenarios of [[], [emails('20 rows')]]) {
        const plan = await bench.plan(scenarios, { origin: { ...origin, ...elsewhere } });
        expect(actionsOf(plan)).toEqual([expect.stringMatching(/^leave unknown-emails: /)]);
        expect(actionsOf(plan)[0]).toMatch(reason);
        await bench.apply(scenarios, plan);
      }
      expect(await table()).toBe(applied);
      const pruned = await bench.plan([], { origin: { ...origin, ...elsewhere }, prune: true });
      expect(actionsOf(pruned)).toEqual(['heal unknown-emails: file removed']);
    });

    it('of some paths heals nothing outside of them', async () => {
      await bench.converge([emails('10 rows'), credits]);
      expect(actionsOf(await bench.plan([credits], { isComplete: false }))).toEqual([
        'keep strange-credits: unchanged',
      ]);
      expect(actionsOf(await bench.plan([], { isComplete: false }))).toEqual([]);
    });

    it('of another project heals nothing', async () => {
      await bench.converge([emails('10 rows')]);
      const project = {
        name: 'other-dq',
        root: '/',
        targets: [shop],
        scenarios: [],
        keepSnapshots: { amount: 7, unit: 'day' as const },
      };
      expect(actionsOf(await bench.plan([], { project }))).toEqual([]);
    });
  });

  it('snapshots are kept for a while after the rollback, then dropped; the history stays', async () => {
    await bench.converge([emails('10 rows')]);
    await bench.rollback(connection);
    const snapshots = async () =>
      (await connection.listTables()).filter(({ name }) => name.name.startsWith('snapshot_'));
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    await dropOldSnapshots(
      connection,
      connection.server.ledgerSchema,
      'acme-dq',
      { amount: 7, unit: 'day' },
      inDays(6),
    );
    expect(await snapshots()).toHaveLength(1);
    await dropOldSnapshots(
      connection,
      connection.server.ledgerSchema,
      'acme-dq',
      { amount: 7, unit: 'day' },
      inDays(8),
    );
    expect(await snapshots()).toEqual([]);
    const [run] = await readRuns(connection, connection.server.ledgerSchema);
    expect(run).toMatchObject({ state: 'rolled back', rows: 10 });
    expect(run!.steps[0]!.snapshot).toBeUndefined();
    await bench.converge([credits]);
    await dropOldSnapshots(
      connection,
      connection.server.ledgerSchema,
      'acme-dq',
      { amount: 7, unit: 'day' },
      inDays(80),
    );
    expect(await snapshots()).toHaveLength(1);
  });
});
