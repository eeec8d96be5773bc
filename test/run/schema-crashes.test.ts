import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRuns } from '../../src/ledger/runs.ts';
import type { Connection } from '../../src/model/engine.ts';
import { recover } from '../../src/run/recover.ts';
import { readTexts } from '../plan/replay.ts';
import type { Task } from '../support/crash-child.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { runTask } from './crash.ts';
import { lineTables } from './line-tables.ts';
import { benchFor, scenarioOf, shop } from './workbench.ts';

const steps = {
  'a column is dropped': '- {id: s, anomaly: column-dropped, table: lines, column: price}',
  'a column gets another type': '- {id: s, anomaly: column-retyped, table: lines, column: price}',
};

const mariadb = allTestEngines.filter(({ name }) => name === 'mariadb');

/** Where each statement commits by itself, a kill may leave a table between two shapes. */
describe.each(mariadb)('on $name, killed at any statement', (engine) => {
  let template: TestDatabase;

  beforeAll(async () => {
    template = await engine.createDatabase();
    await execute(await template.connect(), ...lineTables[engine.name]!);
  });
  afterAll(() => template.drop());

  const recoverIn = (connection: Connection) =>
    recover(connection, {
      schema: connection.server.ledgerSchema,
      actor: 'tests',
      clock: () => new Date(),
      lockTimeout: 20,
    });

  async function stateOf(connection: Connection): Promise<unknown> {
    const lines = { schema: connection.server.defaultSchema, name: 'lines' };
    return [await connection.declareTable(lines), [...(await readTexts(connection, lines))]];
  }

  /** What ends a database's life in this test, and how it stands then; names of databases are taken out of it. */
  async function finished(database: TestDatabase, work: (connection: Connection) => Promise<unknown>): Promise<string> {
    const connection = await database.connect({ lockTimeout: 20 });
    await work(connection);
    const text = JSON.stringify(await stateOf(connection)).replaceAll(connection.server.defaultSchema, 'shop');
    await database.drop();
    return text;
  }

  function taskOf(database: TestDatabase, work: Task['work']): Task {
    return { url: database.url, target: { ...shop, url: database.url, ledgerSchema: database.ledgerSchema }, work };
  }

  it.each(Object.entries(steps))(
    'while %s, all is as before after a recovery',
    async (_, step) => {
      const scenario = scenarioOf('drift', step);
      const before = await finished(await template.copy(), async () => undefined);
      const workIn = async (database: TestDatabase) =>
        taskOf(database, {
          plan: await benchFor(database).plan([scenario]),
          scenario: { text: scenario.source, path: scenario.path },
        });
      const whole = await template.copy();
      const { statements } = (await runTask(await workIn(whole)))!;
      await whole.drop();
      const phases = new Set<string>();
      for (let statement = statements - 5; statement < statements; statement += 1) {
        const database = await template.copy();
        await runTask({ ...(await workIn(database)), death: { statement, side: 'after' } });
        const left = await finished(database, async (connection) => {
          const [run] = await readRuns(connection, connection.server.ledgerSchema);
          phases.add(run?.state ?? 'none');
          await recoverIn(connection);
        });
        expect(left).toBe(before);
      }
      expect(phases).toContain('altering');
    },
    60_000,
  );

  it.each(Object.entries(steps))(
    'while it is taken back that %s, a second rollback goes on',
    async (_, step) => {
      const scenario = scenarioOf('drift', step);
      const before = await finished(await template.copy(), async () => undefined);
      const applied = await template.copy();
      await benchFor(applied).converge([scenario]);
      const whole = await applied.copy();
      const { statements } = (await runTask(taskOf(whole, { rollback: 'drift' })))!;
      await whole.drop();
      for (let statement = 2; statement < statements; statement += 2) {
        const database = await applied.copy();
        await runTask({ ...taskOf(database, { rollback: 'drift' }), death: { statement, side: 'after' } });
        const left = await finished(database, async (connection) => {
          await recoverIn(connection);
          await benchFor(database)
            .rollback(connection)
            .catch((error: unknown) => expect(error).toMatchObject({ code: 'UNKNOWN_RUN' }));
        });
        expect(left).toBe(before);
      }
      await applied.drop();
    },
    60_000,
  );
});
