import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Column } from '../../src/model/table.ts';
import { column, raw, sql } from '../../src/sql/sql.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

/** Type, literal, text on every engine, canonical text of a key (undefined = no key). */
const cases: readonly (readonly [string, string, string, string | undefined])[] = [
  ['smallint', '-32768', '-32768', '-32768'],
  ['integer', '2147483647', '2147483647', '2147483647'],
  ['bigint', "'-9223372036854775808'", '-9223372036854775808', '-9223372036854775808'],
  ['numeric(12,2)', '12.5', '12.50', '12.50'],
  ['numeric(12,2)', '-0.05', '-0.05', '-0.05'],
  ['numeric(5,0)', '42', '42', '42'],
  ['real', '1.5', '1.5', undefined],
  ['real', '12500000000', '12499999744', undefined],
  ['real', '0.1', '0.10000000149011612', undefined],
  ['double precision', '300', '300', undefined],
  ['double precision', '0.1', '0.1', undefined],
  ['double precision', "'-0'", '-0', undefined],
  ['double precision', '1e15', '1000000000000000', undefined],
  ['double precision', '1234567890123456', '1234567890123456', undefined],
  ['double precision', '1e16', '10000000000000000', undefined],
  ['double precision', '1e20', '1e+20', undefined],
  ['real', '1234567.125', '1234567.125', undefined],
  ['double precision', '0.00001', '1e-05', undefined],
  ['double precision', '1.5e300', '1.5e+300', undefined],
  ['double precision', "'NaN'", 'NaN', undefined],
  ['double precision', "'-Infinity'", '-Infinity', undefined],
  ['varchar(20)', "'Grüße 😀 '", 'Grüße 😀 ', 'Grüße 😀 '],
  ['text', "''", '', ''],
  ['boolean', 'true', 'true', 'true'],
  ['date', "'2024-02-29'", '2024-02-29', '2024-02-29'],
  ['time', "'09:00:00.25'", '09:00:00.25', undefined],
  ['timestamp', "'2026-11-20 09:00:00'", '2026-11-20 09:00:00', '2026-11-20 09:00:00.000000'],
  ['timestamp', "'2026-11-20 09:00:00.120'", '2026-11-20 09:00:00.12', '2026-11-20 09:00:00.120000'],
  [
    'timestamp with time zone',
    "'2026-11-20 09:00:00.123456+02'",
    '2026-11-20 07:00:00.123456+00',
    '2026-11-20 07:00:00.123456',
  ],
  ['interval', "'1 year 2 months 3 days 04:05:06.5'", '1 year 2 months 3 days 04:05:06.5', undefined],
  ['interval', "'-1 month 2 days -00:00:01'", '-1 month 2 days -00:00:01', undefined],
  ['interval', "'-1 year -2 months -1 day'", '-1 year -2 months -1 day', undefined],
  [
    'uuid',
    "'0193A1C2-D3E4-F506-1728-394A5B6C7D8E'",
    '0193a1c2-d3e4-f506-1728-394a5b6c7d8e',
    '0193a1c2d3e4f5061728394a5b6c7d8e',
  ],
  ['json', `'{"a": [1, null]}'`, '{"a": [1, null]}', undefined],
  ['binary', 'ab00ff', 'ab00ff', 'ab00ff'],
  ['mood', "'sad'", 'sad', 'sad'],
];

describe.each(testEngines)('values on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let columns: readonly Column[];

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    const isPostgres = engine.name === 'postgres';
    const binary = isPostgres ? 'bytea' : 'blob';
    const literal = ([type, text]: (typeof cases)[number]) => {
      if (type !== 'binary') return `cast(${text} as ${type})`;
      return isPostgres ? `decode('${text}', 'hex')` : `unhex('${text}')`;
    };
    await run(
      connection,
      "create type mood as enum ('happy', 'sad')",
      `create table samples (${cases.map(([type], index) => `c${index} ${type === 'binary' ? binary : type}`).join(', ')})`,
      `insert into samples values (${cases.map(literal).join(', ')})`,
      `insert into samples (c0) values (null)`,
    );
    columns =
      (await connection.describeTable({ schema: connection.server.defaultSchema, name: 'samples' }))?.columns ?? [];
  });
  afterAll(() => database.drop());

  const of = (index: number): Column => {
    const found = columns[index];
    if (!found) throw new Error(`no column ${index}`);
    return found;
  };

  it.each(cases.map((each, index) => [each[0], each[1], each[2], index] as const))(
    '%s %s reads %s',
    async (_type, _literal, text, index) => {
      const { dialect } = connection;
      const value = column('t', `c${index}`);
      const rows = await connection.query(sql`
      select ${dialect.text(value, of(index))} as text,
        ${dialect.same(dialect.fromText(dialect.text(value, of(index)), of(index)), value, of(index))} as is_same
      from samples as t order by 1 nulls last`);
      expect(rows[0]).toEqual({ text, is_same: true });
      expect(rows[1]).toEqual({ text: null, is_same: true });
    },
  );

  it.each(cases.flatMap((each, index) => (each[3] === undefined ? [] : [[each[0], each[1], each[3], index] as const])))(
    '%s %s is %s in a key',
    async (_type, _literal, canonical, index) => {
      const { dialect } = connection;
      const [row] = await connection.query(sql`
        select ${dialect.canonical(column('t', `c${index}`), of(index))} as canonical
        from samples as t where t.${raw(`c${index}`)} is not null`);
      expect(row?.['canonical']).toBe(canonical);
    },
  );

  it('of types without a canonical text are refused as keys', () => {
    for (const [index, [type, , , canonical]] of cases.entries()) {
      if (canonical !== undefined) continue;
      expect(() => connection.dialect.canonical(raw('x'), of(index)), type).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED' }),
      );
    }
  });

  it.each([
    ['varchar(20)', "'a'", "'A'"],
    ['varchar(20)', "'a'", "'a '"],
    ['varchar(20)', "'a'", 'null'],
    ['double precision', '0', "'-0'"],
    ['interval', "'1 month'", "'30 days'"],
    ['numeric(12,2)', '1.10', '1.11'],
    ['json', `'{"a":1}'`, `'{"a": 1}'`],
    ['boolean', 'true', 'false'],
  ])('of %s tell %s from %s', async (type, left, right) => {
    const index = cases.findIndex(([each]) => each === type);
    const side = (text: string) => connection.dialect.cast(raw(text), of(index).storage);
    const [row] = await connection.query(sql`
      select ${connection.dialect.same(side(left), side(right), of(index))} as differ,
        ${connection.dialect.same(side(left), side(left), of(index))} as equal,
        ${connection.dialect.same(side('null'), side('null'), of(index))} as nulls`);
    expect(row).toEqual({ differ: false, equal: true, nulls: true });
  });
});
