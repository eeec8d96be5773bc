import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import type { Column } from '../../../src/model/table.ts';
import { column, name, raw, sql } from '../../../src/sql/sql.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';
import { describeFamily } from './family.ts';

interface Sample {
  readonly type: string;
  readonly literal: string;
  readonly text: string;
  /** Of a key; undefined = no key. */
  readonly canonical?: string;
  readonly only?: 'mysql' | 'mariadb';
}

const key = (type: string, literal: string, text: string, canonical = text): Sample => ({
  type,
  literal,
  text,
  canonical,
});
const plain = (type: string, literal: string, text: string): Sample => ({ type, literal, text });

const samples: readonly Sample[] = [
  key('tinyint(1)', '-128', '-128'),
  key('mediumint', '8388607', '8388607'),
  key('int unsigned zerofill', '42', '42'),
  key('bigint', "'-9223372036854775808'", '-9223372036854775808'),
  key('bigint unsigned', '18446744073709551615', '18446744073709551615'),
  key('year', '2026', '2026'),
  key('year', '0', '0'),
  key('decimal(12,2)', '12.5', '12.50'),
  key('decimal(12,2)', '-0.05', '-0.05'),
  key('decimal(12,2) zerofill', '12.5', '12.50'),
  key('decimal(5,0)', '42', '42'),
  key('decimal(65,30)', '1.5', '1.500000000000000000000000000000'),
  plain('float', '1.5', '1.5'),
  plain('float', '0.1', '0.10000000149011612'),
  plain('float', '12500000000', '12499999744'),
  plain('float', '1234567.125', '1234567.125'),
  plain('float(7,2)', '1.01', '1.0099999904632568'),
  plain('double(10,3)', '1.0110001', '1.011'),
  plain('double', '300', '300'),
  plain('double', '0.1', '0.1'),
  { ...plain('double', "'-0'", '-0'), only: 'mysql' },
  plain('double', '0.0001', '0.0001'),
  plain('double', '0.00001', '1e-05'),
  plain('double', '-0.000012345', '-1.2345e-05'),
  plain('double', '1e-14', '1e-14'),
  plain('double', '-1.5e-300', '-1.5e-300'),
  plain('double', '1e15', '1000000000000000'),
  plain('double', '1234567890123456.5', '1234567890123456.5'),
  plain('double', '1e16', '10000000000000000'),
  plain('double', '-9.1e18', '-9100000000000000000'),
  plain('double', '1e20', '1e+20'),
  plain('double', '1.5e300', '1.5e+300'),
  key('varchar(20)', "'Grüße 😀 '", 'Grüße 😀 '),
  key('varchar(20) character set latin1', "'Grüße '", 'Grüße '),
  key('char(10)', "'ab '", 'ab'),
  key('text', "''", ''),
  key('date', "'2024-02-29'", '2024-02-29'),
  key('date', "'0000-00-00'", '0000-00-00'),
  key('date', "'2026-11-00'", '2026-11-00'),
  plain('time', "'10:00:00'", '10:00:00'),
  plain('time(2)', "'09:00:00.25'", '09:00:00.25'),
  plain('time(3)', "'-838:59:59.000'", '-838:59:59'),
  key('datetime', "'2026-11-20 09:00:00'", '2026-11-20 09:00:00', '2026-11-20 09:00:00.000000'),
  key('datetime(3)', "'2026-11-20 09:00:00.120'", '2026-11-20 09:00:00.12', '2026-11-20 09:00:00.120000'),
  key('datetime(6)', "'2026-11-20 10:20:30'", '2026-11-20 10:20:30', '2026-11-20 10:20:30.000000'),
  key('datetime(6)', "'0000-00-00'", '0000-00-00 00:00:00', '0000-00-00 00:00:00.000000'),
  key(
    'timestamp(6) null',
    "'2026-11-20 07:00:00.123456'",
    '2026-11-20 07:00:00.123456+00',
    '2026-11-20 07:00:00.123456',
  ),
  key('timestamp null', "'2026-11-20 07:00:00'", '2026-11-20 07:00:00+00', '2026-11-20 07:00:00.000000'),
  plain('json', `'{"a": [1, null]}'`, '{"a": [1, null]}'),
  key('varbinary(8)', "x'ab00ff'", 'ab00ff'),
  key('binary(4)', "x'ab00'", 'ab000000'),
  key('blob', "x''", ''),
  key("enum('happy','s''ad')", "'s''ad'", "s'ad"),
  plain("set('p','q')", "'p,q'", 'p,q'),
  plain('bit(12)', "b'101'", '5'),
  plain('bit(64)', "x'ffffffffffffffff'", '18446744073709551615'),
  plain('point', 'point(1, 2)', '000000000101000000000000000000f03f0000000000000040'),
  {
    ...key(
      'uuid',
      "'0193A1C2-D3E4-4506-9728-394A5B6C7D8E'",
      '0193a1c2-d3e4-4506-9728-394a5b6c7d8e',
      '0193a1c2d3e445069728394a5b6c7d8e',
    ),
    only: 'mariadb',
  },
  { ...plain('inet6', "'fe80::1'", 'fe80::1'), only: 'mariadb' },
];

describeFamily('values on $name', (engine) => {
  const own = samples.filter(({ only = engine.name }) => only === engine.name);
  let database: TestDatabase;
  let connection: Connection;
  let columns: readonly Column[];

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      `create table samples (${own.map(({ type }, index) => `c${index} ${type}`).join(', ')})`,
      `insert into samples values (${own.map(({ literal }) => literal).join(', ')})`,
      'insert into samples (c0) values (null)',
    );
    columns = (await connection.describeTable(inDatabase('samples')))!.columns;
  });
  afterAll(() => database.drop());

  const inDatabase = (table: string) => ({ schema: connection.server.defaultSchema, name: table });
  const of = (type: string): Column => columns[own.findIndex((sample) => sample.type === type)]!;
  const each = own.map((sample, index) => ({ ...sample, index }));

  it.each(each)('of $type: $literal reads $text and leads back to the value', async ({ text, index }) => {
    const { dialect } = connection;
    const described = columns[index]!;
    const value = column('t', `c${index}`);
    const again = dialect.fromText(dialect.text(value, described), described);
    const rows = await connection.query(sql`
      select ${dialect.text(value, described)} as text, ${dialect.same(again, value, described)} as is_same
      from samples t order by ${value} is null`);
    expect(rows.map((row) => [row['text'], Number(row['is_same'])])).toEqual([
      [text, 1],
      [null, 1],
    ]);
  });

  it.each(each)('of $type: $literal is $canonical in a key', async ({ canonical, index }) => {
    const described = columns[index]!;
    const value = () => connection.dialect.canonical(column('t', `c${index}`), described);
    if (canonical === undefined) {
      expect(value).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
      return;
    }
    const [row] = await connection.query(
      sql`select ${value()} as canonical from samples t where ${column('t', `c${index}`)} is not null`,
    );
    expect(row?.['canonical']).toBe(canonical);
  });

  it.each(each)('of $type: $literal are kept by a snapshot as they are, and come back', async ({ index }) => {
    const { dialect } = connection;
    const described = columns[index]!;
    const value = column('t', `c${index}`);
    const snapshot = inDatabase(`snapshot_${index}`);
    await connection.execute(
      dialect.createTable(snapshot, [{ name: 'b1', type: described.storage, isNullable: true }], []),
    );
    const rows = sql`select ${dialect.cast(value, described.storage)} as ${name('b1')} from samples t`;
    await connection.execute(sql`insert into ${dialect.table(snapshot)} (${name('b1')}) ${rows}`);
    const digest = (from: typeof rows) =>
      sql`select ${dialect.digest([column('fl_s', 'b1')], [described])} as digest from ${from} fl_s`;
    const [planned] = await connection.query(digest(sql`(${rows})`));
    const [applied] = await connection.query(digest(dialect.table(snapshot)));
    expect(applied).toEqual(planned);
    const meets = sql`(${value} is null) = (fl_s.b1 is null)`;
    const kept = async () => {
      const isKept = dialect.same(value, column('fl_s', 'b1'), described);
      const [row] = await connection.query(sql`
        select ${dialect.countIf(isKept)} as kept from samples t join ${dialect.table(snapshot)} fl_s on ${meets}`);
      return Number(row?.['kept']);
    };
    expect(await kept()).toBe(2);
    const set = [[`c${index}`, column('fl_s', 'b1')]] as const;
    await connection.execute(dialect.update(inDatabase('samples'), set, dialect.table(snapshot), meets));
    expect(await kept()).toBe(2);
  });

  it.each([
    ['varchar(20)', "'a'", "'A'"],
    ['varchar(20)', "'a'", "'a '"],
    ['varchar(20)', "'a'", "'ä'"],
    ['varchar(20)', "'a'", 'null'],
    ['varchar(20) character set latin1', "'a'", "'A'"],
    ['text', "''", "' '"],
    ['decimal(12,2)', '1.10', '1.11'],
    ['double', '1.5', '1.25'],
    ['bit(12)', "b'1'", "b'10'"],
    ['varbinary(8)', "x'00'", "x'0000'"],
    ['json', `'{"a":1}'`, `'{"a":1.0}'`],
  ])('of %s tell %s from %s', async (type, left, right) => {
    const { dialect } = connection;
    const side = (text: string) => dialect.cast(raw(text), of(type).storage);
    const [row] = await connection.query(sql`
      select ${dialect.same(side(left), side(right), of(type))} as differ,
        ${dialect.same(side(left), side(left), of(type))} as equal, ${dialect.same(side('null'), side('null'), of(type))} as nulls`);
    expect(Object.values(row!).map(Number)).toEqual([0, 1, 1]);
  });

  it.runIf(engine.name === 'mysql')('of double tell 0 from -0', async () => {
    const double = of('double');
    const { dialect } = connection;
    const zero = (text: string) => dialect.cast(raw(text), 'double');
    const [row] = await connection.query(sql`select ${dialect.same(zero("'-0'"), zero("'0'"), double)} as differ`);
    expect(Number(row!['differ'])).toBe(0);
  });

  it('are cast to what a column would keep of them', async () => {
    const { dialect } = connection;
    const cast = async (literal: string, type: string) => {
      const text = sql`convert(${dialect.cast(raw(literal), type)} using utf8mb4)`;
      return (await connection.query(sql`select concat('<', ${text}, '>') as kept`))[0]?.['kept'];
    };
    expect(await cast("'ab  '", 'char(10) character set utf8mb4 collate utf8mb4_bin')).toBe('<ab>');
    expect(await cast("'ab  '", 'varchar(3) character set utf8mb4 collate utf8mb4_bin')).toBe('<ab >');
    expect(await cast('12.345', 'decimal(12,2)')).toBe('<12.35>');
    expect(await cast('12.5', 'int')).toBe('<13>');
    expect(await cast("'2026-11-20 09:00:00.12'", 'datetime(3)')).toBe('<2026-11-20 09:00:00.120>');
  });

  it('sort by their bytes, and stay readable', async () => {
    const { dialect } = connection;
    const described = of('varchar(20)');
    await run(
      connection,
      'create table words (word varchar(20))',
      "insert into words values ('b'), ('A'), ('ä'), ('a'), ('a '), ('B'), ('z'), ('😀')",
    );
    const word = dialect.bytewise(column('t', 'word'), described);
    const sorted = await connection.query(sql`
      select ${dialect.text(word, described)} as word, count(*) as n from words t group by ${word} order by ${word}`);
    expect(sorted.map((row) => row['word'])).toEqual(['A', 'B', 'a', 'a ', 'b', 'z', 'ä', '😀']);
    const [row] = await connection.query(sql`select count(distinct ${word}) as n from words t`);
    expect(Number(row?.['n'])).toBe(8);
  });
});
