import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { planJson } from '../../src/output/plan-json.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
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

  const states = async () =>
    (await readRuns(connection, connection.server.ledgerSchema)).map(
      (run) => `${run.scenario} ${run.state}${run.endReason === null ? '' : ` (${run.endReason})`}`,
    );
  const table = () => checksum(connection, customers);

  describe('a saved plan', () => {
    const saved = (plan: Plan, showValues = false) => JSON.parse(planJson(plan, { showValues })) as Plan;

    it.each([false, true])('is applied after a round trip through JSON (values shown: %s)', async (showValues) => {
      await bench.apply(
        [emails('10 rows'), credits],
        saved(await bench.plan([emails('10 rows'), credits]), showValues),
      );
      expect(await states()).toEqual(['strange-credits applied', 'unknown-emails applied']);
      await bench.rollback(connection);
      expect(await table()).toBe(original);
    });

    it('leaves in the ledger whose branch it was planned for, and which commit and workflow applied it', async () => {
      const plan = saved(await bench.plan([emails('10 rows')]));
      const workflow = 'https://github.example/acme/dq/actions/runs/7';
      await bench.apply([emails('10 rows')], plan, { origin: { commit: 'f00d', workflow } });
      const [applied] = await readRuns(connection, connection.server.ledgerSchema);
      expect(applied!.origin).toEqual({
        repository: 'example.com/acme/dq',
        ref: 'main',
        directory: '.',
        commit: 'f00d',
        workflow,
      });
    });

    it('is refused where its files say by now that nothing is to be done, or for another time', async () => {
      const refused = async (planned: Scenario, then: Scenario, message: RegExp, now = new Date()) => {
        const plan = saved(await bench.plan([planned], { now }));
        await expect(bench.apply([then], plan, { clock: () => now })).rejects.toMatchObject({
          code: 'STALE_PLAN',
          message: expect.stringMatching(message),
        });
      };
      const lasting = emails('10 rows');
      await refused(
        lasting,
        emails('10 rows', 'suspend: {reason: month end}'),
        /waits by now \(suspended: month end\)/u,
      );
      await refused(lasting, emails('10 rows', 'schedule: {cron: "@yearly", keep: 1 minute}'), /waits by now/u);
      await refused(lasting, emails('10 rows', 'expires: 1 day'), /end at another time/u);
      await refused(emails('10 rows', 'expires: 1 day'), emails('10 rows', 'expires: 1 year'), /end at another time/u);
      expect(await table()).toBe(original);

      await bench.converge([emails('10 rows', 'expires: 1 day')]);
      const later = new Date(Date.now() + 2 * 86_400_000);
      await refused(emails('10 rows', 'expires: 1 day'), emails('10 rows', 'expires: 1 year'), /stays by now/u, later);
      await refused(emails('10 rows', 'suspend: {reason: month end}'), lasting, /stays by now/u);
      expect(await states()).toEqual(['unknown-emails applied']);
    });

    it('is applied on no other branch than the one that it was made for', async () => {
      const plan = saved(await bench.plan([emails('10 rows')]));
      await expect(bench.apply([emails('10 rows')], plan, { origin: { ref: 'late-orders' } })).rejects.toMatchObject({
        code: 'STALE_PLAN',
        exitCode: 4,
        message: 'the plan was made for main, this is late-orders',
        hint: expect.stringContaining('--base late-orders'),
      });
      expect(await table()).toBe(original);
      await bench.apply([emails('10 rows')], plan, { origin: { ref: 'main', commit: 'f00d' } });
      expect(await states()).toEqual(['unknown-emails applied']);
    });

    it.each([
      ['', 'main', 'main'],
      ['main', undefined, 'main'],
      ['', undefined, ''],
    ])('made for branch "%s" is applied on "%s" and then is a run of "%s"', async (planned, applying, recorded) => {
      const plan = saved(await bench.plan([emails('10 rows')], { origin: { ...origin, ref: planned } }));
      await bench.apply([emails('10 rows')], plan, { origin: applying === undefined ? {} : { ref: applying } });
      const [run] = await readRuns(connection, connection.server.ledgerSchema);
      expect(run!.origin.ref).toBe(recorded);
    });

    it('that was edited is refused', async () => {
      const plan = await bench.plan([emails('10 rows')]);
      const edited = JSON.parse(JSON.stringify(plan).replace('"rows":10', '"rows":40')) as Plan;
      await expect(bench.apply([emails('10 rows')], edited)).rejects.toMatchObject({
        code: 'INVALID_PLAN',
        exitCode: 3,
      });
      const project = { name: 'other-dq', keepSnapshots: { amount: 7, unit: 'day' as const }, targets: [shop] };
      await expect(bench.apply([emails('10 rows')], plan, { project })).rejects.toMatchObject({ code: 'INVALID_PLAN' });
      expect(await table()).toBe(original);
    });

    async function staleAfter(
      change: () => Promise<unknown>,
      message: RegExp,
      scenario: Scenario = emails('25%'),
      then: Scenario = scenario,
    ): Promise<void> {
      const plan = saved(await bench.plan([scenario], { isComplete: false }));
      await change();
      const before = await table();
      await expect(bench.apply([then], plan)).rejects.toMatchObject({
        code: 'STALE_PLAN',
        exitCode: 4,
        message: expect.stringMatching(message),
      });
      expect(await table()).toBe(before);
      expect(
        (await readRuns(connection, connection.server.ledgerSchema).catch(() => [])).filter(
          (run) => run.state === 'prepared',
        ),
      ).toEqual([]);
    }

    it('is stale when its scenario has changed', () =>
      staleAfter(
        async () => {},
        /scenarios\/unknown-emails\.yaml .* changed since the plan was made/,
        emails('25%'),
        emails('30%'),
      ));

    it('is stale when a column was added', () =>
      staleAfter(
        () => execute(connection, 'alter table orders add column note varchar(9)'),
        /public\.orders|main\.orders/,
        scenarioOf('lost', '- {id: lost, anomaly: volume-drop, table: orders, during: all}'),
      ));

    it('is stale when its table is gone', () =>
      staleAfter(
        () => execute(connection, 'drop table orders'),
        /orders is gone/,
        scenarioOf('lost', '- {id: lost, anomaly: volume-drop, table: orders, during: all}'),
      ));

    it('is stale when rows came, and says how many were eligible', () =>
      staleAfter(
        () =>
          execute(
            connection,
            `insert into customers (email, country) select 'new@example.com', 'DE' from generate_series(1, 40) as g (n)`,
          ),
        /step "emails" on \w+\.customers .*: 40 eligible rows when planned, 80 now; 10 rows when planned, 20 rows now/,
      ));

    it('is stale when a chosen row has another value', async () => {
      const plan = await bench.plan([emails('25%')]);
      const [action] = plan.targets[0]!.actions;
      const key = action?.action === 'inject' ? action.steps[0]!.samples[0]!.key[0] : '';
      await staleAfter(
        () => execute(connection, `update customers set email = 'theirs@example.com' where id = ${key}`),
        /other ones, or with other values/,
      );
    });

    it('is stale when the figures have changed that values are made of', () =>
      staleAfter(() => execute(connection, 'update customers set credit = credit * 2'), /: \w+ differs/, credits));

    it('is stale when its scenario has been applied since', () =>
      staleAfter(() => bench.converge([emails('25%')]), /run \w{8} is active by now/));

    it('is stale when its scenario has been applied and rolled back by hand since', () =>
      staleAfter(async () => {
        await bench.converge([emails('25%')]);
        await bench.rollback(connection, 'unknown-emails');
      }, /on hold by now \(rolled back by hand\)/));

    it('is stale when another run has changed the same rows since', () =>
      staleAfter(
        () =>
          bench.converge([
            scenarioOf(
              'typos',
              '- {id: typos, anomaly: typo, table: customers, column: email, during: all, volume: 100%}',
            ),
          ]),
        /step "emails"/,
      ));

    it('that heals is stale when the run has been taken back since', async () => {
      await bench.converge([emails('25%')]);
      const plan = await bench.plan([]);
      await bench.rollback(connection);
      await expect(bench.apply([], plan)).rejects.toMatchObject({
        code: 'STALE_PLAN',
        message: expect.stringContaining('no longer active'),
      });
    });

    it('that heals is stale when the file is back', async () => {
      await bench.converge([emails('25%')]);
      const plan = await bench.plan([]);
      await expect(bench.apply([emails('25%')], plan)).rejects.toMatchObject({
        code: 'STALE_PLAN',
        message: expect.stringContaining('is back'),
      });
    });
  });
});
