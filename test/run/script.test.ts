import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Run } from '../../src/model/run.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { Script, ScriptEntry } from '../../src/model/script.ts';
import type { TableName } from '../../src/model/table.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { recover } from '../../src/run/recover.ts';
import { applyScript } from '../../src/run/script/apply-script.ts';
import { rollbackScript } from '../../src/run/script/rollback-script.ts';
import { checksum } from '../support/checksum.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { runByHand } from './hand.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const now = new Date('2026-11-20T09:00:00Z');

/** Whatever a text of the file may hold: quotes, backslashes, words of clients, characters beyond the first plane. */
const strange = scenarioOf(
  'strange-emails',
  `- {id: emails, anomaly: null-spike, table: customers, column: email, where: "country <> 'it''s'", during: all, volume: 25%}
- {id: typos, anomaly: typo, table: customers, column: country, during: all, volume: 5 rows}`,
  `description: |
  It's O'Brien's \\\\ "quoted" \\n 🦊 & :name $1 ? ;
  GO
  /
  \\! date`,
);
const fewer = scenarioOf(
  'fewer-orders',
  '- {id: fewer, anomaly: volume-drop, table: orders, during: all, volume: 10%}',
);
const twice = scenarioOf(
  'twice-orders',
  '- {id: twice, anomaly: duplicate-row, table: orders, during: all, volume: 5 rows}',
);
const renamed = scenarioOf('renamed', '- {id: renamed, anomaly: column-renamed, table: customers, column: credit}');
const everything = [strange, fewer, twice, renamed];

describe.each(allTestEngines)('scripts on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let tables: readonly TableName[];
  let original: readonly string[];

  /** Its client tells the number of the error alone. */
  const isSilent = engine.name === 'mariadb' || engine.name === 'mysql';
  const checksums = async (where: Connection) => Promise.all(tables.map((table) => checksum(where, table)));
  const active = async () =>
    (await readRuns(connection, connection.server.ledgerSchema, { state: 'applied' })).map(({ scenario }) => scenario);

  beforeAll(async () => {
    template = await engine.createDatabase();
    const loader = await template.connect();
    await loadCustomers(loader);
    tables = ['customers', 'orders'].map((name) => ({ schema: loader.server.defaultSchema, name }));
    original = await checksums(loader);
  });
  beforeEach(async () => {
    database = await template.copy();
    connection = await database.connect();
    bench = benchFor(database);
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  const scriptOf = (entries: readonly ScriptEntry[]): Script => ({
    target: 'shop',
    ...connection.server,
    about: ['A test writes it.'],
    entries,
    scripting: connection.dialect.script,
  });
  const planned = async (scenarios: readonly Scenario[]) => {
    const plan = await bench.plan(scenarios, { now });
    const [targetPlan] = plan.targets;
    return applyScript(connection, {
      plan,
      targetPlan: targetPlan!,
      schema: connection.server.ledgerSchema,
      catalog,
      scenarios,
      onConflict: 'abort',
      actor: 'tests',
      clock: () => now,
    });
  };
  const takingBack = (what?: string) =>
    rollbackScript(connection, {
      schema: connection.server.ledgerSchema,
      what,
      project: 'acme-dq',
      onConflict: 'abort',
      actor: 'tests',
      clock: () => now,
    });
  /** DuckDB lets one process at a time at a file. */
  const byHand = async (entries: readonly ScriptEntry[]) => {
    const script = scriptOf(entries);
    await connection.close();
    const outcome = await runByHand(database, script);
    connection = await database.connect();
    return outcome;
  };

  it('do what apply and rollback do, and write nothing themselves', { timeout: 60_000 }, async () => {
    const script = await planned(everything);
    expect(await checksums(connection)).toEqual(original);
    expect(await connection.hasTable({ schema: connection.server.ledgerSchema, name: 'ledger' })).toBe(false);
    expect(await byHand(script)).toMatchObject({ isDone: true });
    expect((await active()).toSorted()).toEqual(everything.map(({ name }) => name).toSorted());

    const other = await template.copy();
    await benchFor(other).converge(everything, { now });
    const applied = await other.connect();
    expect(await checksums(connection)).toEqual(await checksums(applied));
    const mine = await readRuns(connection, connection.server.ledgerSchema);
    const theirs = await readRuns(applied, applied.server.ledgerSchema);
    const lasting = (runs: readonly Run[]) =>
      runs.map(({ scenario, sequence, source, rows, state, fingerprint }) => [
        scenario,
        sequence,
        source,
        rows,
        state,
        fingerprint,
      ]);
    expect(lasting(mine)).toEqual(lasting(theirs));
    for (const [index, run] of mine.entries())
      expect(await labelsOf(connection, run)).toEqual(await labelsOf(applied, theirs[index]!));
    await other.drop();

    expect(await byHand(await takingBack())).toMatchObject({ isDone: true });
    expect(await checksums(connection)).toEqual(original);
    expect(await active()).toEqual([]);
  });

  it('replace and heal as apply does, and take back one scenario from below another', async () => {
    const first = scenarioOf(
      'first',
      '- {id: s, anomaly: null-spike, table: customers, column: email, during: all, volume: 50%}',
    );
    const second = scenarioOf(
      'second',
      '- {id: s, anomaly: typo, table: customers, column: email, during: all, volume: 50%}',
    );
    await bench.converge([second, fewer], { now });
    expect(await byHand(await planned([first, second]))).toMatchObject({ isDone: true });
    expect((await active()).toSorted()).toEqual(['first', 'second']);
    const changed = scenarioOf(
      'first',
      '- {id: s, anomaly: null-spike, table: customers, column: email, during: all, volume: 25%}',
    );
    expect(await byHand(await planned([changed, second]))).toMatchObject({ isDone: true });
    expect(await byHand(await takingBack('second'))).toMatchObject({ isDone: true });
    expect(await active()).toEqual(['first']);
    expect(await byHand(await takingBack('first'))).toMatchObject({ isDone: true });
    expect(await checksums(connection)).toEqual(original);
  });

  it('change nothing where rows, values or the ledger are no longer as they were', async () => {
    const script = await planned([strange]);
    await execute(connection, "update customers set email = 'new@example.com' where email is not null and id < 10");
    const before = await checksums(connection);
    const outcome = await byHand(script);
    expect(outcome.isDone).toBe(false);
    expect(outcome.said).toMatch(isSilent ? /1242/ : /no longer what was planned/);
    expect((await byHand(script)).said).toMatch(isSilent ? /1242/ : /the ledger is there by now/);
    expect(await checksums(connection)).toEqual(before);
    expect(await active()).toEqual([]);
    const { ledgerSchema: schema } = connection.server;
    const settled = await recover(connection, { schema, actor: 'tests', clock: () => now, lockTimeout: 5 });
    expect(settled.map(({ scenario }) => scenario)).toEqual(['strange-emails']);
    expect(await readRuns(connection, schema)).toEqual([]);

    const again = await planned([strange]);
    await bench.converge([fewer], { now, isComplete: false });
    const meanwhile = await checksums(connection);
    expect(await byHand(again)).toMatchObject({ isDone: false });
    expect(await checksums(connection)).toEqual(meanwhile);
    expect(await active()).toEqual(['fewer-orders']);

    const back = await takingBack();
    await execute(connection, 'delete from orders where id = 1', "insert into orders values (1, 1, 5, '2026-03-01')");
    await bench.rollback(connection);
    expect(await byHand(back)).toMatchObject({ isDone: false });
  });

  it('cannot be run twice', async () => {
    const script = await planned([fewer]);
    expect(await byHand(script)).toMatchObject({ isDone: true });
    const once = await checksums(connection);
    const again = await byHand(script);
    expect(again.isDone).toBe(false);
    expect(again.said).toMatch(isSilent ? /1242/ : /the ledger is there by now: this script was run already/);
    expect(await checksums(connection)).toEqual(once);
    const second = await planned([fewer, strange]);
    expect(await byHand(second)).toMatchObject({ isDone: true });
    expect((await byHand(second)).said).toMatch(isSilent ? /1242/ : /run \w+ of .* is applied already/);
    const back = await takingBack();
    expect(await byHand(back)).toMatchObject({ isDone: true });
    expect(await byHand(back)).toMatchObject({ isDone: false });
    expect(await checksums(connection)).toEqual(original);
  });

  it('refuse to take back what others changed, or leave it to them', async () => {
    await bench.converge([strange], { now });
    await execute(connection, "update customers set email = 'theirs' where email is null");
    await expect(takingBack()).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
    await expect(takingBack('no-such')).rejects.toMatchObject({ code: 'UNKNOWN_RUN' });
  });
});

/** The ground truth of a run, without what differs from database to database. */
async function labelsOf(connection: Connection, run: Run): Promise<readonly string[]> {
  const labels: string[] = [];
  for await (const { step, key, column, before, after } of readLabels(connection, run))
    labels.push(JSON.stringify({ step, key, column, before, after }));
  return labels.toSorted((left, right) => (left < right ? -1 : 1));
}

/** Forty customers, eighty orders of even ones, by statements that every engine of these tests reads. */
async function loadCustomers(connection: Connection): Promise<void> {
  const customers = Array.from({ length: 40 }, (_, index) => {
    const id = index + 1;
    return `(${id}, 'person${id}@example.com', '${id % 4 === 0 ? 'DE' : 'FR'}', ${id}.50, '2026-01-${String((id % 28) + 1).padStart(2, '0')}')`;
  });
  const orders = Array.from({ length: 80 }, (_, index) => {
    const id = index + 1;
    return `(${id}, ${2 * (id % 20) + 2}, ${id}.25, '2026-03-${String((id % 28) + 1).padStart(2, '0')}')`;
  });
  await execute(
    connection,
    'create table customers (id integer primary key, email varchar(60), country varchar(9) not null, credit decimal(10, 2), joined date)',
    'create table orders (id integer primary key, customer_id integer not null, total decimal(10, 2) not null, placed date not null)',
    `insert into customers values ${customers.join(', ')}`,
    `insert into orders values ${orders.join(', ')}`,
  );
}
