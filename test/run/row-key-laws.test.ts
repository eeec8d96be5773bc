import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { exactRows } from '../../src/snapshot/volume.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

/** What tells rows apart though it reads alike, of each engine. */
const awkward = {
  postgres: [
    'n numeric, f double precision, t text, b bytea, j json, i interval, a text[], p point, c char(3)',
    `(1.0, '-0', 'a', '\\x00', '{"a": 1}', '30 days', '{a,NULL}', '(1,2)', 'x'),
     (1.00, '0', 'a ', '\\x', '{"a":1}', '1 mon', '{a,"NULL"}', '(1,2)', 'x'),
     (1.00, 'NaN', '', null, '{"a":1}', '1 mon', '{}', null, null),
     (null, 'Infinity', null, '\\x', 'null', null, null, '(1,2)', 'x')`,
  ],
  duckdb: [
    'n decimal(8, 2), f double, t varchar, b blob, j json, i interval, a varchar[], p struct(x integer, y integer)',
    `(1, '-0', 'a', '\\x00', '{"a": 1}', '30 days', ['a', null], {x: 1, y: 2}),
     (1, '0', 'a ', '', '{"a":1}', '1 month', ['a', 'NULL'], {x: 1, y: 2}),
     (1, 'NaN', '', null, '{"a":1}', '1 month', [], null),
     (null, 'Infinity', null, '', 'null', null, null, {x: 1, y: 2})`,
  ],
} as const;

describe.each(testEngines)('laws of rows known by all that they hold, on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let number = 0;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    await run(connection, 'create table visits (page varchar(9), seconds integer)');
    const [columns, values] = awkward[engine.name];
    await run(
      connection,
      `create table awkward (${columns})`,
      ...[1, 2, 3].map(() => `insert into awkward values ${values}`),
    );
  });
  afterAll(() => database.drop());

  const sum = (name: string) => checksum(connection, { schema: connection.server.defaultSchema, name });
  const count = async (where: string) =>
    Number((await rows(connection, `select count(*) as n from visits where ${where}`))[0]!['n']);
  const named = (steps: readonly string[]) => scenarioOf(`laws-${++number}`, steps.join('\n'));

  it('volumes are exact, and what comes back is what was there, however many rows are alike', async () => {
    const visit = fc.tuple(fc.constantFrom('home', 'cart', null), fc.integer({ min: 0, max: 1 }));
    const volume = fc.integer({ min: 0, max: 100 });
    const cases = fc.tuple(fc.array(visit, { minLength: 1, maxLength: 40 }), volume, volume, volume);
    await fc.assert(
      fc.asyncProperty(cases, async ([visits, nulls, gone, twice]) => {
        const values = visits.map(([page, seconds]) => `(${page === null ? 'null' : `'${page}'`}, ${seconds})`);
        await run(connection, 'delete from visits', `insert into visits values ${values.join(', ')}`);
        const before = await sum('visits');
        const scenario = named([
          `- {id: nulls, anomaly: null-spike, table: visits, column: page, key: row, volume: ${nulls}%}`,
          `- {id: gone, anomaly: volume-drop, table: visits, key: row, volume: ${gone}%}`,
          `- {id: twice, anomaly: duplicate-row, table: visits, key: row, volume: ${twice}%}`,
        ]);
        const missing = visits.filter(([page]) => page === null).length;
        const emptied = exactRows({ percent: String(nulls) }, visits.length - missing);
        const removed = exactRows({ percent: String(gone) }, visits.length);
        const copied = exactRows({ percent: String(twice) }, visits.length - removed);
        const [applied] = await bench.converge([scenario]);
        expect(applied!.injected[0]!.steps.map((step) => step.rows)).toEqual([emptied, removed, copied]);
        expect(await count('1 = 1')).toBe(visits.length - removed + copied);
        const [undone] = await bench.rollback(connection, scenario.name);
        expect(undone).toMatchObject({ restored: emptied + removed + copied, already: 0, skipped: 0, gone: 0 });
        expect(await sum('visits')).toBe(before);
      }),
      { numRuns: 6 },
    );
  });

  it('values that read alike are told apart', async () => {
    const before = await sum('awkward');
    const scenario = named([
      '- {id: numbers, anomaly: null-spike, table: awkward, column: n, key: row, volume: 50%}',
      '- {id: texts, anomaly: null-spike, table: awkward, column: t, key: row, volume: 50%}',
      '- {id: gone, anomaly: volume-drop, table: awkward, key: row, volume: 50%}',
      '- {id: twice, anomaly: duplicate-row, table: awkward, key: row, volume: 50%}',
    ]);
    const [applied] = await bench.converge([scenario]);
    expect(applied!.injected[0]!.steps.map((step) => step.rows)).toEqual([5, 5, 6, 3]);
    await bench.rollback(connection, scenario.name);
    expect(await sum('awkward')).toBe(before);
  });
});
