import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasLedger } from '../../src/ledger/prepare.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Run } from '../../src/model/run.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { recover } from '../../src/run/recover.ts';
import { rollback } from '../../src/run/rollback.ts';
import { column, name, sql } from '../../src/sql/sql.ts';
import { runTask } from '../run/crash.ts';
import { benchFor, scenarioOf, shop } from '../run/workbench.ts';
import type { Account, Task } from '../support/crash-child.ts';
import { loadFlights } from '../support/data-sets.ts';
import type { TestDatabase } from '../support/engines.ts';
import type { Conforming } from './conforming.ts';
import { inShop } from './shop.ts';

const rows = scenarioOf(
  'lost-delays',
  `
- {id: unknown, anomaly: null-spike, table: flights, column: delay, during: all, volume: 100%}
- {id: again, anomaly: duplicate-row, table: flights, during: all, volume: 5%}
- {id: lost, anomaly: volume-drop, table: flights, during: all, volume: 5%}`,
);
const changed = scenarioOf(
  'lost-delays',
  '- {id: unknown, anomaly: null-spike, table: flights, column: delay, during: all, volume: 40%}',
);
const columns = scenarioOf(
  'other-names',
  `
- {id: first, anomaly: column-renamed, table: flights, column: delay}
- {id: second, anomaly: column-renamed, table: flights, column: distance}`,
);

/** What is done when the process dies: a scenario over another one that may be active, or a rollback. */
interface Work {
  readonly active: Scenario | undefined;
  readonly next: Scenario | undefined;
}

const works: Readonly<Record<string, Work>> = {
  'an injection of rows': { active: undefined, next: rows },
  'a replacement of rows': { active: rows, next: changed },
  'a rollback of rows': { active: rows, next: undefined },
  'an alteration': { active: undefined, next: columns },
  'a rollback of an alteration': { active: columns, next: undefined },
};

interface State {
  readonly flights: string;
  readonly active: readonly string[];
}

interface Scene {
  /** Where the work starts from; only ever copied. */
  readonly origin: TestDatabase;
  /** Planned in the copy itself: on some engines its tables have another schema. */
  readonly task: (database: TestDatabase) => Promise<Task>;
  readonly before: State;
  readonly after: State;
  readonly account: Account;
}

/** A process that is killed at any point of its work leaves all of it or nothing, once it is recovered. */
export function crashes({ engine }: Conforming): void {
  describe('a kill', () => {
    const databases: TestDatabase[] = [];
    const scenes = new Map<string, Scene>();

    beforeAll(async () => {
      const fresh = await engine.createDatabase();
      databases.push(fresh);
      await loadFlights(await fresh.connect(), 2_000);
      for (const [title, work] of Object.entries(works)) scenes.set(title, await sceneOf(fresh, work));
    }, 120_000);
    afterAll(async () => {
      for (const database of databases) await database.drop();
    });

    async function sceneOf(fresh: TestDatabase, { active, next }: Work): Promise<Scene> {
      const origin = await fresh.copy();
      databases.push(origin);
      if (active) await benchFor(origin).converge([active]);
      const scenario = next ?? active!;
      const task = async (database: TestDatabase) =>
        taskOf(database, next && (await benchFor(database).plan([next])), scenario);
      const before = await stateOf(await origin.connect());
      const copy = await origin.copy();
      const work = await task(copy);
      const account = (await runTask(work))!;
      const after = await stateOf(await copy.connect());
      await copy.drop();
      expect(after).not.toEqual(before);
      return { origin, task, before, after, account };
    }

    /** @returns whether the work was done in the end */
    async function dieAndRecover(scene: Scene, die: (task: Task) => Promise<unknown>): Promise<boolean> {
      const database = await scene.origin.copy();
      try {
        await die(await scene.task(database));
        const connection = await database.connect({ lockTimeout: 20 });
        await recoverIn(connection);
        await finishAlterations(scene, connection);
        const left = await stateOf(connection);
        expect([scene.before, scene.after]).toContainEqual(left);
        const runs = await runsOf(connection);
        expect(runs.filter((run) => run.state === 'prepared' || run.state === 'altering')).toEqual([]);
        const known = runs.flatMap((run) => run.steps.flatMap((step) => (step.snapshot ? [step.snapshot.name] : [])));
        const tables = (await connection.listTables()).map((table) => table.name);
        const own = tables.filter((each) => each.schema === database.ledgerSchema && each.name.startsWith('snapshot_'));
        expect(own.map((each) => each.name).toSorted()).toEqual(known.toSorted());
        return JSON.stringify(left) === JSON.stringify(scene.after);
      } finally {
        await database.drop();
      }
    }

    /** Alterations that commit by themselves may be taken back in part, their run being active still: a second rollback goes on. */
    async function finishAlterations({ before, after }: Scene, connection: Connection): Promise<void> {
      const left = JSON.stringify(await stateOf(connection));
      if ([before, after].some((state) => JSON.stringify(state) === left) || connection.dialect.hasTransactionalDdl)
        return;
      await rollBack(connection);
    }

    it.each(Object.keys(works))(
      'at any boundary of %s leaves all or nothing',
      async (title) => {
        const scene = scenes.get(title)!;
        const outcomes = new Map<string, boolean>();
        for (const [index, event] of scene.account.events.entries())
          outcomes.set(event, await dieAndRecover(scene, (task) => runTask({ ...task, death: { event: index + 1 } })));
        expect(outcomes.get('committed')).toBe(true);
      },
      120_000,
    );

    it.each(Object.keys(works))(
      'between two statements of %s leaves all or nothing',
      async (title) => {
        const scene = scenes.get(title)!;
        for (let statement = 1; statement <= scene.account.statements; statement += 4) {
          const side = statement % 2 === 0 ? 'after' : 'before';
          await dieAndRecover(scene, (task) => runTask({ ...task, death: { statement, side } }));
        }
      },
      120_000,
    );
  });
}

function taskOf(database: TestDatabase, plan: Plan | undefined, scenario: Scenario): Task {
  const work =
    plan === undefined
      ? { rollback: scenario.name }
      : { plan, scenario: { text: scenario.source, path: scenario.path } };
  return { url: database.url, target: { ...shop, url: database.url, ledgerSchema: database.ledgerSchema }, work };
}

async function recoverIn(connection: Connection): Promise<void> {
  const { ledgerSchema: schema } = connection.server;
  await recover(connection, { schema, actor: 'tests', clock: () => new Date(), lockTimeout: 20 });
}

async function rollBack(connection: Connection): Promise<void> {
  const { ledgerSchema: schema } = connection.server;
  const clock = () => new Date();
  await rollback(connection, {
    schema,
    what: undefined,
    project: 'acme-dq',
    onConflict: 'abort',
    actor: 'tests',
    clock,
    lockTimeout: 20,
    emit: () => {},
  });
}

async function runsOf(connection: Connection): Promise<readonly Run[]> {
  const { ledgerSchema: schema } = connection.server;
  return (await hasLedger(connection, schema)) ? readRuns(connection, schema) : [];
}

/** What the flights hold, and the runs that are active: comparable on one engine. */
async function stateOf(connection: Connection): Promise<State> {
  const table = inShop(connection, 'flights');
  const described = (await connection.describeTable(table))!.columns;
  const digest = connection.dialect.digest(described.map((each) => column('t', each.name)));
  const [row] = await connection.query(
    sql`select count(*) as ${name('found')}, ${digest} as ${name('digest')} from ${connection.dialect.table(table)} t`,
  );
  const names = described.map((each) => each.name).join(' ');
  const active = (await runsOf(connection)).filter((run) => run.state === 'applied');
  return {
    flights: `${names}: ${String(row!['found'])} rows ${String(row!['digest'])}`,
    active: active.map((run) => `${run.scenario} ${run.fingerprint}`),
  };
}
