import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareLedger } from '../../src/ledger/prepare.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { ledgerTable } from '../../src/ledger/tables.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { FaultlineError } from '../../src/model/errors.ts';
import type { TableName } from '../../src/model/table.ts';
import { name, sql } from '../../src/sql/sql.ts';
import { readTexts, type TableTexts } from '../plan/replay.ts';
import { interleaved, type Interference } from '../run/interleaved.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import type { TestDatabase } from '../support/engines.ts';
import type { Conforming } from './conforming.ts';
import { loadOrders } from './shop.ts';

const unknownEmails = scenarioOf(
  'unknown-emails',
  '- {id: emails, anomaly: null-spike, table: orders, column: email, during: all, volume: 10 rows}',
);
/** DuckDB does not see it where two sessions of one process change a cell, one of them to NULL: duckdb/duckdb#17223. */
const typos = scenarioOf(
  'typos',
  '- {id: emails, anomaly: typo, table: orders, column: email, during: all, volume: 10 rows}',
);
const strangeTotals = scenarioOf(
  'strange-totals',
  '- {id: totals, anomaly: outlier, table: orders, column: total, during: all, volume: 5 rows}',
);
const lostOrders = scenarioOf(
  'lost-orders',
  '- {id: lost, anomaly: volume-drop, table: orders, during: all, volume: 10 rows}',
);
const doubledOrders = scenarioOf(
  'doubled-orders',
  '- {id: doubled, anomaly: duplicate-row, table: orders, during: all, volume: 10 rows}',
);

/** The lock, and others who write to the same rows before, during and after. */
export function interference({ engine }: Conforming): void {
  let template: TestDatabase;
  let database: TestDatabase;
  let bench: Bench;
  let others: Connection;
  let orders: TableName;
  let original: TableTexts;
  let schema: string;

  describe('others', () => {
    beforeAll(async () => {
      template = await engine.createDatabase();
      const connection = await template.connect();
      orders = await loadOrders(connection);
      original = await readTexts(connection, orders);
    });
    beforeEach(async () => {
      database = await template.copy();
      bench = benchFor(database);
      others = await database.connect();
      schema = others.server.ledgerSchema;
      orders = { ...orders, schema: others.server.defaultSchema };
    });
    afterEach(() => database.drop());
    afterAll(() => template.drop());

    async function setEmail(id: string, email: string): Promise<void> {
      const { dialect } = others;
      await others.execute(
        sql`update ${dialect.table(orders)} set ${name('email')} = ${email} where ${name('id')} = ${dialect.integer(BigInt(id))}`,
      );
    }

    async function chosenBy(scenario: typeof unknownEmails): Promise<string> {
      const plan = await bench.plan([scenario], { isComplete: false });
      const [action] = plan.targets[0]!.actions;
      return action?.action === 'inject' ? action.steps[0]!.samples[0]!.key[0]! : '';
    }

    async function applyAmong(scenario: typeof unknownEmails, interfering: Interference) {
      const plan = await bench.plan([scenario], { isComplete: false });
      const { observe, events, through } = interleaved(interfering);
      const applied = bench.apply([scenario], plan, { observe, open: async () => through(await database.connect()) });
      return { applied, events };
    }

    it('who apply another scenario at once take their turn', async () => {
      const plans = [
        await bench.plan([unknownEmails], { isComplete: false }),
        await bench.plan([strangeTotals], { isComplete: false }),
      ];
      await Promise.all([bench.apply([unknownEmails], plans[0]!), bench.apply([strangeTotals], plans[1]!)]);
      const runs = await readRuns(others, schema);
      expect(runs.map((run) => [run.state, run.sequence])).toEqual([
        ['applied', 1],
        ['applied', 2],
      ]);
      await bench.rollback(others);
      expect(await readTexts(others, orders)).toEqual(original);
    });

    it('who apply the same plan at once find it done', async () => {
      const plan = await bench.plan([unknownEmails]);
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => bench.apply([unknownEmails], plan)));
      const failures = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as FaultlineError] : []));
      expect(failures.map((error) => error.code)).toEqual(['STALE_PLAN', 'STALE_PLAN']);
      expect((await readRuns(others, schema)).map((run) => run.state)).toEqual(['applied']);
    });

    it('who make the ledger at once make one', async () => {
      const sessions = await Promise.all(Array.from({ length: 4 }, () => database.connect()));
      await Promise.all(sessions.map((session) => prepareLedger(session, schema, '2026-11-20T09:00:00.000Z')));
      const ledger = others.dialect.table(ledgerTable(schema, 'ledger'));
      expect(await others.query(sql`select ${name('holder')} from ${ledger}`)).toHaveLength(1);
    });

    it('who hold the lock for too long are named by the code LOCKED', async () => {
      await prepareLedger(others, schema, '2026-11-20T09:00:00.000Z');
      const plan = await bench.plan([unknownEmails]);
      await others.begin('read write');
      const ledger = others.dialect.table(ledgerTable(schema, 'ledger'));
      await others.execute(sql`update ${ledger} set ${name('holder')} = 'somebody'`);
      // Servers count the seconds of a lock's wait in whole ones.
      const attempt = bench.apply([unknownEmails], plan, {
        lockTimeout: 1,
        open: () => database.connect({ lockTimeout: 1 }),
      });
      await expect(attempt).rejects.toMatchObject({ code: 'LOCKED', exitCode: 5 });
      await others.rollback();
      expect(await readRuns(others, schema)).toEqual([]);
      expect(await readTexts(others, orders)).toEqual(original);
    });

    it('who change a chosen row between snapshot and change are not overwritten', async () => {
      const id = await chosenBy(typos);
      const { applied, events } = await applyAmong(typos, {
        snapshot: () => setEmail(id, 'theirs@example.com'),
      });
      await expect(applied).rejects.toMatchObject({ code: 'STALE_PLAN', exitCode: 4 });
      expect(events).toContain('retry');
      expect((await readTexts(others, orders)).get(id)).toMatchObject({ email: 'theirs@example.com' });
      expect(await readRuns(others, schema)).toEqual([]);
    });

    it('who change a chosen row and put it back only make it try again', async () => {
      const id = await chosenBy(typos);
      const { applied, events } = await applyAmong(typos, {
        snapshot: async (time) => time === 1 && setEmail(id, 'theirs@example.com'),
        retry: () => setEmail(id, `person${id}@example.com`),
      });
      await applied;
      expect(events.filter((event) => event === 'retry')).toHaveLength(1);
      await bench.rollback(others);
      expect(await readTexts(others, orders)).toEqual(original);
    });

    it('who hold a row that is to be changed are waited for, and what they wrote is seen', async () => {
      if (engine.name === 'duckdb') return;
      const id = await chosenBy(unknownEmails);
      const plan = await bench.plan([unknownEmails]);
      const { observe } = interleaved({});
      await others.begin('read write');
      await setEmail(id, 'theirs@example.com');
      const attempt = bench.apply([unknownEmails], plan, { observe });
      setTimeout(() => void others.commit(), 500);
      await expect(attempt).rejects.toMatchObject({ code: 'STALE_PLAN' });
      expect((await readTexts(others, orders)).get(id)).toMatchObject({ email: 'theirs@example.com' });
    });

    it('who changed a row since are a conflict, and their value stays', async () => {
      const id = await chosenBy(unknownEmails);
      await bench.converge([unknownEmails]);
      await setEmail(id, 'theirs@example.com');
      await expect(bench.rollback(others)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT', exitCode: 6 });
      expect((await readTexts(others, orders)).get(id)).toMatchObject({ email: 'theirs@example.com' });
      expect(await bench.rollback(others, undefined, { onConflict: 'skip' })).toMatchObject([
        { restored: 9, skipped: 1 },
      ]);
      expect((await readTexts(others, orders)).get(id)).toMatchObject({ email: 'theirs@example.com' });
    });

    it('who changed a row since are overwritten where that is forced', async () => {
      const id = await chosenBy(unknownEmails);
      await bench.converge([unknownEmails]);
      await setEmail(id, 'theirs@example.com');
      await bench.rollback(others, undefined, { onConflict: 'force' });
      expect(await readTexts(others, orders)).toEqual(original);
    });

    it('who put a row in the place of a deleted one are a conflict', async () => {
      const id = await chosenBy(lostOrders);
      await bench.converge([lostOrders]);
      const { dialect } = others;
      await others.execute(
        sql`insert into ${dialect.table(orders)} (${name('id')}, ${name('email')}) values (${dialect.integer(BigInt(id))}, 'theirs@example.com')`,
      );
      await expect(bench.rollback(others)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
      expect(await bench.rollback(others, undefined, { onConflict: 'force' })).toMatchObject([{ restored: 10 }]);
      expect(await readTexts(others, orders)).toEqual(original);
    });

    it('who changed a copy since keep it, the other copies go', async () => {
      await bench.converge([doubledOrders]);
      await setEmail('41', 'theirs@example.com');
      await expect(bench.rollback(others)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
      expect(await bench.rollback(others, undefined, { onConflict: 'skip' })).toMatchObject([
        { restored: 9, skipped: 1 },
      ]);
      const left = await readTexts(others, orders);
      expect(left.size).toBe(41);
      expect(left.get('41')).toMatchObject({ email: 'theirs@example.com' });
    });

    it('see one scenario over another rolled back in any order', async () => {
      const again = scenarioOf(
        'again',
        '- {id: again, anomaly: typo, table: orders, column: email, during: all, volume: 100%}',
      );
      await bench.converge([again]);
      await bench.converge([again, unknownEmails]);
      await bench.rollback(others, 'again');
      await bench.rollback(others, 'unknown-emails');
      expect(await readTexts(others, orders)).toEqual(original);
    });
  });
}
