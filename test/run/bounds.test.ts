import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Target } from '../../src/model/project.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { savedPlanJson } from '../../src/output/plan-json.ts';
import type { ApplyRequest } from '../../src/run/apply-plan.ts';
import type { RunEvent } from '../../src/run/events.ts';
import { isWithinBounds, outsideBounds } from '../../src/run/outside-bounds.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { sql } from '../../src/sql/sql.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { interleaved } from './interleaved.ts';
import { loadShop } from './shop.ts';
import { benchFor, scenarioOf, shop, type Bench } from './workbench.ts';

const emails = (volume: string, head = '') =>
  scenarioOf(
    'unknown-emails',
    `- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: ${volume}}`,
    head,
  );
const tenEmails = scenarioOf(
  'ten-emails',
  '- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 10 rows}',
);
const credits = scenarioOf(
  'strange-credits',
  '- {id: credits, anomaly: outlier, table: customers, column: credit, during: all, volume: 5 rows}',
);

describe.each(testEngines)('approval: bounds on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let customers: TableName;

  beforeAll(async () => {
    template = await engine.createDatabase();
    ({ customers } = await loadShop(await template.connect()));
  });
  beforeEach(async () => {
    database = await template.copy();
    connection = await database.connect();
    bench = benchFor(database);
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  const living: Target = { ...shop, approval: 'bounds' };
  const saved = async (scenarios: readonly Scenario[], target = living, now = new Date()) =>
    JSON.parse(savedPlanJson(await bench.plan(scenarios, { targets: [target], now }))) as Plan;
  const applySaved = (
    scenarios: readonly Scenario[],
    plan: Plan,
    target: Target = living,
    options: Partial<ApplyRequest> = {},
  ) =>
    bench.apply(scenarios, plan, {
      isSaved: true,
      project: { name: 'acme-dq', keepSnapshots: { amount: 7, unit: 'day' }, targets: [target] },
      ...options,
    });
  const arrive = (count: number) =>
    execute(
      connection,
      `insert into customers (email, country, credit, joined)
        select 'new' || cast(n as varchar(3)) || '@example.com', 'FR', 7, date '2026-05-01' from generate_series(1, ${count}) as g (n)`,
    );
  const leave = (count: number) =>
    execute(
      connection,
      `delete from customers where id in (select id from customers where id % 2 = 1 order by id limit ${count})`,
    );
  const table = () => checksum(connection, customers);
  const applied = () => readRuns(connection, connection.server.ledgerSchema, { state: 'applied' });
  const prepared = async () =>
    (await readRuns(connection, connection.server.ledgerSchema).catch(() => [])).filter(
      (run) => run.state === 'prepared',
    );

  async function staleAfter(
    change: () => Promise<unknown>,
    expected: object,
    scenarios: readonly Scenario[] = [emails('25%')],
    then: readonly Scenario[] = scenarios,
    target: Target = living,
  ): Promise<void> {
    const plan = await saved(scenarios);
    await change();
    const before = await table();
    await expect(applySaved(then, plan, target)).rejects.toMatchObject(expected);
    expect(await table()).toBe(before);
    expect(await prepared()).toEqual([]);
  }

  it('applies a saved plan to the rows that arrived since, and tells both counts', async () => {
    const plan = await saved([emails('25%')]);
    await arrive(8);
    const before = await table();
    const events: RunEvent[] = [];
    const [outcome] = await applySaved([emails('25%')], plan, living, {
      observe: (event) => events.push(event),
    });
    expect(outcome!.approvedRows).toEqual([{ scenario: 'unknown-emails', step: 'emails', approved: 10, rows: 12 }]);
    expect(events[0]).toMatchObject({
      event: 'replanned',
      target: 'shop',
      scenario: 'unknown-emails',
      step: 'emails',
      approved: 10,
      rows: 12,
    });
    const [run] = await applied();
    expect(run).toMatchObject({ rows: 12, planDigest: plan.digest, now: plan.now });
    const labelled: number[] = [];
    for await (const { key } of readLabels(connection, run!)) labelled.push(Number(key));
    const nulls = await connection.query(sql`select id from customers where email is null`);
    expect(new Set(labelled)).toEqual(new Set(nulls.map(({ id }) => Number(id))));
    expect(labelled).toHaveLength(12);
    await bench.rollback(connection);
    expect(await table()).toBe(before);
  });

  it('refuses a plan whose rows are no longer within 20 % of those approved', async () => {
    await staleAfter(() => leave(12), {
      code: 'STALE_PLAN',
      exitCode: 4,
      message: expect.stringContaining(
        'scenario "unknown-emails": step "emails": 10 rows when approved, 7 now: more than 20 % apart; nothing was changed',
      ),
    });
  });

  it('refuses a plan whose table has another column by now', async () => {
    await staleAfter(() => execute(connection, 'alter table customers add column phone varchar(20)'), {
      code: 'STALE_PLAN',
      message: expect.stringMatching(/step "emails": the columns, types or keys of \w+\.customers changed/),
    });
  });

  it('refuses a plan whose table is gone', async () => {
    const plan = await saved([credits]);
    await execute(connection, 'drop table orders', 'drop table customers');
    await expect(applySaved([credits], plan)).rejects.toMatchObject({
      code: 'STALE_PLAN',
      message: expect.stringMatching(/customers/),
    });
  });

  it('refuses what has grown beyond the limits', async () => {
    await staleAfter(() => arrive(8), { code: 'LIMIT_EXCEEDED', exitCode: 3 }, [emails('25%', 'limits: {rows: 11}')]);
    await staleAfter(() => arrive(1), { code: 'PROTECTED_TABLE' }, undefined, undefined, {
      ...living,
      protect: ['*.customers'],
    });
  });

  it('refuses a plan whose file has changed', async () => {
    await staleAfter(() => arrive(4), { code: 'STALE_PLAN' }, [emails('25%')], [emails('26%')]);
  });

  it('refuses a plan of a scenario that is active by now, or on hold', async () => {
    await staleAfter(
      () => bench.converge([credits], { isComplete: false }),
      {
        code: 'STALE_PLAN',
        message: expect.stringMatching(/scenario "strange-credits" .*: run \w+ is active by now; nothing was changed/u),
      },
      [emails('25%'), credits],
    );
    await bench.rollback(connection);
    await staleAfter(
      async () => {
        await bench.converge([emails('25%')]);
        await bench.rollback(connection);
      },
      { code: 'STALE_PLAN', message: expect.stringContaining('it is on hold by now (rolled back by hand)') },
    );
  });

  it('does nothing about a scenario that the plan does not have', async () => {
    const plan = await saved([emails('25%')]);
    await arrive(4);
    await applySaved([emails('25%'), credits], plan);
    expect((await applied()).map(({ scenario }) => scenario)).toEqual(['unknown-emails']);
  });

  it('takes as many rows as approved where the volume is a count', async () => {
    const plan = await saved([emails('10 rows')]);
    await arrive(40);
    const [outcome] = await applySaved([emails('10 rows')], plan);
    expect(outcome!.approvedRows).toMatchObject([{ approved: 10, rows: 10 }]);
    await bench.rollback(connection);
    await staleAfter(
      () => execute(connection, 'update customers set email = null where id > 9'),
      { code: 'STALE_PLAN', message: expect.stringContaining('10 rows when approved, 9 now') },
      [tenEmails],
    );
  });

  it('heals and replaces as approved, whatever arrived', async () => {
    await bench.converge([emails('25%'), credits]);
    const plan = await saved([emails('50%')]);
    await arrive(4);
    const [outcome] = await applySaved([emails('50%')], plan);
    expect(outcome).toMatchObject({
      approvedRows: [{ approved: 20, rows: 22 }],
      injected: [{ scenario: 'unknown-emails' }],
    });
    expect(outcome!.undone.map(({ scenario }) => scenario).toSorted()).toEqual(['strange-credits', 'unknown-emails']);
  });

  it('is tried again where rows arrive after the target was planned anew', async () => {
    const plan = await saved([emails('25%')]);
    const { observe, through, events } = interleaved({
      replanned: async (time) => (time === 1 ? arrive(4) : undefined),
    });
    const [outcome] = await applySaved([emails('25%')], plan, living, {
      observe,
      open: async () => through(await database.connect()),
    });
    expect(outcome!.approvedRows).toMatchObject([{ approved: 10, rows: 11 }]);
    expect(outcome!.injected).toMatchObject([{ rows: 11 }]);
    expect(events.filter((event) => event === 'replanned')).toHaveLength(2);
  });

  it('says once of a slot that is over that it is, and plans nothing anew for it', async () => {
    const scheduled = emails('25%', 'schedule: {cron: "0 6 * * *", keep: 2 hours}');
    const plan = await saved([scheduled], living, new Date('2026-11-20T06:30:00Z'));
    const events: string[] = [];
    const late = {
      clock: () => new Date('2026-11-20T09:00:00Z'),
      observe: ({ event }: RunEvent) => events.push(event),
    };
    await expect(applySaved([scheduled], plan, living, late)).rejects.toMatchObject({
      code: 'STALE_PLAN',
      message: expect.stringMatching(/slot of .* is over .*; nothing was changed$/u),
    });
    expect(events).toEqual([]);
  });

  it('says of a plan that was applied already that it was, under either approval', async () => {
    const plan = await saved([emails('25%')]);
    await applySaved([emails('25%')], plan);
    const [run] = await applied();
    for (const target of [living, shop])
      await expect(applySaved([emails('25%')], plan, target)).rejects.toMatchObject({
        code: 'STALE_PLAN',
        message: expect.stringContaining(`this plan was applied already: run ${run!.id}`),
      });
    expect(await applied()).toHaveLength(1);
  });

  it('leaves approval: exact as strict as ever, also of a plan that was reviewed under it', async () => {
    await staleAfter(() => arrive(1), { code: 'STALE_PLAN' }, undefined, undefined, shop);
    const exact = await saved([emails('25%')], shop);
    await arrive(40);
    await expect(applySaved([emails('25%')], exact, living)).rejects.toMatchObject({ code: 'STALE_PLAN' });
    expect(await applied()).toEqual([]);
  });

  it('passes any change of the number of rows exactly where it is within the bounds', async () => {
    const plan = await bench.plan([emails('25%')]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 400 }), async (rows) => {
        const [target] = plan.targets;
        const grown = JSON.parse(JSON.stringify(target).replaceAll('"rows":10', `"rows":${rows}`)) as typeof target;
        expect(outsideBounds(target!, grown!, [emails('25%')]).length).toBe(rows >= 8 && rows <= 12 ? 0 : 1);
      }),
    );
  });
});

describe('bounds of rows', () => {
  it('are 20 % on either side, both ends included', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(2_000_000_000), (approved, rows) => {
        const [least, most] = [Math.ceil((approved * 4) / 5), Math.floor((approved * 6) / 5)];
        expect(isWithinBounds(approved, rows)).toBe(rows >= least && rows <= most);
      }),
    );
    expect(isWithinBounds(0, 0)).toBe(true);
    expect(isWithinBounds(0, 1)).toBe(false);
  });
});
