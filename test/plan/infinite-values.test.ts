import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import { inspectTable } from '../../src/plan/inspect.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';

describe.each(testEngines)('one number that is not finite, on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create table weather (id integer primary key, place varchar(20), wind double precision, rain real)',
      `insert into weather select n, 'Seattle', n, n from generate_series(1, 9) as g (n)`,
    );
  });
  afterAll(() => database.drop());

  it.each(['NaN', 'Infinity', '-Infinity', '1e300'])('leaves inspect and plans their figures: %s', async (odd) => {
    await run(
      connection,
      'delete from weather where id > 9',
      `insert into weather values (10, 'Seattle', cast('${odd}' as double precision), ${odd === '1e300' ? 'null' : `cast('${odd}' as real)`})`,
    );
    const inspection = await inspectTable(connection, catalog, 'weather');
    expect(inspection.columns.find(({ column }) => column.name === 'wind')).toMatchObject({ distinct: 10, nulls: 0 });
    const step = (column: string) =>
      `- {id: ${column}, anomaly: null-spike, table: weather, column: ${column}, volume: 1}`;
    const plan = await benchFor(database).plan([scenarioOf('calm', ['wind', 'rain'].map(step).join('\n'))]);
    for (const planned of plannedSteps(plan)) {
      const { mean, sd, sum } = planned.metrics!.table.before;
      expect([Number(mean), Number(sum), Number(sd)]).toEqual([5, 45, expect.closeTo(Math.sqrt(60 / 9), 9)]);
    }
  });
});
