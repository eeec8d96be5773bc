import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dialect as staticDialect } from '../../../src/engine/mysql/dialect.ts';
import type { Connection } from '../../../src/model/engine.ts';
import type { Sql } from '../../../src/model/sql.ts';
import type { Column, Table, TableName } from '../../../src/model/table.ts';
import { column, join, name, raw, sql } from '../../../src/sql/sql.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';
import { describeFamily } from './family.ts';

describeFamily('the dialect of $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let orders: Table;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  beforeEach(async () => {
    await run(
      connection,
      'drop table if exists `order ``Größe```',
      `create table \`order \`\`Größe\`\`\` (id bigint unsigned primary key auto_increment, email varchar(40), total decimal(12,2), paid date,
        \`made At\` datetime(6), seen timestamp(3) null, changed timestamp null on update current_timestamp, ref varchar(36) default (uuid())) auto_increment = 100`,
      `insert into \`order \`\`Größe\`\`\` (id, email, total, paid, \`made At\`, seen) values
        (1, 'ann@shop.example', 10.00, '2026-11-20', '2026-11-20 09:30:00.5', '2026-11-21 01:30:00'),
        (2, 'Bob@shop.example', 20.00, '2026-11-30', '2026-11-30', '2026-11-30'), (3, null, null, null, null, null)`,
    );
    orders = (await connection.describeTable(inDatabase('order `Größe`')))!;
  });
  afterAll(() => database.drop());

  const inDatabase = (table: string): TableName => ({ schema: connection.server.defaultSchema, name: table });
  const of = (wanted: string): Column => orders.columns.find((each) => each.name === wanted)!;
  const text = (value: string) => connection.dialect.textLiteral(value);
  const evaluate = async (value: Sql): Promise<unknown> => {
    const [row] = await connection.query(
      sql`select ${connection.dialect.cast(value, connection.dialect.ledgerTypes.longText)} as value`,
    );
    return row?.['value'];
  };
  const holds = async (condition: Sql): Promise<boolean> =>
    (await connection.query(sql`select 1 as one from (select 1 as one) o where ${condition}`)).length === 1;

  it('counts characters, not bytes and not code units', async () => {
    const { dialect } = connection;
    expect(await evaluate(dialect.length(text('Grüße 😀')))).toBe('7');
    expect(await evaluate(dialect.substring(text('a😀ße'), dialect.integer(2), dialect.integer(2)))).toBe('😀ß');
    expect(await evaluate(dialect.substring(text('abc'), dialect.integer(4), dialect.integer(1)))).toBe('');
    expect(await evaluate(dialect.position(text('ß'), text('a😀ße')))).toBe('3');
    expect(await evaluate(dialect.position(text('A'), text('aa')))).toBe('0');
    expect(await evaluate(dialect.position(text('ss'), text('ß')))).toBe('0');
    expect(await evaluate(dialect.concat([text('a'), text("'\\"), text('c')]))).toBe("a'\\c");
    expect(await evaluate(dialect.concat([text('a'), raw('null')]))).toBeNull();
  });

  it.each([
    ['2026-11-20', '9999-99-99', true],
    ['2026-11-20\n', '9999-99-99', false],
    ['2026-11-2', '9999-99-99', false],
    ['x2026-11-20', '9999-99-99', false],
    ['(030) 12', '(999) 99', true],
    ['1x2', '9.9', false],
    ['1.2', '9.9', true],
    ['a_b\\c[1]', 'a_b\\c[9]', true],
    ['A1', 'a9', false],
    ['٣', '9', false],
    ['', '', true],
  ])('sees whether %j has the shape %j: %s', async (value, shape, has) => {
    expect(await holds(connection.dialect.hasShape(text(value), shape))).toBe(has);
  });

  it.each([
    ['hour', '2026-11-20', '2026-11-20 09:00:00', '2026-11-21 01:00:00+00'],
    ['day', '2026-11-20', '2026-11-20 00:00:00', '2026-11-21 00:00:00+00'],
    ['week', '2026-11-16', '2026-11-16 00:00:00', '2026-11-16 00:00:00+00'],
    ['month', '2026-11-01', '2026-11-01 00:00:00', '2026-11-01 00:00:00+00'],
  ] as const)('starts a %s in UTC', async (bucket, date, timestamp, timestamptz) => {
    const { dialect } = connection;
    const start = (title: string) =>
      dialect.text(dialect.bucketStart(column('t', title), bucket, of(title)), of(title));
    const [row] = await connection.query(sql`
      select ${start('paid')} as date, ${start('made At')} as timestamp, ${start('seen')} as timestamptz
      from ${dialect.table(orders.name)} t where t.id = 1`);
    expect(row).toEqual({ date, timestamp, timestamptz });
  });

  it('compares columns of time with an instant, and measures from it', async () => {
    const { dialect } = connection;
    const instant = '2026-11-20T09:30:00.500000Z';
    const compare = (title: string) => sql`${column('t', title)} >= ${dialect.instant(instant, of(title))}`;
    const since = (title: string) => dialect.microsecondsSince(instant, column('t', title), of(title));
    const [row] = await connection.query(sql`
      select ${compare('paid')} as a, ${compare('made At')} as b, ${compare('seen')} as c,
        ${since('paid')} as d, ${since('made At')} as e, ${since('seen')} as f
      from ${dialect.table(orders.name)} t where t.id = 1`);
    expect(Object.values(row!).map(Number)).toEqual([0, 1, 1, -34_200_500_000, 0, 57_599_500_000]);
    for (const iso of ['2026-11-20T00:00Z', '0001-01-01T00:00:00.000000Z', '9999-12-31T23:59:59.999999Z'])
      expect(
        (await connection.query(sql`select ${dialect.instant(iso, of('paid'))} as moment`))[0]?.['moment'],
      ).toMatch(/^\d{4}-\d\d-\d\d/);
    expect(() => dialect.instant(instant, of('email'))).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
  });

  it('takes means of decimals exactly, the spread of all, and counts conditions', async () => {
    const { dialect } = connection;
    await run(connection, "insert into `order ``Größe``` (email, total) values ('x', 0.01)");
    const total = column('t', 'total');
    const [row] = await connection.query(sql`
      select ${dialect.mean(total, of('total'))} as mean, ${dialect.total(total, of('total'))} as total, ${dialect.deviation(total)} as deviation,
        ${dialect.countIf(sql`${column('t', 'email')} is null`)} as missing
      from ${dialect.table(orders.name)} t`);
    expect(row?.['mean']).toMatch(/^10\.00333333333333333/);
    expect(row?.['total']).toBe('30.01');
    expect(Number(row?.['deviation'])).toBeCloseTo(8.161, 3);
    expect(Number(row?.['missing'])).toBe(1);
  });

  it('digests rows in any order, and nothing to 0', async () => {
    const { dialect } = connection;
    const digest = async (order: string, condition: string, values = ['id', 'email', 'total']) => {
      const image = dialect.digest(values.map((title) => column('t', title)));
      const [row] = await connection.query(sql`
        select ${image} as digest from (select * from ${dialect.table(orders.name)} where ${raw(condition)} order by ${raw(order)} limit 9) t`);
      return row?.['digest'];
    };
    expect(await digest('id', 'true')).toBe(await digest('id desc', 'true'));
    expect(await digest('id', 'true')).not.toBe(await digest('id', 'id < 3'));
    expect(await digest('id', 'true')).not.toBe(await digest('id', 'true', ['id', 'total', 'email']));
    expect(await digest('id', 'false')).toBe('0');
  });

  it('adds a row for all to the groups', async () => {
    const { dialect } = connection;
    const few = dialect.materialized(
      'few',
      sql`select ${column('t', 'id')} % 2 as odd from ${dialect.table(orders.name)} t`,
    );
    const again = dialect.inlined('again', sql`select odd from few ${dialect.fence}`);
    const groups = await connection.query(sql`with ${few}, ${again}
      select g.* from (select odd, count(*) as n from again group by ${dialect.rollup(raw('odd'))}) g order by n ${dialect.limit(3)}`);
    expect(groups.map((row) => [row['odd'] === null ? null : Number(row['odd']), Number(row['n'])])).toEqual([
      [0, 1],
      [1, 2],
      [null, 3],
    ]);
  });

  it('updates by a join with a source, and leaves columns that follow updates alone where they are set to themselves', async () => {
    const { dialect } = connection;
    const source = sql`(select ${dialect.integer(1)} as id, ${text('new@shop.example')} as email)`;
    const on = sql`${column('t', 'id')} = ${column('fl_s', 'id')}`;
    const set = [
      ['email', column('fl_s', 'email')],
      ['changed', column('t', 'changed')],
    ] as const;
    expect(await connection.execute(dialect.update(orders.name, set, source, on))).toBe(1);
    expect(await rows(connection, 'select email, changed from `order ``Größe``` where id = 1')).toEqual([
      { email: 'new@shop.example', changed: null },
    ]);
  });

  it('deletes and locks by a join with a source, also one that reads the same table', async () => {
    const { dialect } = connection;
    const second = sql`(select id from ${dialect.table(orders.name)} where id = 2)`;
    const on = sql`${column('t', 'id')} = ${column('fl_s', 'id')}`;
    await connection.begin('read write');
    const [locked] = await connection.query(dialect.lockRows(orders.name, second, on)!);
    expect(Number(locked?.['locked'])).toBe(1);
    expect(await connection.execute(dialect.delete(orders.name, second, on))).toBe(1);
    await connection.rollback();
    expect(await rows(connection, 'select id from `order ``Größe``` where id = 2')).toHaveLength(1);
  });

  it('inserts copies of rows with numbers behind the largest one and the table’s counter', async () => {
    const { dialect } = connection;
    const copies = sql`select ${dialect.cast(dialect.generated(orders.name, of('id')), 'bigint unsigned')}, ${column('t', 'email')}, ${dialect.generated(orders.name, of('ref'))}
      from ${dialect.table(orders.name)} t where t.id < 3`;
    await connection.execute(dialect.insert(orders.name, [of('id'), of('email'), of('ref')], copies));
    const made = await rows(connection, 'select id, ref from `order ``Größe``` where id > 3 order by id');
    const [first, second] = made.map((row) => Number(row['id']));
    expect(first).toBeGreaterThanOrEqual(100);
    expect(second).toBe(first! + 1);
    expect(made[0]?.['ref']).not.toBe(made[1]?.['ref']);
    await run(connection, "insert into `order ``Größe``` (email) values ('next')");
    const [next] = await rows(connection, "select id from `order ``Größe``` where email = 'next'");
    expect(Number(next?.['id'])).toBe(second! + 1);
  });

  it('takes a stored 0 for 0, not for the next number', async () => {
    const { dialect } = connection;
    const zero = sql`select 0, ${text('zero')}`;
    await connection.execute(dialect.insert(orders.name, [of('id'), of('email')], zero));
    expect(await rows(connection, "select id from `order ``Größe``` where email = 'zero'")).toEqual([{ id: '0' }]);
  });

  it('creates a schema and a typed table once, renames a column and drops the table', async () => {
    const { dialect } = connection;
    const table = { schema: database.ledgerSchema, name: 'snap`shot' };
    const columns = [
      { name: 'k1', type: of('id').storage, isNullable: false },
      { name: 'b 1', type: of('email').storage, isNullable: true },
    ];
    for (let times = 0; times < 2; times += 1) {
      await connection.execute(dialect.createSchema(table.schema));
      await connection.execute(dialect.createTable(table, columns, ['k1']));
    }
    await connection.execute(dialect.renameColumn(table, 'b 1', 'a 1'));
    const made = await connection.describeTable(table);
    expect(
      made?.columns.map(({ name: title, type, storage, isNullable }) => [title, type, storage, isNullable]),
    ).toEqual([
      ['k1', of('id').type, of('id').storage, false],
      ['a 1', of('email').type, of('email').storage, true],
    ]);
    expect(made?.keys.map((key) => key.columns)).toEqual([['k1']]);
    await connection.execute(dialect.dropTable(table));
    await connection.execute(dialect.dropTable(table));
    expect(await connection.describeTable(table)).toBeUndefined();
  });

  it('creates tables for rows that are wider than a row may be, and for keys that are wider than an index', async () => {
    const { dialect } = connection;
    const table = inDatabase('wide');
    const wide = (title: string, type: string) => ({ name: title, type, isNullable: title !== 'k1' });
    const utf8 = 'character set utf8mb4 collate utf8mb4_general_ci';
    const columns = [
      wide('k1', `varchar(1000) ${utf8}`),
      wide('b1', `varchar(10000) ${utf8}`),
      wide('a1', `varchar(10000) ${utf8}`),
      wide('b2', 'varbinary(20000)'),
      wide('b3', 'varchar(200) character set latin1 collate latin1_german1_ci'),
    ];
    await connection.execute(dialect.createTable(table, columns, ['k1']));
    const long = 'ä '.repeat(4000);
    await connection.execute(sql`insert into ${dialect.table(table)} (k1, b1, a1, b2, b3)
      values (${`${'k'.repeat(999)}1`}, ${long}, ${long}, unhex(repeat('00ff', 5000)), ${'Größe '}), (${`${'k'.repeat(999)}2`}, '', null, '', null)`);
    const [row] = await connection.query(sql`select ${name('b1')} = ${name('a1')} as equal, hex(${name('b3')}) as bytes,
      char_length(${name('b1')}) as length, length(${name('b2')}) as size from ${dialect.table(table)} where ${name('b2')} <> ''`);
    expect([row?.['bytes'], ...['equal', 'length', 'size'].map((title) => Number(row?.[title]))]).toEqual([
      '4772F6DF6520',
      1,
      8000,
      10_000,
    ]);
    const [index] = await rows(
      connection,
      "select column_name as part, sub_part as characters from information_schema.statistics where table_schema = database() and table_name = 'wide'",
    );
    expect([index?.['part'], Number(index?.['characters'])]).toEqual(['k1', 768]);
  });
});

describe('a where for MySQL', () => {
  it.each([
    "country = 'DE'",
    'country = "DE" and name <> "O\'Brien"',
    '`Wei``rd` is not null and (total > 5 or total < -5)',
    "email like '%;--/*#%' and note = '(('",
    "email in (select email from customers where country in ('DE', 'AT'))",
    "note = 'O''Brien' or note = x'41' or note = 0x41 or note = _latin1'a'",
    'größe = "groß" and total % 2 = 0',
  ])('may say %s', (expression) => {
    const { text, values } = staticDialect.render(staticDialect.where(expression));
    expect(text).toBe(`(\n${expression}\n)`);
    expect(values).toEqual([]);
  });

  it.each([
    ['a second statement', '1=1; delete from customers'],
    ['a parenthesis that closes ours', '1=1) or (1=1'],
    ['a line comment', '1=1 -- all'],
    ['a comment of MySQL', '1=1 # all'],
    ['a block comment', '1=1 /* all */'],
    ['a comment that is executed', '1=1 /*!50000 or 1=1 */'],
    ['an open quote', "country = 'DE"],
    ['an open name', 'country = `DE'],
    ['a string with escapes', "note = 'a\\') or (1=1'"],
    ['a string with escapes in double quotes', 'note = "a\\") or (1=1"'],
    ['a name with a backslash', '`a\\`b` = 1'],
    ['a bound value', 'id = ?'],
    ['a variable', 'id > @last'],
    ['an assignment', '(@last := id) > 1'],
    ['a variable of the server', '@@version <> 1'],
    ['a space that MySQL takes for a letter', 'a\u00a0= 1'],
  ])('may not hold %s', (_what, expression) => {
    expect(() => staticDialect.where(expression)).toThrow(expect.objectContaining({ code: 'UNSAFE_WHERE' }));
  });
});

describe('literals of MySQL', () => {
  const text = (piece: Sql) => staticDialect.render(piece).text;

  it('are digits that nothing before them can turn into something else', () => {
    expect(text(staticDialect.integer(-5))).toBe('(-5)');
    expect(text(join([staticDialect.integer(2n ** 63n - 1n), staticDialect.integer(-(2n ** 63n))]))).toBe(
      '9223372036854775807, (-9223372036854775808)',
    );
    expect(text(staticDialect.decimal('-1.50'))).toBe('(-1.50)');
    expect(text(staticDialect.decimal('12'))).toBe('cast(12 as decimal(2, 0))');
  });

  it('have no more digits than a decimal', () => {
    expect(() => staticDialect.decimal(`0.${'1'.repeat(31)}`)).toThrow(
      expect.objectContaining({ code: 'VALUE_OUT_OF_RANGE' }),
    );
    expect(() => staticDialect.decimal('1'.repeat(66))).toThrow(
      expect.objectContaining({ code: 'VALUE_OUT_OF_RANGE' }),
    );
    expect(() => staticDialect.decimal('1); drop table customers')).toThrow(RangeError);
  });
});
