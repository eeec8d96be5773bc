import { aggregatesOf } from '../../src/plan/quantiles.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Sql } from '../../src/model/sql.ts';
import type { Column, Table } from '../../src/model/table.ts';
import { column, join, raw, sql } from '../../src/sql/sql.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';

describe.each(testEngines)('the dialect of $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let orders: Table;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create schema "Shöp"',
      'create sequence order_ids start 100',
      `create table "Shöp"."order" (id bigint primary key default nextval('order_ids'), email varchar(40), total numeric(12,2), paid date,
        "made At" timestamp, seen timestamp with time zone)`,
      `insert into "Shöp"."order" values (1, 'ann@shop.example', 10.00, '2026-11-20', '2026-11-20 09:30:00.5', '2026-11-20 23:30:00-02'),
        (2, 'Bob@shop.example', 20.00, '2026-11-30', '2026-11-30 00:00:00', '2026-11-30 00:00:00+00'),
        (3, null, null, null, null, null)`,
    );
    const found = await connection.describeTable({ schema: 'Shöp', name: 'order' });
    if (!found) throw new Error('no table');
    orders = found;
  });
  afterAll(() => database.drop());

  const of = (name: string): Column => {
    const found = orders.columns.find((each) => each.name === name);
    if (!found) throw new Error(`no column ${name}`);
    return found;
  };
  /** One value, as text on every engine. */
  const evaluate = async (value: Sql): Promise<unknown> => {
    const [row] = await connection.query(
      sql`select ${connection.dialect.cast(value, connection.dialect.ledgerTypes.text)} as value`,
    );
    return row?.['value'];
  };
  const text = (value: string) => connection.dialect.textLiteral(value);

  it('counts characters, not bytes and not code units', async () => {
    const { dialect } = connection;
    expect(await evaluate(dialect.length(text('Grüße 😀')))).toBe('7');
    expect(await evaluate(dialect.substring(text('a😀ße'), dialect.integer(2), dialect.integer(2)))).toBe('😀ß');
    expect(await evaluate(dialect.substring(text('abc'), dialect.integer(4), dialect.integer(1)))).toBe('');
    expect(await evaluate(dialect.position(text('ß'), text('a😀ße')))).toBe('3');
    expect(await evaluate(dialect.position(text('A'), text('aa')))).toBe('0');
  });

  it('joins texts, and nothing where one is missing', async () => {
    expect(await evaluate(connection.dialect.concat([text('a'), text('b'), text('c')]))).toBe('abc');
    expect(await evaluate(connection.dialect.concat([text('a'), raw('null')]))).toBeNull();
  });

  it.each([
    ['2026-11-20', '9999-99-99', true],
    ['2026-11-20\n', '9999-99-99', false],
    ['x2026-11-20', '9999-99-99', false],
    ['(030) 12', '(999) 99', true],
    ['1x2', '9.9', false],
    ['1.2', '9.9', true],
    ['a_b\\c[1]', 'a_b\\c[9]', true],
    ['٣', '9', false],
    ['', '', true],
  ])('sees whether %j has the shape %j: %s', async (value, shape, has) => {
    expect(await evaluate(connection.dialect.hasShape(text(value), shape))).toBe(String(has));
  });

  it('sorts text by its bytes', async () => {
    const words = join(['b', 'A', 'ä', 'a', 'B', 'z', '😀'].map((word) => sql`(${text(word)})`));
    const sorted = await connection.query(
      sql`select w from (values ${words}) as v (w) order by ${connection.dialect.bytewise(raw('w'), of('email'))}`,
    );
    expect(sorted.map((row) => row['w'])).toEqual(['A', 'B', 'a', 'b', 'z', 'ä', '😀']);
  });

  it.each([
    ['hour', '2026-11-20', '2026-11-20 09:00:00', '2026-11-21 01:00:00+00'],
    ['day', '2026-11-20', '2026-11-20 00:00:00', '2026-11-21 00:00:00+00'],
    ['week', '2026-11-16', '2026-11-16 00:00:00', '2026-11-16 00:00:00+00'],
    ['month', '2026-11-01', '2026-11-01 00:00:00', '2026-11-01 00:00:00+00'],
  ] as const)('starts a %s in UTC', async (bucket, date, timestamp, timestamptz) => {
    const { dialect } = connection;
    const start = (name: string) => dialect.text(dialect.bucketStart(column('t', name), bucket, of(name)), of(name));
    const [row] = await connection.query(sql`
      select ${start('paid')} as date, ${start('made At')} as timestamp, ${start('seen')} as timestamptz
      from ${dialect.table(orders.name)} as t where t.id = 1`);
    expect(row).toEqual({ date, timestamp, timestamptz });
  });

  it('compares columns of time with an instant, and measures from it', async () => {
    const { dialect } = connection;
    const instant = '2026-11-20T09:30:00.500000Z';
    const compare = (name: string) => sql`${column('t', name)} >= ${dialect.instant(instant, of(name))}`;
    const since = (name: string) =>
      dialect.cast(dialect.microsecondsSince(instant, column('t', name), of(name)), dialect.ledgerTypes.text);
    const [row] = await connection.query(sql`
      select ${compare('paid')} as date, ${compare('made At')} as timestamp, ${compare('seen')} as timestamptz,
        ${since('paid')} as from_date, ${since('made At')} as from_timestamp, ${since('seen')} as from_timestamptz
      from ${dialect.table(orders.name)} as t where t.id = 1`);
    expect(row).toEqual({
      date: false,
      timestamp: true,
      timestamptz: true,
      from_date: '-34200500000',
      from_timestamp: '0',
      from_timestamptz: '57599500000',
    });
    expect(() => dialect.instant(instant, of('email'))).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
  });

  it('takes the middle of existing values, the spread of all, and counts conditions', async () => {
    const { dialect } = connection;
    const survey = { median: { quantile: 0.5, of: column('t', 'total') } };
    const { aggregates, source } = aggregatesOf(dialect, survey, dialect.table(orders.name));
    const [row] = await connection.query(sql`
      select ${aggregates['median']!} as median, ${dialect.deviation(column('t', 'total'))} as deviation,
        cast(${dialect.countIf(sql`${column('t', 'email')} is null`)} as integer) as missing
      from ${source} t`);
    expect(row).toEqual({ median: '10.00', deviation: 5, missing: 1 });
  });

  it('digests rows in any order, and nothing to 0', async () => {
    const { dialect } = connection;
    const digest = async (order: string, condition: string) => {
      const values = dialect.digest([column('t', 'id'), column('t', 'email'), column('t', 'total')]);
      const [row] = await connection.query(sql`
        select ${values} as digest from (select * from ${dialect.table(orders.name)} where ${raw(condition)} order by ${raw(order)}) as t`);
      return row?.['digest'];
    };
    expect(await digest('id', 'true')).toBe(await digest('id desc', 'true'));
    expect(await digest('id', 'true')).not.toBe(await digest('id', 'id < 3'));
    expect(await digest('id', 'false')).toBe('0');
  });

  it('adds a row for all to the groups', async () => {
    const { dialect } = connection;
    const groups = await connection.query(sql`
      with ${dialect.materialized('few', sql`select ${column('t', 'id')} % 2 as odd from ${dialect.table(orders.name)} as t`)},
        ${dialect.inlined('same', sql`select odd from few ${dialect.fence}`)}
      select cast(odd as integer) as odd, cast(count(*) as integer) as n from same group by ${dialect.rollup(raw('odd'))}
      order by n ${dialect.limit(3)}`);
    expect(groups).toEqual([
      { odd: 0, n: 1 },
      { odd: 1, n: 2 },
      { odd: null, n: 3 },
    ]);
  });

  it('updates and deletes by a join with a source, and finds rows by their place', async () => {
    const { dialect } = connection;
    const source = sql`(select ${dialect.integer(1)} as id, ${text('new@shop.example')} as email)`;
    const on = sql`${column('t', 'id')} = ${column('fl_s', 'id')}`;
    await connection.begin('read write');
    expect(
      await connection.execute(dialect.update(orders.name, [['email', column('fl_s', 'email')]], source, on)),
    ).toBe(1);
    expect(await rows(connection, 'select email from "Shöp"."order" where id = 1')).toEqual([
      { email: 'new@shop.example' },
    ]);
    const second = sql`(select id from ${dialect.table(orders.name)} where id = 2)`;
    expect(await connection.execute(dialect.delete(orders.name, second, sql`t.id = fl_s.id`))).toBe(1);
    expect(await rows(connection, 'select cast(id as integer) as id from "Shöp"."order" order by id')).toEqual([
      { id: 1 },
      { id: 3 },
    ]);
    await connection.rollback();
    expect(
      await rows(connection, 'select cast(count(*) as integer) as n from "Shöp"."order" where email is not null'),
    ).toEqual([{ n: 2 }]);
  });

  it('inserts copies of rows with keys from the column’s own generator', async () => {
    const { dialect } = connection;
    await connection.begin('read write');
    const copies = sql`select ${dialect.generated(orders.name, of('id'))}, ${column('t', 'email')} from ${dialect.table(orders.name)} as t where t.id < 3`;
    expect(await connection.execute(dialect.insert(orders.name, [of('id'), of('email')], copies))).toBe(2);
    const made = await rows(
      connection,
      'select cast(id as integer) as id from "Shöp"."order" where id > 3 order by id',
    );
    await connection.rollback();
    expect(made).toEqual([{ id: 100 }, { id: 101 }]);
  });

  it('creates a typed table once, renames a column and drops the table', async () => {
    const { dialect } = connection;
    const table = { schema: 'fault line', name: 'snap"shot' };
    const columns = [
      { name: 'k1', type: of('id').storage, isNullable: false },
      { name: 'b 1', type: of('total').storage, isNullable: true },
    ];
    for (let times = 0; times < 2; times += 1) {
      await connection.execute(dialect.createSchema(table.schema));
      await connection.execute(dialect.createTable(table, columns, ['k1']));
    }
    await connection.execute(dialect.renameColumn(table, 'b 1', 'a 1'));
    const made = await connection.describeTable(table);
    expect(made?.columns.map(({ name, type, isNullable }) => [name, type, isNullable])).toEqual([
      ['k1', of('id').type, false],
      ['a 1', of('total').type, true],
    ]);
    expect(made?.keys.map((key) => key.columns)).toEqual([['k1']]);
    await connection.execute(dialect.dropTable(table));
    await connection.execute(dialect.dropTable(table));
    expect(await connection.describeTable(table)).toBeUndefined();
  });
});
