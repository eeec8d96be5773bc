import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import { raw, sql } from '../../../src/sql/sql.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';
import { describeFamily } from './family.ts';

const endless = `select count(*) as n
  from information_schema.columns a, information_schema.columns b, information_schema.columns c where concat(a.extra, b.extra, c.extra) = 'x'`;

describeFamily('a connection to $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  beforeEach(() =>
    run(
      connection,
      'drop table if exists customers',
      'create table customers (id int primary key, email varchar(60) not null, total decimal(5,2)) engine = InnoDB',
      "insert into customers values (1, 'ann@shop.example', 1.50), (2, 'bob@shop.example', null)",
    ),
  );
  afterAll(() => database.drop());

  const counted = async (of = connection): Promise<number> =>
    Number((await rows(of, 'select count(*) as n from customers'))[0]?.['n']);
  const session = async (of: Connection): Promise<string> =>
    String((await rows(of, 'select cast(connection_id() as char) as id'))[0]?.['id']);

  it('binds every kind of value and gives plain ones back', async () => {
    const [row] = await connection.query(sql`
      select ${'O’Brien \\ "; -- 😀'} as word, cast(${12} as signed) as number, ${9_007_199_254_740_993n} as big, ${-(2n ** 63n)} as least,
        ${null} as nothing, ${1.5} as half, total, cast('2026-07-01 12:00:00.5' as datetime(1)) as moment
      from customers where id = ${1} and ${true}`);
    expect({ ...row, number: Number(row?.['number']) }).toEqual({
      word: 'O’Brien \\ "; -- 😀',
      number: 12,
      big: '9007199254740993',
      least: '-9223372036854775808',
      nothing: null,
      half: 1.5,
      total: '1.50',
      moment: '2026-07-01 12:00:00.5',
    });
  });

  it('counts the rows that a statement meant, whether or not they changed', async () => {
    expect(await connection.execute(raw('update customers set total = 2'))).toBe(2);
    expect(await connection.execute(raw('update customers set total = 2'))).toBe(2);
    expect(await connection.execute(raw('update customers set total = 2 where id = 99'))).toBe(0);
    expect(
      await connection.execute(raw('insert into customers (id, email) select id + 10, email from customers')),
    ).toBe(2);
    expect(await connection.execute(raw('delete from customers'))).toBe(4);
  });

  it('streams rows in order, and is ready again when the reader stops early', async () => {
    await run(
      connection,
      'drop table if exists visits',
      'create table visits (id int primary key auto_increment, page varchar(200))',
      "insert into visits (page) values (repeat('x', 200))",
      ...Array.from({ length: 15 }, () => 'insert into visits (page) select page from visits'),
    );
    let seen = 0;
    for await (const row of connection.stream(sql`select id, page from visits where id > ${0} order by id`)) {
      seen += 1;
      if (seen === 4321) break;
      expect(row['page']).toHaveLength(200);
    }
    expect(await counted()).toBe(2);
    let all = 0;
    for await (const _row of connection.stream(raw('select id from visits'))) all += 1;
    expect(all).toBe(2 ** 15);
  });

  it('streams until a statement fails, and goes on', async () => {
    const failing = async (statement: string) => {
      for await (const _row of connection.stream(raw(statement))) {
        // Rows before the failure do not matter.
      }
    };
    await expect(failing('select id, exp(id * 500) as x from customers')).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
    });
    await expect(failing('select * from nowhere')).rejects.toMatchObject({ code: 'UNKNOWN_TABLE' });
    expect(await counted()).toBe(2);
  });

  it('tells of the loss of the server in the middle of a stream', async () => {
    const lost = await database.connect();
    const victim = await session(lost);
    const read = async () => {
      for await (const _row of lost.stream(raw('select a.id from visits a, visits b'))) {
        // There are more than are read before the end comes.
      }
    };
    const reading = expect(read()).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    await sleep(100);
    await run(connection, `kill ${victim}`);
    await reading;
    await lost.close();
  });

  it('speaks UTC and its own sql_mode whatever the server’s are', async () => {
    const [row] = await rows(
      connection,
      `select @@session.time_zone as zone, @@session.sql_mode as mode, @@collation_connection as collation,
        'a' = 'A' as folded, 'a' = 'a ' as padded, cast(5 as unsigned) - 6 as difference, "it's" as word`,
    );
    expect(row).toMatchObject({ zone: '+00:00', word: "it's" });
    expect(row?.['mode']).toMatch(/STRICT_TRANS_TABLES/);
    expect(row?.['mode']).not.toMatch(/ZERO_DATE|ANSI|ONLY_FULL_GROUP_BY|NO_BACKSLASH/);
    expect(row?.['collation']).toMatch(/^utf8mb4_.*bin$/);
    expect([row?.['folded'], row?.['padded'], row?.['difference']].map(Number)).toEqual([0, 0, -1]);
  });

  it('undoes a transaction as if nothing had happened, more than once if need be', async () => {
    await connection.begin('read write');
    await run(connection, 'update customers set total = 9', 'delete from customers where id = 2');
    await connection.rollback();
    await connection.rollback();
    expect(await rows(connection, 'select total from customers order by id')).toEqual([
      { total: '1.50' },
      { total: null },
    ]);
  });

  it('shows others a transaction when it is committed, not before', async () => {
    const other = await database.connect();
    await connection.begin('read write');
    await run(connection, 'delete from customers');
    expect(await counted(other)).toBe(2);
    await connection.commit();
    expect(await counted(other)).toBe(0);
    await other.close();
  });

  it('writes at READ COMMITTED: each statement sees what others have committed', async () => {
    const other = await database.connect();
    await other.begin('read write');
    expect(await counted(other)).toBe(2);
    await run(connection, "insert into customers values (3, 'cy@shop.example', 3)");
    expect(await counted(other)).toBe(3);
    await other.rollback();
    await other.close();
  });

  it('sees one state in a read-only transaction and writes nothing in it', async () => {
    const other = await database.connect();
    await other.begin('read only');
    await run(connection, "insert into customers values (3, 'cy@shop.example', 3)");
    expect(await counted(other)).toBe(2);
    await expect(run(other, 'delete from customers')).rejects.toMatchObject({ code: 'READ_ONLY_DATABASE' });
    await other.rollback();
    expect(await counted(other)).toBe(3);
    await other.begin('read write');
    await run(other, 'delete from customers where id = 3');
    await other.commit();
    await other.close();
  });

  it('writes nothing where it was opened for reading', async () => {
    const reader = await database.connect({ readOnly: true });
    await expect(run(reader, 'delete from customers')).rejects.toMatchObject({ code: 'READ_ONLY_DATABASE' });
    await reader.begin('read write');
    await expect(run(reader, 'delete from customers')).rejects.toMatchObject({ code: 'READ_ONLY_DATABASE' });
    await reader.close();
    expect(await counted()).toBe(2);
  });

  it.each([
    ['a missing table', 'select * from nowhere', 'UNKNOWN_TABLE', /nowhere/],
    ['a missing schema', 'select * from nowhere.customers', 'UNKNOWN_TABLE', /nowhere/],
    ['a missing column', 'select totl from customers', 'UNKNOWN_COLUMN', /totl/],
    ['a missing column of an update', 'update customers set totl = 1', 'UNKNOWN_COLUMN', /totl/],
    ['a missing column of an insert', 'insert into customers (totl) values (1)', 'UNKNOWN_COLUMN', /totl/],
    ['a missing function', 'select nofunction(1)', 'INVALID_SQL', /nofunction/i],
    ['a syntax error', 'selec 1', 'INVALID_SQL', /selec/],
    ['two statements', 'select 1; select 2', 'INVALID_SQL', /select 2/],
    ['a duplicate key', "insert into customers values (1, 'x', 1)", 'CONSTRAINT_VIOLATION', /PRIMARY/],
    ['a missing value', 'insert into customers values (5, null, 1)', 'CONSTRAINT_VIOLATION', /email/],
    ['a number too large', 'update customers set total = 12345', 'VALUE_OUT_OF_RANGE', /total/],
    ['a text too long', "update customers set email = repeat('x', 61)", 'VALUE_OUT_OF_RANGE', /email/],
    ['an overflow', 'select 9223372036854775807 + id as n from customers', 'VALUE_OUT_OF_RANGE', /range/],
    ['a text that is no number', "update customers set total = 'x'", 'VALUE_OUT_OF_RANGE', /total/],
    ['a table that is there', 'create table customers (id int)', 'DUPLICATE_OBJECT', /customers/],
    ['a column that is there', 'alter table customers rename column total to email', 'DUPLICATE_OBJECT', /email/],
  ])('explains %s', async (_what, statement, code, message) => {
    await expect(run(connection, statement)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await counted()).toBe(2);
  });

  it('does not commit what failed inside of a transaction, and does nothing more in it', async () => {
    await connection.begin('read write');
    await run(connection, 'delete from customers where id = 1');
    await expect(run(connection, "insert into customers values (2, 'x', 1)")).rejects.toMatchObject({
      code: 'CONSTRAINT_VIOLATION',
    });
    await expect(run(connection, 'delete from customers')).rejects.toMatchObject({
      message: expect.stringMatching(/rolled back/),
    });
    await expect(connection.commit()).rejects.toMatchObject({ name: 'FaultlineError' });
    await connection.rollback();
    expect(await counted()).toBe(2);
  });

  it('takes a time-out of a lock for a failure of the transaction, which the server does not', async () => {
    const other = await database.connect({ lockTimeout: 1 });
    await connection.begin('read write');
    await run(connection, 'update customers set total = 5 where id = 1');
    await other.begin('read write');
    await run(other, 'update customers set total = 6 where id = 2');
    await expect(run(other, 'update customers set total = 6 where id = 1')).rejects.toMatchObject({
      code: 'LOCKED',
      hint: expect.any(String),
    });
    await expect(other.commit()).rejects.toMatchObject({ message: expect.stringMatching(/rolled back/) });
    await connection.commit();
    expect(await rows(other, 'select total from customers order by id')).toEqual([{ total: '5.00' }, { total: null }]);
    await other.close();
  });

  it('loses a deadlock as a whole, and says so', async () => {
    const other = await database.connect();
    await connection.begin('read write');
    await other.begin('read write');
    await run(connection, 'update customers set total = 5 where id = 1');
    await run(other, 'update customers set total = 6 where id = 2');
    const outcomes = await Promise.allSettled([
      run(connection, 'update customers set total = 5 where id = 2'),
      run(other, 'update customers set total = 6 where id = 1'),
    ]);
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toEqual([expect.objectContaining({ reason: expect.objectContaining({ code: 'WRITE_CONFLICT' }) })]);
    const loser = outcomes[0].status === 'rejected' ? connection : other;
    await expect(run(loser, 'delete from customers')).rejects.toMatchObject({ code: 'DATABASE_ERROR' });
    await Promise.all([connection.rollback(), other.rollback()]);
    expect(await counted()).toBe(2);
    await other.close();
  });

  it('looks at its conditions again where an update had to wait', async () => {
    const other = await database.connect();
    await connection.begin('read write');
    await run(connection, "update customers set email = 'new@shop.example' where id = 1");
    await other.begin('read write');
    await run(other, 'create temporary table chosen (k1 int primary key, b1 varchar(60))');
    await run(other, "insert into chosen values (1, 'ann@shop.example'), (2, 'bob@shop.example')");
    const waiting = other.execute(
      raw('update customers t join chosen fl_s on t.id = fl_s.k1 and t.email <=> fl_s.b1 set t.total = 7'),
    );
    await sleep(200);
    await connection.commit();
    expect(await waiting).toBe(1);
    await other.commit();
    await other.close();
    expect(await rows(connection, 'select total from customers order by id')).toEqual([
      { total: '1.50' },
      { total: '7.00' },
    ]);
  });

  it('stops a statement that runs too long, be it one that reads or one that writes, and goes on', async () => {
    const hasty = await database.connect({ statementTimeout: 1 });
    await expect(run(hasty, endless)).rejects.toMatchObject({
      code: 'STATEMENT_TIMEOUT',
      hint: expect.stringContaining('where'),
    });
    await expect(run(hasty, `update customers set total = (${endless})`)).rejects.toMatchObject({
      code: 'STATEMENT_TIMEOUT',
      message: expect.stringMatching(/1 seconds/),
    });
    expect(await rows(hasty, 'select total from customers where id = 1')).toEqual([{ total: '1.50' }]);
    await hasty.close();
  });

  it('is interrupted from outside and goes on', async () => {
    const running = run(connection, endless);
    const stopped = expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await sleep(500);
    await connection.interrupt();
    await stopped;
    expect(await counted()).toBe(2);
  });

  it.each(['idle', 'in a transaction'])('survives the loss of its server while it is %s', async (when) => {
    const lost = await database.connect();
    await lost.begin('read write');
    await run(lost, 'update customers set total = 7 where id = 1');
    await run(connection, `kill ${await session(lost)}`);
    await sleep(100);
    const attempt = when === 'idle' ? run(lost, 'select 1') : lost.commit();
    await expect(attempt).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    await lost.rollback();
    await lost.close();
    expect(await rows(connection, 'select total from customers where id = 1')).toEqual([{ total: '1.50' }]);
  });

  it('closes twice, and refuses work afterwards', async () => {
    const other = await database.connect();
    await other.begin('read write');
    await run(other, 'delete from customers');
    await other.close();
    await other.close();
    await other.rollback();
    await expect(rows(other, 'select 1')).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    expect(await counted()).toBe(2);
  });

  it('says who answers', () => {
    expect(connection.server.product).toBe(engine.name === 'mysql' ? 'MySQL' : 'MariaDB');
    expect(connection.server.product).toBe(connection.dialect.product);
    expect(connection.server.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(connection.server.user).toMatch(/^'.+'@'.+'$/);
    expect(connection.server.database).toBe(connection.server.defaultSchema);
  });
});
