import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';

const numbers = (count: number) =>
  `(select cast(n as integer) as n from generate_series(1, ${count}) as g (n)) as numbers`;

/** Column definitions, and the value of row n: every type that a table of the engine may hold beside a key. */
const types: Readonly<Record<'postgres' | 'duckdb', readonly (readonly [string, string])[]>> = {
  postgres: [
    ['j json', `cast('{"b": ' || n || ', "a": [1, 2.0]}' as json)`],
    ['jb jsonb', `cast('{"b": ' || n || ', "a": [1, 2.0]}' as jsonb)`],
    ['list integer[]', 'array[n, null, 3]'],
    ['words text[]', `array['a,b', 'q"u', '', null]`],
    ['bytes bytea', `decode(lpad(to_hex(n), 4, '0'), 'hex')`],
    ['mood app.mood', `cast('fine' as app.mood)`],
    ['price app.price', 'n * 1.50'],
    ['loose numeric', `case when n = 2 then 'NaN' when n = 3 then '1.00' else '1.0' end::numeric`],
    ['wide numeric(38, 10)', 'n / 7.0'],
    ['small real', `case when n = 2 then '-0' when n = 3 then 'Infinity' else '1e-7' end::real`],
    ['large double precision', `case when n = 2 then '-0' when n = 3 then 'NaN' else '0.1' end::float8`],
    ['padded char(6)', `'ab'`],
    ['flags bit(4)', `B'1010'`],
    ['address inet', `cast('10.0.0.1/24' as inet)`],
    ['spot point', 'point(n, 2)'],
    ['stretch int4range', 'int4range(n, n + 5)'],
    ['pause interval', `interval '1 month -2 days' * n`],
    ['clock timetz', `cast('10:00:00+02' as timetz)`],
    ['moment timestamptz', `timestamptz '2026-11-20 10:00+01'`],
    ['span app.span', `row(n, 'x')::app.span`],
    ['search tsvector', `to_tsvector('a fat cat')`],
    ['money money', `cast(12.5 as money)`],
    ['uid uuid', `cast('7b2e4a1c-0000-4000-8000-000000000001' as uuid)`],
    ['nothing text', 'null'],
    ['ci text collate app.loose', `'Straße'`],
    ['computed integer generated always as (id * 2) stored', ''],
  ],
  duckdb: [
    ['j json', `cast('{"b": ' || n || ', "a": [1, 2.0]}' as json)`],
    ['list integer[]', '[n, null, 3]'],
    ['fixed integer[3]', '[n, 2, 3]'],
    ['nested struct(a integer, b varchar[])', `{'a': n, 'b': ['x', 'y z']}`],
    ['pairs map(varchar, integer)', `map {'a': n, 'b': 2}`],
    ['bytes blob', `'\\x00\\xff'::blob`],
    ['mood app.mood', `cast('fine' as app.mood)`],
    ['huge hugeint', '170141183460469231731687303715884105727 - n'],
    ['unsigned ubigint', '18446744073709551615 - n'],
    ['wide decimal(38, 10)', 'n / 7'],
    ['small real', `case when n = 2 then '-0' when n = 3 then 'inf' else '1e-7' end::real`],
    ['large double', `case when n = 2 then '-0' when n = 3 then 'nan' else '0.1' end::double`],
    ['flags bit', `'1010'::bit`],
    ['pause interval', `interval '1 month' * n`],
    ['clock time', `time '10:00:00'`],
    ['moment timestamptz', `timestamptz '2026-11-20 10:00:00+01'`],
    ['precise timestamp_ns', `cast('2026-11-20 10:00:00.123456789' as timestamp_ns)`],
    ['uid uuid', `cast('7b2e4a1c-0000-4000-8000-000000000001' as uuid)`],
    ['nothing varchar', 'null'],
    ['ci varchar collate nocase', `'Straße'`],
    ['computed integer generated always as (id * 2) virtual', ''],
  ],
};

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    const own =
      engine.name === 'postgres'
        ? [
            `create domain app.price as numeric(10, 2) check (value >= 0)`,
            'create type app.span as (a integer, b text)',
            `create collation app.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,
          ]
        : [];
    await run(connection, 'create schema app', `create type app.mood as enum ('fine', 'sad')`, ...own);
    const columns = types[engine.name];
    const stored = columns.filter(([, value]) => value !== '');
    await run(
      connection,
      `create table app.samples (id integer primary key, label varchar(20), ${columns.map(([definition]) => definition).join(', ')})`,
      `insert into app.samples (id, label, ${stored.map(([definition]) => definition.split(' ')[0]).join(', ')})
        select n, 'sample ' || n, ${stored.map(([, value]) => value).join(', ')} from ${numbers(12)}`,
      'create schema "Sales Dept."',
      `create table "Sales Dept."."Order.Lines" ("ID" integer primary key, "select" varchar(20), "Größe 📦" decimal(10, 2), "a.b" varchar(20), "quote""d" integer, "order" timestamp, "t" varchar(10), "s" varchar(10))`,
      `insert into "Sales Dept."."Order.Lines" select n, 'from ' || n, n * 1.5, case when n % 2 = 0 then 'even' else 'odd' end, n, timestamp '2026-11-01' + n * interval '1 day', 't' || n, 's' || n from ${numbers(30)}`,
    );
  });
  afterAll(() => database.drop());

  describe('a table whose columns have every type', () => {
    const samples: TableName = { schema: 'app', name: 'samples' };

    it.each([
      ['copies', 'anomaly: duplicate-row, volume: 100%, during: all', 12],
      ['deletes', 'anomaly: volume-drop, volume: 100%, during: all', 12],
      ['changes beside them', 'anomaly: typo, column: label, volume: 50%, during: all', 6],
    ])('%s rows and brings them back as they were', async (_, step, count) => {
      const before = await checksum(connection, samples);
      const bench = benchFor(database);
      const [applied] = await bench.converge([scenarioOf('types', `- {id: s, table: app.samples, ${step}}`)]);
      const labels = [];
      for await (const label of readLabels(connection, applied!.injected[0]!)) labels.push(label);
      expect(labels).toHaveLength(count);
      expect(await checksum(connection, samples)).not.toBe(before);
      await bench.rollback(connection, 'types');
      await run(connection, 'drop schema faultline cascade');
      expect(await checksum(connection, samples)).toBe(before);
    });

    it('copies every value but the key', async () => {
      const bench = benchFor(database);
      await bench.converge([
        scenarioOf('types', '- {id: s, table: app.samples, anomaly: duplicate-row, volume: 100%, during: all}'),
      ]);
      const table = (await connection.describeTable(samples))!;
      const texts = table.columns
        .filter((each) => each.name !== 'id' && !each.isComputed)
        .map((each) => `cast("${each.name}" as varchar)`);
      const copies = await rows(connection, `select distinct concat_ws('|', ${texts.join(', ')}) from app.samples`);
      expect(copies).toHaveLength(12);
      expect(await rows(connection, 'select id from app.samples')).toHaveLength(24);
      await bench.rollback(connection, 'types');
    });
  });

  describe('a table with names that need quotes', () => {
    const lines: TableName = { schema: 'Sales Dept.', name: 'Order.Lines' };
    const table = `table: '"Sales Dept."."Order.Lines"'`;

    it.each([
      [`anomaly: null-spike, column: 'quote"d', during: all, select: {towards: high, of: Größe 📦}`],
      [`anomaly: typo, column: select, during: {last: 10 days, column: order}, volume: 50%`],
      [
        `anomaly: outlier, column: Größe 📦, during: all, volume: 20%, where: '"select" is not null and "quote""d" > 3'`,
      ],
      [`anomaly: category-swap, column: a.b, during: all, volume: 50%, select: {segment: a.b}`],
      [`anomaly: level-shift, column: Größe 📦, shape: ramp`],
      [`anomaly: null-spike, column: t, during: all`],
      [`anomaly: typo, column: s, during: all, volume: 100%`],
      [`anomaly: duplicate-row, during: all`],
      [`anomaly: volume-drop, during: all`],
      [`anomaly: column-renamed, column: a.b, with: {to: 'b "c" d'}`],
    ])('is broken and healed: %s', async (step) => {
      const before = await checksum(connection, lines);
      const bench = benchFor(database);
      const [applied] = await bench.converge([scenarioOf('names', `- {id: s, ${table}, ${step}}`)], {
        now: new Date('2026-11-20T09:00:00Z'),
      });
      expect(applied!.injected[0]!.rows).toBeGreaterThan(0);
      expect(await checksum(connection, lines)).not.toBe(before);
      await bench.rollback(connection, 'names');
      await run(connection, 'drop schema faultline cascade');
      expect(await checksum(connection, lines)).toBe(before);
    });
  });
});
