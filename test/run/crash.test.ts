import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Run } from '../../src/model/run.ts';
import type { TableName } from '../../src/model/table.ts';
import { hasLedger } from '../../src/ledger/prepare.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { recover } from '../../src/run/recover.ts';
import { column, name, sql } from '../../src/sql/sql.ts';
import type { Account, Task } from '../support/crash-child.ts';
import { loadFlights } from '../support/data-sets.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows as rowsOf } from '../support/statements.ts';
import { killDuring, runTask } from './crash.ts';
import { benchFor, scenarioOf, shop } from './workbench.ts';

const steps = (volume: string) => `
- {id: unknown, anomaly: null-spike, table: flights, column: delay, during: all, volume: ${volume}}
- {id: again, anomaly: duplicate-row, table: flights, during: all, volume: 5%}
- {id: lost, anomaly: volume-drop, table: flights, during: all, volume: 5%}`;
const first = scenarioOf('lost-delays', steps('100%'));
const changed = scenarioOf('lost-delays', steps('40%'));

type Work = 'inject' | 'replace' | 'rollback';
const works: readonly Work[] = ['inject', 'replace', 'rollback'];

/** What a target holds: a digest of its flights, and the runs that are active. */
interface State {
  readonly flights: string;
  readonly active: readonly string[];
}

/** A database to die in, and what is to be done in it: a plan is of one database. */
interface Copy {
  readonly database: TestDatabase;
  readonly task: Task;
}

interface Stage {
  /** A copy in which a death has changed nothing, so that the next one can use it. */
  spare?: Copy | undefined;
  copy(): Promise<Copy>;
  readonly before: State;
  readonly after: State;
  readonly account: Account;
  /** How long it works undisturbed. */
  readonly milliseconds: number;
}

describe.each(testEngines)('on $name', (engine) => {
  const databases: TestDatabase[] = [];
  let small: ReadonlyMap<Work, Stage>;
  let large: ReadonlyMap<Work, Stage>;

  beforeAll(async () => {
    small = await prepareStages(2_000);
    large = await prepareStages(200_000);
  }, 120_000);
  afterAll(async () => {
    for (const database of new Set(databases)) await database.drop();
  });

  async function prepareStages(rows: number): Promise<ReadonlyMap<Work, Stage>> {
    const fresh = await engine.createDatabase();
    await loadFlights(await fresh.connect(), rows);
    const active = await fresh.copy();
    databases.push(fresh, active);
    const origins = { inject: fresh, replace: active, rollback: active };
    await benchFor(active).converge([first]);
    const stages = new Map<Work, Stage>();
    for (const work of works) stages.set(work, await prepareStage(origins[work], work));
    return stages;
  }

  /** Does the work once undisturbed, for what it comes to and how long it takes. */
  async function prepareStage(origin: TestDatabase, work: Work): Promise<Stage> {
    const copy = async (): Promise<Copy> => {
      const database = await origin.copy();
      return { database, task: await taskOf(database, work) };
    };
    const before = await stateOf(await origin.connect());
    const { database, task } = await copy();
    const start = performance.now();
    const account = (await runTask(task))!;
    const milliseconds = performance.now() - start;
    const after = await stateOf(await database.connect());
    await database.drop();
    expect(after.flights).not.toBe(before.flights);
    return { copy, before, after, account, milliseconds };
  }

  /** Lets a child die at its work, recovers, and looks what is left. @returns whether the work was done */
  async function dieAndRecover(stage: Stage, die: (task: Task) => Promise<Account | undefined>): Promise<boolean> {
    const copy = stage.spare ?? (await stage.copy());
    stage.spare = undefined;
    const { database, task } = copy;
    databases.push(database);
    await die(task);
    const connection = await database.connect({ lockTimeout: 20 });
    await recoverIn(connection);
    const left = await stateOf(connection);
    expect([stage.before, stage.after]).toContainEqual(left);
    await farewell(connection);
    await recoverIn(connection);
    expect(await stateOf(connection)).toEqual(left);
    await expectNoLeftovers(connection);
    await connection.close();
    const isDone = left.flights === stage.after.flights;
    if (!isDone) stage.spare = copy;
    return isDone;
  }

  it.each(works)(
    'a kill at any instant of %s on 200,000 rows leaves all or nothing',
    async (work) => {
      const stage = large.get(work)!;
      const kills = 6;
      for (let kill = 0; kill < kills; kill += 1) {
        const instant = ((kill + Math.random()) / kills) * stage.milliseconds;
        await dieAndRecover(stage, (task) => killDuring(task, instant));
      }
    },
    120_000,
  );

  it('the work is done after a crash by doing it again', async () => {
    const { copy, after } = small.get('inject')!;
    const { database, task } = await copy();
    await runTask({ ...task, death: { event: 5 } });
    await runTask(task);
    expect((await stateOf(await database.connect())).flights).toBe(after.flights);
    await database.drop();
  });
});

async function taskOf(database: TestDatabase, work: Work): Promise<Task> {
  const { url, ledgerSchema } = database;
  const task = { url, target: { ...shop, url, ledgerSchema } };
  if (work === 'rollback') return { ...task, work: { rollback: first.name } };
  const scenario = work === 'replace' ? changed : first;
  const plan = await benchFor(database).plan([scenario]);
  return { ...task, work: { plan, scenario: { text: scenario.source, path: scenario.path } } };
}

async function recoverIn(connection: Connection): Promise<void> {
  const schema = connection.server.ledgerSchema;
  await recover(connection, { schema, actor: 'tests', clock: () => new Date(), lockTimeout: 20 });
}

async function stateOf(connection: Connection): Promise<State> {
  const runs = await runsOf(connection);
  const active = runs.filter((run) => run.state === 'applied').map((run) => `${run.scenario} ${run.fingerprint}`);
  return { flights: await digestOf(connection, { schema: connection.server.defaultSchema, name: 'flights' }), active };
}

async function runsOf(connection: Connection): Promise<readonly Run[]> {
  const schema = connection.server.ledgerSchema;
  return (await hasLedger(connection, schema)) ? readRuns(connection, schema) : [];
}

/** Cheaper than a checksum: comparable on one engine. Keys of copies depend on nothing but the rows. */
async function digestOf(connection: Connection, table: TableName): Promise<string> {
  const { columns } = (await connection.describeTable(table))!;
  const digest = connection.dialect.digest(columns.map((each) => column('t', each.name)));
  const [row] = await connection.query(
    sql`select count(*) as ${name('rows')}, ${digest} as ${name('digest')} from ${connection.dialect.table(table)} t`,
  );
  return `${String(row!['rows'])} rows ${String(row!['digest'])}`;
}

/** Waits until the server has noticed that the child is dead. */
async function farewell(connection: Connection): Promise<void> {
  if (connection.server.product !== 'PostgreSQL') return;
  const others =
    'select count(*) as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  for (let patience = 0; patience < 200; patience += 1) {
    if (Number((await rowsOf(connection, others))[0]!['others']) === 0) return;
    await sleep(50);
  }
  throw new Error('the child lives on in the server');
}

async function expectNoLeftovers(connection: Connection): Promise<void> {
  const runs = await runsOf(connection);
  expect(runs.filter((run) => run.state === 'prepared')).toEqual([]);
  const known = runs.flatMap((run) => run.steps.flatMap((step) => (step.snapshot ? [step.snapshot.name] : [])));
  const tables = (await connection.listTables())
    .map((table) => table.name.name)
    .filter((each) => each.startsWith('snapshot_'));
  expect(tables.toSorted()).toEqual(known.toSorted());
}
