import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { refusalOf } from './refusal.ts';

describe.each(testEngines)('on $name a text whose case does not count', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    const isDuckDb = engine.name === 'duckdb';
    if (!isDuckDb) {
      await run(
        connection,
        "create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
      );
    }
    const text = isDuckDb ? 'varchar collate nocase' : 'text collate caseless';
    await run(
      connection,
      `create table coupons (code ${text}, line integer, number integer, note varchar(10))`,
      "insert into coupons values ('Spring', 1, 11, 'a'), ('SPRING', 1, 12, 'b'), ('Summer', 1, 13, 'c'), ('Autumn', 2, 14, 'd')",
    );
  });
  afterAll(() => database.drop());

  const noted = (key: string) =>
    scenarioOf('noted', `- {id: s, anomaly: null-spike, table: coupons, column: note, key: ${key}, volume: 100%}`);

  it('is no key where it repeats but for its case, alone or with others', async () => {
    for (const key of ['[code]', '[code, line]']) {
      expect(await refusalOf(() => bench.plan([noted(key)])), key).toMatchObject({ code: 'NO_KEY' });
    }
  });

  it('is passed over where a key is looked for', async () => {
    const [step] = plannedSteps(await bench.plan([noted('auto')]));
    expect(step!.frozen).toMatchObject({ key: { columns: ['number'], origin: 'verified unique' }, rows: 4 });
  });

  it('is a key where it is unique all the same', async () => {
    await run(connection, "delete from coupons where code = 'SPRING' and number = 12");
    expect(plannedSteps(await bench.plan([noted('[code]')]))[0]!.frozen.rows).toBe(3);
  });
});
