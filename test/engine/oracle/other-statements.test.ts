import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/anomaly/registry.ts';
import type { Connection, Row } from '../../../src/model/engine.ts';
import type { Run, RunStep } from '../../../src/model/run.ts';
import type { Query, Sql } from '../../../src/model/sql.ts';
import { digest } from '../../../src/engine/oracle/digest.ts';
import { dialectOf } from '../../../src/engine/oracle/dialect.ts';
import { describeTable, hasTable, listTables } from '../../../src/engine/oracle/introspection.ts';
import { missingPrivileges } from '../../../src/engine/oracle/privileges.ts';
import { identifying, pinning } from '../../../src/engine/oracle/session-statements.ts';
import { prepareLedger } from '../../../src/ledger/prepare.ts';
import { forgetSnapshots, readRuns, releaseHolds } from '../../../src/ledger/runs.ts';
import { inspectTable } from '../../../src/plan/inspect.ts';
import { readLabels } from '../../../src/run/read-labels.ts';
import { undoRows } from '../../../src/run/undo-step.ts';
import { standingOf } from '../../../src/snapshot/standing.ts';
import { column, name, sql } from '../../../src/sql/sql.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';
import { rowsOfStep } from '../statement-recorder.ts';
import { complaintsAbout } from './parse.ts';
import { dialect, recordedShop, review } from './review.ts';
import { lines, orders, parcels } from './shop-tables.ts';

const now = new Date('2026-11-20T09:00:00Z');
const volume = `during: all, volume: ${rowsOfStep} rows`;
const patience = { timeout: 300_000 };

describe('on Oracle', () => {
  it('the ledger is written as reviewed', patience, async () => {
    const shop = recordedShop();
    const bench = benchFor(shop.database);
    const scenario = scenarioOf(
      'reviewed',
      `- {id: s, table: NUMBERED, anomaly: null-spike, column: CUSTOMER, ${volume}}`,
    );
    const plan = await bench.plan([scenario], { now });
    shop.take();
    await prepareLedger(await shop.connect(), 'SHOP', now.toISOString());
    const prepared = shop.take();
    await bench.apply([scenario], plan);
    const applied = shop.take();
    const connection = await shop.connect();
    const [run] = await readRuns(connection, 'SHOP', { state: 'applied' });
    await bench.rollback(connection, 'reviewed');
    await releaseHolds(connection, 'SHOP', 'acme-dq', 'reviewed', 'shop');
    await forgetSnapshots(connection, 'SHOP', run!.id);
    await connection.execute(dialect.dropTable({ schema: 'SHOP', name: 'snapshot_run_1' }));
    const own = ({ text }: Query) => /^begin|"SHOP"\."(runs|steps|ledger)"/.test(text);
    await review('ledger', {
      prepare: prepared,
      apply: applied.filter(own),
      'rollback, resume, sweep': shop.take().filter(own),
    });
  });

  it('steps see what earlier ones do, and what is taken back first, as reviewed', patience, async () => {
    const shop = recordedShop();
    const bench = benchFor(shop.database);
    const first = scenarioOf(
      'reviewed',
      `- {id: s1, table: NUMBERED, anomaly: volume-drop, ${volume}}\n- {id: s2, table: NUMBERED, anomaly: null-spike, column: STATUS, ${volume}}`,
    );
    await bench.converge([first], { now });
    shop.take();
    const changed = scenarioOf('reviewed', `- {id: s, table: NUMBERED, anomaly: null-spike, column: PHONE, ${volume}}`);
    const plan = await bench.plan([changed], { now });
    const planned = shop.take();
    await bench.apply([changed], plan);
    const own = ({ text }: Query) => /NUMBERED"|snapshot_/.test(text) && !/^(create|drop)/.test(text);
    await review('overlays', { plan: planned.filter(own), apply: shop.take().filter(own) });
  });

  it('rows are looked at and taken back from beneath others as reviewed', patience, async () => {
    const { connection, shop, lower, upper } = await stacked();
    await standingOf(connection, lower, [upper], orders, []);
    const verified = shop.take();
    await undoRows(connection, lower, [upper], orders, false);
    const restored = shop.take();
    await undoRows(connection, lower, [], orders, true);
    await review('stacked', { verify: verified, 'handing up': restored, forced: shop.take() });
  });

  it('deleted and copied rows are looked at and taken back as reviewed', patience, async () => {
    const shop = recordedShop();
    const connection = await shop.connect();
    const deleted = stepOf({ effect: 'delete', anomaly: 'volume-drop', table: lines.name }, lines.columns);
    const copied = stepOf({ effect: 'insert', anomaly: 'duplicate-row', table: orders.name }, orders.columns);
    await standingOf(connection, deleted, [], lines, []);
    await undoRows(connection, deleted, [], lines, true);
    const back = shop.take();
    await standingOf(connection, copied, [], orders, []);
    await undoRows(connection, copied, [], orders, false);
    await review('rows', { deleted: back, copied: shop.take() });
  });

  it('labels and inspections read as reviewed', patience, async () => {
    const shop = recordedShop();
    const connection = await shop.connect();
    const step = stepOf({ effect: 'delete', anomaly: 'volume-drop', table: parcels.name }, parcels.columns);
    for await (const _label of readLabels(connection, { id: 'run', steps: [step] } as unknown as Run)) {
      // What it says is made up.
    }
    const labels = shop.take();
    for (const table of ['ORDERS', 'LINES', 'PARCELS']) await inspectTable(connection, catalog, table);
    await review('inspections', { labels, inspect: shop.take() });
  });

  it('the catalog is read as reviewed', async () => {
    const asked: Query[] = [];
    const found: Row = {
      schema: 'SHOP',
      name: 'ORDERS',
      sort: 'table',
      id: '73412',
      type: 'NUMBER',
      temporary: 'N',
      privilege: 'select',
    };
    const ask = async (statement: Sql): Promise<Row[]> => {
      const query = dialect.render(statement);
      asked.push(query);
      return /"on_delete"|"column"/.test(query.text) ? [] : [found];
    };
    await listTables(ask);
    await hasTable(ask, orders.name);
    expect(await describeTable(ask, orders.name, 'SHOP', true)).toMatchObject({ identity: '73412', type: 'table' });
    await missingPrivileges(ask, { schema: 'WAREHOUSE', name: 'STOCK' }, ['select', 'update'], 'SHOP');
    await review('introspection', { introspection: asked });
  });

  it('a session begins as reviewed', async () => {
    // The parser takes no number for a parameter, the database does.
    const readable = (text: string) => ({ text: text.replace(/= (\d+)$/, "= '$1'"), values: [] });
    await review('session', { session: [pinning(5), identifying].map(readable) });
  });

  it('values of every type are told apart, digested and made as reviewed', patience, async () => {
    const value = (title: string) => column('t', title);
    const parts = parcels.columns.filter((each) => each.type !== 'JSON');
    const from = sql`from ${dialect.table(parcels.name)} t`;
    const select = (expression: Sql): Query => dialect.render(sql`select ${expression} as ${name('value')} ${from}`);
    await review('types', {
      same: parts.map((each) =>
        dialect.render(
          sql`select 1 as ${name('one')} ${from} where ${dialect.same(value(each.name), value(each.name), each)}`,
        ),
      ),
      cast: parts.map((each) => select(dialect.cast(sql`null`, each.storage))),
      digest: [
        select(
          digest(
            parts.map((each) => value(each.name)),
            parts,
          ),
        ),
      ],
      'other character sets': [select(dialectOf({ isUnicode: false, lockTimeout: 0 }).hash56(value('CODE')))],
    });
  });
});

describe('the checker of Oracle’s statements', () => {
  it.each([
    'select t.ID from ORDERS t order by t.ID limit 5',
    'insert into ORDERS (ID) values (1) on conflict do nothing',
    'select t.ID::int from ORDERS t',
    'update ORDERS t set STATUS = s.STATUS from LINES s where s.ORDER_ID = t.ID',
    'delete from ORDERS t using LINES s where s.ORDER_ID = t.ID',
    'select (t.ID from ORDERS t',
    'select t.ID) from ORDERS t',
    'select substr(t.STATUS 1) from ORDERS t',
    'select t.* from ORDERS as t',
    'select count(*) filter (where t.ID > 1) from ORDERS t',
    'select t.ID from ORDERS t where t.ID is not distinct from 1',
    'create table if not exists ORDERS (ID number)',
    'drop table if exists ORDERS',
    'with few as materialized (select 1 from dual) select 1 from few',
    'with few as (select 1 from dual) insert into ORDERS (ID) select 1 from few',
    "select 'paid from dual",
    'select 1 from dual; select 2 from dual',
    'select 1',
    'begin null; end',
    'begin null end;',
  ])('rejects %s', (statement) => {
    expect(complaintsAbout(statement)).not.toEqual([]);
  });

  it.each([
    'select 1 from dual',
    'begin null; end;',
    'select t.ID from ORDERS t order by t.ID fetch first 5 rows only',
  ])('takes %s', (statement) => {
    expect(complaintsAbout(statement)).toEqual([]);
  });
});

/** Two runs that change one column, the second one above the first. */
async function stacked() {
  const shop = recordedShop();
  const connection: Connection = await shop.connect();
  const amount = orders.columns.filter((each) => each.name === 'AMOUNT');
  const of = (ordinal: number): RunStep => ({
    ...stepOf({ effect: 'update', anomaly: 'level-shift', table: orders.name }, orders.columns),
    snapshot: { schema: 'SHOP', name: `snapshot_run_${ordinal}` },
    columns: { key: orders.columns.slice(0, 1), before: amount, after: amount },
  });
  return { shop, connection, lower: of(1), upper: of(2) };
}

function stepOf(what: Pick<RunStep, 'effect' | 'anomaly' | 'table'>, columns: RunStep['columns']['before']): RunStep {
  const [key, ...others] = columns;
  return {
    ...what,
    id: 's',
    ordinal: 1,
    tableIdentity: '73412',
    snapshot: { schema: 'SHOP', name: 'snapshot_run_1' },
    columns: {
      key: [key!],
      before: what.effect === 'delete' ? others : [],
      after: what.effect === 'insert' ? others : [],
    },
    rows: rowsOfStep,
  };
}
