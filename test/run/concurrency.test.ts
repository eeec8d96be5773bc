import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { FaultlineError } from '../../src/model/errors.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { TableName } from '../../src/model/table.ts';
import { prepareLedger } from '../../src/ledger/prepare.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run as execute } from '../support/statements.ts';
import { interleaved, type Interference } from './interleaved.ts';
import { loadShop } from './shop.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const unknownEmails = scenarioOf(
  'unknown-emails',
  '- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 10 rows}',
);
const typos = scenarioOf(
  'typos',
  '- {id: emails, anomaly: typo, table: customers, column: email, during: all, volume: 10 rows}',
);
const strangeCredits = scenarioOf(
  'strange-credits',
  '- {id: credits, anomaly: outlier, table: customers, column: credit, during: all, volume: 5 rows}',
);

describe.each(testEngines)('on $name', (engine) => {
  const isPostgres = engine.name === 'postgres';
  let template: TestDatabase;
  let database: TestDatabase;
  let bench: Bench;
  let others: Connection;
  let customers: TableName;
  let original: string;

  beforeAll(async () => {
    template = await engine.createDatabase();
    const connection = await template.connect();
    ({ customers } = await loadShop(connection));
    original = await checksum(connection, customers);
  });
  beforeEach(async () => {
    database = await template.copy();
    bench = benchFor(database);
    others = await database.connect();
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  /** Applies a plan made now while others interfere at the boundaries. */
  async function applyAmong(scenario: Scenario, interference: Interference) {
    const plan = await bench.plan([scenario], { isComplete: false });
    const { observe, events, through } = interleaved(interference);
    const applied = bench.apply([scenario], plan, { observe, open: async () => through(await database.connect()) });
    return { applied, events };
  }

  async function expectNothingLeft(): Promise<void> {
    expect(await readRuns(others, others.server.ledgerSchema)).toEqual([]);
    expect((await others.listTables()).filter(({ name }) => name.name.startsWith('snapshot_'))).toEqual([]);
  }

  /** The first row that the step of a scenario would take. */
  async function chosenRow(scenario: Scenario): Promise<string> {
    const plan = await bench.plan([scenario], { isComplete: false });
    const [action] = plan.targets[0]!.actions;
    return action?.action === 'inject' ? action.steps[0]!.samples[0]!.key[0]! : '';
  }

  describe('two applies at once', () => {
    it('of different scenarios are both done, one after the other', async () => {
      const plans = [
        await bench.plan([unknownEmails], { isComplete: false }),
        await bench.plan([strangeCredits], { isComplete: false }),
      ];
      await Promise.all([bench.apply([unknownEmails], plans[0]!), bench.apply([strangeCredits], plans[1]!)]);
      const runs = await readRuns(others, others.server.ledgerSchema);
      expect(runs.map((run) => [run.state, run.sequence])).toEqual([
        ['applied', 1],
        ['applied', 2],
      ]);
      await bench.rollback(others);
      expect(await checksum(others, customers)).toBe(original);
    });

    it('of one plan: one does it, the other finds it done', async () => {
      const plan = await bench.plan([unknownEmails]);
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => bench.apply([unknownEmails], plan)));
      const failures = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as FaultlineError] : []));
      expect(failures.map((error) => error.code)).toEqual(['STALE_PLAN', 'STALE_PLAN']);
      expect((await readRuns(others, others.server.ledgerSchema)).map((run) => run.state)).toEqual(['applied']);
      await bench.rollback(others);
      expect(await checksum(others, customers)).toBe(original);
    });

    it('the second gives up after the lock timeout and leaves nothing behind', async () => {
      await prepareLedger(others, others.server.ledgerSchema, '2026-11-20T09:00:00.000Z');
      const plan = await bench.plan([unknownEmails]);
      await others.begin('read write');
      await execute(others, `update faultline.ledger set holder = 'somebody'`);
      const attempt = bench.apply([unknownEmails], plan, {
        lockTimeout: 0.3,
        open: () => database.connect({ lockTimeout: 0.3 }),
      });
      await expect(attempt).rejects.toMatchObject({
        code: 'LOCKED',
        exitCode: 5,
        hint: expect.stringContaining('--lock-timeout'),
      });
      await others.rollback();
      await expectNothingLeft();
    });

    it('prepare one ledger together on a fresh database', async () => {
      const sessions = await Promise.all(Array.from({ length: 5 }, () => database.connect()));
      await Promise.all(
        sessions.map((session) => prepareLedger(session, session.server.ledgerSchema, '2026-11-20T09:00:00.000Z')),
      );
      expect(
        await rows(others, 'select id, cast(version as varchar(5)) as version from faultline.ledger'),
      ).toHaveLength(1);
    });
  });

  describe('others that write to the table meanwhile', () => {
    it('are not overwritten where they change a chosen row between snapshot and change', async () => {
      const id = await chosenRow(typos);
      const { applied, events } = await applyAmong(typos, {
        snapshot: () => execute(others, `update customers set email = 'theirs@example.com' where id = ${id}`),
      });
      await expect(applied).rejects.toMatchObject({ code: 'STALE_PLAN', exitCode: 4 });
      expect(events).toContain('retry');
      expect((await rows(others, `select email from customers where id = ${id}`))[0]).toEqual({
        email: 'theirs@example.com',
      });
      await expectNothingLeft();
    });

    it('only make it try again where the row is as planned in the end', async () => {
      const id = await chosenRow(typos);
      const { applied, events } = await applyAmong(typos, {
        snapshot: async (time) =>
          time === 1 && execute(others, `update customers set email = 'theirs@example.com' where id = ${id}`),
        retry: () => execute(others, `update customers set email = 'person${id}@example.com' where id = ${id}`),
      });
      await applied;
      expect(events).toEqual([
        'prepared',
        'locked',
        'snapshot',
        'retry',
        'prepared',
        'locked',
        'snapshot',
        'changed',
        'committing',
        'committed',
      ]);
      await bench.rollback(others);
      expect(await checksum(others, customers)).toBe(original);
      expect(await readRuns(others, others.server.ledgerSchema)).toHaveLength(1);
    });

    // DuckDB, whose file is open in one process only, finds no conflict where a value becomes NULL, nor between an update and
    // a deletion (duckdb/duckdb#17223).
    it.runIf(isPostgres)('may delete a chosen row', async () => {
      await execute(others, 'delete from orders');
      const id = await chosenRow(typos);
      const { applied } = await applyAmong(typos, {
        snapshot: () => execute(others, `delete from customers where id = ${id}`),
      });
      await expect(applied).rejects.toMatchObject({ code: 'STALE_PLAN' });
      expect(await rows(others, 'select id from customers')).toHaveLength(39);
      await expectNothingLeft();
    });

    it('may insert rows, which are left alone', async () => {
      const { applied } = await applyAmong(unknownEmails, {
        snapshot: () =>
          execute(
            others,
            `insert into customers (email, country) select 'new@example.com', 'DE' from generate_series(1, 50) as g (n)`,
          ),
      });
      const [target] = await applied;
      expect(target!.injected[0]!.rows).toBe(10);
      expect(await rows(others, 'select id from customers where email is null')).toHaveLength(10);
      await bench.rollback(others);
      expect(await rows(others, 'select id from customers where email is null')).toHaveLength(0);
    });

    it('keep what they change in other columns of a chosen row', async () => {
      const id = await chosenRow(unknownEmails);
      const { applied } = await applyAmong(unknownEmails, {
        locked: () => execute(others, `update customers set country = 'IT' where id = ${id}`),
      });
      await applied;
      expect((await rows(others, `select country, email from customers where id = ${id}`))[0]).toEqual({
        country: 'IT',
        email: null,
      });
    });

    it.runIf(isPostgres)('wait no longer than the transaction takes, and not at all for other rows', async () => {
      const id = await chosenRow(unknownEmails);
      const writer = await database.connect();
      let waiting: Promise<void> | undefined;
      const { applied } = await applyAmong(unknownEmails, {
        changed: async () => {
          await execute(
            others,
            `update customers set country = 'IT' where id in (select id from customers for update skip locked limit 5)`,
          );
          waiting = execute(writer, `update customers set email = 'later@example.com' where id = ${id}`);
        },
      });
      await applied;
      await waiting;
      expect((await rows(others, `select email from customers where id = ${id}`))[0]).toEqual({
        email: 'later@example.com',
      });
      await expect(bench.rollback(others)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
    });

    it('who are not done with a chosen row are waited for', async () => {
      const id = await chosenRow(typos);
      let done: Promise<void> | undefined;
      const { applied } = await applyAmong(typos, {
        locked: async (time) => {
          if (time > 1) return;
          await others.begin('read write');
          await execute(others, `update customers set country = 'IT', email = email where id = ${id}`);
          done = sleep(50).then(() => others.commit());
        },
      });
      await applied;
      await done;
      const [row] = await rows(others, `select country, email from customers where id = ${id}`);
      expect(row!['country']).toBe('IT');
      expect(row!['email']).not.toBe(`person${id}@example.com`);
    });

    it('refer to a row that is to be deleted: it is let go', async () => {
      const lost = scenarioOf(
        'lost',
        '- {id: lost, anomaly: volume-drop, table: customers, during: all, volume: 5 rows}',
      );
      const id = await chosenRow(lost);
      const { applied, events } = await applyAmong(lost, {
        snapshot: async (time) =>
          time === 1 &&
          execute(
            others,
            `insert into orders (customer_id, total, placed) values (${id}, 1, timestamp '2026-05-01 00:00:00')`,
          ),
      });
      await expect(applied).rejects.toMatchObject({ code: 'STALE_PLAN' });
      expect(events).toContain('retry');
      expect(await checksum(others, customers)).toBe(original);
    });

    it('take the key of a copy: it gets another', async () => {
      await execute(
        others,
        'create table visits (id bigint primary key, page varchar(20))',
        `insert into visits select n, 'home' from generate_series(1, 20) as g (n)`,
      );
      const copies = scenarioOf(
        'copies',
        '- {id: copies, anomaly: duplicate-row, table: visits, during: all, volume: 3 rows, where: "page = \'home\'"}',
      );
      const { applied, events } = await applyAmong(copies, {
        snapshot: async (time) => time === 1 && execute(others, `insert into visits values (21, 'cart')`),
      });
      await applied;
      expect(events).toContain('retry');
      expect(await rows(others, 'select id from visits')).toHaveLength(24);
      await bench.rollback(others);
      expect((await rows(others, 'select page from visits where id > 20')).map((row) => row['page'])).toEqual(['cart']);
    });

    it.runIf(isPostgres)('get into a deadlock with it: it gives way and tries again', async () => {
      const both = scenarioOf(
        'both',
        [
          '- {id: orders, anomaly: outlier, table: orders, column: total, during: all, volume: 100%}',
          '- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 100%}',
        ].join('\n'),
      );
      let done: Promise<void> | undefined;
      const { applied, events } = await applyAmong(both, {
        changed: async (time) => {
          if (time !== 1) return;
          await others.begin('read write');
          await execute(
            others,
            `set local deadlock_timeout = '20s'`,
            `update customers set country = country where id = 3`,
          );
          done = execute(others, 'update orders set placed = placed where id = 7').then(() => others.commit());
        },
      });
      const [target] = await applied;
      await done;
      expect(events).toContain('retry');
      expect(target!.injected[0]!.rows).toBe(120);
    });
  });
});
