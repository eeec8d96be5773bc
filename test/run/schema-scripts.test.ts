import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { ScriptEntry } from '../../src/model/script.ts';
import type { TableName } from '../../src/model/table.ts';
import { applyScript } from '../../src/run/script/apply-script.ts';
import { rollbackScript } from '../../src/run/script/rollback-script.ts';
import { readTexts } from '../plan/replay.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { runByHand } from './hand.ts';
import { lineTables } from './line-tables.ts';
import { benchFor, scenarioOf } from './workbench.ts';

const clock = () => new Date('2026-11-20T09:00:00Z');

const engines = allTestEngines.filter(({ name }) => lineTables[name] !== undefined && name !== 'mysql');

describe.each(engines)('scripts on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let lines: TableName;

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    lines = { schema: connection.server.defaultSchema, name: 'lines' };
    await execute(connection, ...lineTables[engine.name]!);
  });
  afterEach(() => database.drop());

  /** DuckDB lets one process at a time at a file. */
  async function byHand(entries: readonly ScriptEntry[]): Promise<void> {
    const { server, dialect } = connection;
    await connection.close();
    const script = { target: 'shop', ...server, about: ['A test writes it.'], entries, scripting: dialect.script };
    expect(await runByHand(database, script)).toMatchObject({ isDone: true });
    connection = await database.connect();
  }

  it('take a column away, keep its values and put all of it back', async () => {
    const before = await readTexts(connection, lines);
    const scenarios = [scenarioOf('drift', '- {id: s, anomaly: column-dropped, table: lines, column: price}')];
    const author = () => ({
      schema: connection.server.ledgerSchema,
      onConflict: 'abort' as const,
      actor: 'tests',
      clock,
    });
    const plan = await benchFor(database).plan(scenarios, { now: clock() });
    const targetPlan = plan.targets[0]!;
    await byHand(await applyScript(connection, { ...author(), plan, targetPlan, catalog, scenarios }));
    const columns = (await connection.describeTable(lines))!.columns.map(({ name }) => name);
    expect(columns).not.toContain('price');
    const back = await rollbackScript(connection, { ...author(), what: undefined, project: 'acme-dq' });
    await byHand(back);
    expect(await readTexts(connection, lines)).toEqual(before);
  });
});
