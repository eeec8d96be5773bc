import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { abandonAltering, insertRun, markAltering, readRuns } from '../../src/ledger/runs.ts';
import { prepareLedger } from '../../src/ledger/prepare.ts';
import { snapshotTable } from '../../src/ledger/tables.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { TableName } from '../../src/model/table.ts';
import { recover } from '../../src/run/recover.ts';
import { readTexts, type TableTexts } from '../plan/replay.ts';
import { interleaved } from '../run/interleaved.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import type { TestDatabase } from '../support/engines.ts';
import type { Conforming } from './conforming.ts';
import { createTable, loadOrders } from './shop.ts';

const renamed = (column: string) => `- {id: ${column}, anomaly: column-renamed, table: orders, column: ${column}}`;
const oneName = scenarioOf('names', renamed('email'));
const otherName = scenarioOf('names', renamed('total'));
const twoNames = scenarioOf('names', `${renamed('email')}\n${renamed('total')}`);
const rows = scenarioOf(
  'names',
  '- {id: s, anomaly: null-spike, table: orders, column: email, during: all, volume: 10 rows}',
);
const unknownTotals = scenarioOf(
  'totals',
  '- {id: s, anomaly: null-spike, table: orders, column: total, during: all, volume: 10 rows}',
);

/** Columns get other names and their own back, whether or not that commits by itself. */
export function alterations({ engine }: Conforming): void {
  describe('alterations', () => {
    let template: TestDatabase;
    let database: TestDatabase;
    let bench: Bench;
    let connection: Connection;
    let orders: TableName;
    let original: TableTexts;

    beforeAll(async () => {
      template = await engine.createDatabase();
      const loading = await template.connect();
      original = await readTexts(loading, await loadOrders(loading));
    });
    beforeEach(async () => {
      database = await template.copy();
      bench = benchFor(database);
      connection = await database.connect();
      orders = { schema: connection.server.defaultSchema, name: 'orders' };
    });
    afterEach(() => database.drop());
    afterAll(() => template.drop());

    async function columns(): Promise<readonly string[]> {
      return (await connection.describeTable(orders))!.columns.map((each) => each.name);
    }

    it.each<readonly [string, Scenario, Scenario, readonly string[]]>([
      ['another alteration', oneName, otherName, ['id', 'email', 'total_v2']],
      ['rows', oneName, rows, ['id', 'email', 'total']],
      ['an alteration in place of rows', rows, oneName, ['id', 'email_v2', 'total']],
      ['one more alteration', oneName, twoNames, ['id', 'email_v2', 'total_v2']],
    ])('are replaced by %s when the file changes', async (_, before, after, expected) => {
      await bench.converge([before]);
      const [applied] = await bench.converge([after]);
      expect(applied).toMatchObject({ injected: [{ scenario: 'names' }], undone: [{ scenario: 'names' }] });
      expect(await columns()).toEqual(expected);
      await bench.rollback(connection);
      expect(await readTexts(connection, orders)).toEqual(original);
    });

    it('are applied and taken back together with rows of another scenario', async () => {
      const [applied] = await bench.converge([oneName, unknownTotals]);
      expect(applied!.injected).toHaveLength(2);
      expect(await columns()).toEqual(['id', 'email_v2', 'total']);
      expect(await bench.rollback(connection)).toHaveLength(2);
      expect(await readTexts(connection, orders)).toEqual(original);
    });

    it('are all kept where one of a run cannot be taken back', async () => {
      await bench.converge([twoNames]);
      await connection.execute(connection.dialect.renameColumn(orders, 'email_v2', 'mail'));
      await expect(bench.rollback(connection)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
      expect(await columns()).toEqual(['id', 'mail', 'total_v2']);
    });

    it('of somebody at work are given up where a recovery has taken them for left behind', async () => {
      if (connection.dialect.hasTransactionalDdl) return;
      const other = await database.connect();
      const plan = await bench.plan([oneName]);
      const { observe, through } = interleaved({ altering: () => recoverIn(other) });
      const open = async () => through(await database.connect());
      await expect(bench.apply([oneName], plan, { observe, open })).rejects.toMatchObject({ code: 'WRITE_CONFLICT' });
      expect(await columns()).toEqual(['id', 'email', 'total']);
      expect(await readRuns(connection, connection.server.ledgerSchema)).toEqual([]);
    });

    it('that have become applied are left alone by a recovery that is late', async () => {
      await bench.converge([oneName]);
      const { ledgerSchema } = connection.server;
      const [run] = await readRuns(connection, ledgerSchema);
      expect(await abandonAltering(connection, ledgerSchema, run!.id, '2026-11-20T09:00:00.000Z')).toBe(false);
      await recoverIn(connection);
      expect(await readRuns(connection, ledgerSchema)).toMatchObject([{ state: 'applied', endedAt: null }]);
      expect(await columns()).toEqual(['id', 'email_v2', 'total']);
    });

    it('that a crash has left are refused by the next apply, and taken back by a recovery', async () => {
      const { ledgerSchema } = connection.server;
      await bench.converge([oneName]);
      const [applied] = await readRuns(connection, ledgerSchema);
      await bench.rollback(connection);
      const left = { ...applied!, id: 'leftover', scenario: 'left', state: 'prepared' as const, appliedAt: null };
      await insertRun(connection, ledgerSchema, left);
      await markAltering(connection, ledgerSchema, left.id);
      await connection.execute(connection.dialect.renameColumn(orders, 'email', 'email_v2'));
      await expect(bench.converge([unknownTotals], { isComplete: false })).rejects.toMatchObject({
        code: 'RECOVERY_NEEDED',
        exitCode: 7,
      });
      expect((await recoverIn(connection)).map((run) => run.id)).toEqual(['leftover']);
      expect(await columns()).toEqual(['id', 'email', 'total']);
    });

    it('and recoveries drop no tables of others that are called like snapshots', async () => {
      const { ledgerSchema } = connection.server;
      await prepareLedger(connection, ledgerSchema, '2026-11-20T09:00:00.000Z');
      const theirs = snapshotTable(ledgerSchema, '20240101', 1);
      const { dialect } = connection;
      const column = { name: 'id', type: dialect.ledgerTypes.integer, isNullable: false };
      await connection.execute(dialect.createTable(theirs, [column], ['id']));
      await recoverIn(connection);
      expect(await connection.hasTable(theirs)).toBe(true);
    });
  });

  it('a schema that holds a table of somebody else by the name of one of the ledger’s is refused', async () => {
    const database = await engine.createDatabase();
    const { dialect } = await database.connect();
    const connection = await database.connect();
    await createTable(connection, 'runs', { id: dialect.ledgerTypes.integer }, []);
    await expect(
      prepareLedger(connection, connection.server.defaultSchema, '2026-11-20T09:00:00.000Z'),
    ).rejects.toMatchObject({ code: 'DUPLICATE_OBJECT', hint: expect.stringContaining('ledger') });
    await database.drop();
  });
}

function recoverIn(connection: Connection) {
  const { ledgerSchema: schema } = connection.server;
  return recover(connection, { schema, actor: 'tests', clock: () => new Date(), lockTimeout: 5 });
}
