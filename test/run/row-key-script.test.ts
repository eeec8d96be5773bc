import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { ScriptEntry } from '../../src/model/script.ts';
import { applyScript } from '../../src/run/script/apply-script.ts';
import { rollbackScript } from '../../src/run/script/rollback-script.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { runByHand } from './hand.ts';
import { benchFor, scenarioOf } from './workbench.ts';

const steps = `
- {id: nulls, anomaly: null-spike, table: visits, column: page, key: row, volume: 30%}
- {id: gone, anomaly: volume-drop, table: visits, key: row, volume: 20%}
- {id: twice, anomaly: duplicate-row, table: visits, key: row, volume: 25%}`;

describe.each(testEngines)('scripts for rows known by all that they hold, on $name', (engine) => {
  it('change them and take them back by hand', async () => {
    const database = await engine.createDatabase();
    let connection = await database.connect();
    await run(
      connection,
      'create table visits (page varchar(20), seconds integer)',
      "insert into visits select 'page ' || (n % 3), n % 4 from generate_series(1, 240) as s (n)",
    );
    const visits = { schema: connection.server.defaultSchema, name: 'visits' };
    const before = await checksum(connection, visits);
    const scenario = scenarioOf('visits', steps);
    const plan = await benchFor(database).plan([scenario]);
    const author = {
      project: 'acme-dq',
      actor: 'tests',
      clock: () => new Date(),
      schema: connection.server.ledgerSchema,
      onConflict: 'abort' as const,
      what: undefined,
    };
    // DuckDB lets one process at a time at a file.
    const byHand = async (entries: readonly ScriptEntry[]) => {
      const script = {
        target: 'shop',
        ...connection.server,
        about: [],
        entries,
        scripting: connection.dialect.script,
      };
      await connection.close();
      expect(await runByHand(database, script)).toMatchObject({ isDone: true });
      connection = await database.connect();
    };
    const targetPlan = plan.targets[0]!;
    await byHand(await applyScript(connection, { ...author, plan, targetPlan, catalog, scenarios: [scenario] }));
    expect(await rows(connection, 'select cast(count(*) as integer) as n from visits')).toEqual([{ n: 240 }]);
    expect(await checksum(connection, visits)).not.toBe(before);
    await byHand(await rollbackScript(connection, author));
    expect(await checksum(connection, visits)).toBe(before);
    await database.drop();
  });
});
