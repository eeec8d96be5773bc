import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { raw, sql } from '../../src/sql/sql.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';

const endless = 'select count(*) from generate_series(1, 1000000) as a (i), generate_series(1, 1000000) as b (j)';

describe.each(testEngines)('a connection to $name', (engine) => {
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
      'create table customers (id integer primary key, email text not null, total numeric(5,2))',
      "insert into customers values (1, 'ann@shop.example', 1.50), (2, 'bob@shop.example', null)",
    ),
  );
  afterAll(() => database.drop());

  it('binds every kind of value and gives plain ones back', async () => {
    const [row] = await connection.query(sql`
      select cast(${'O’Brien; --'} as text) as word, cast(${12} as integer) as number, cast(${9_007_199_254_740_993n} as bigint) as big,
        cast(${true} as boolean) as yes, cast(${null} as text) as nothing, cast(${1.5} as double precision) as half, total
      from customers where id = ${1}`);
    expect({ ...row, big: BigInt(row?.['big'] as bigint | string) }).toEqual({
      word: 'O’Brien; --',
      number: 12,
      big: 9_007_199_254_740_993n,
      yes: true,
      nothing: null,
      half: 1.5,
      total: '1.50',
    });
  });

  it('counts the rows that a statement changed', async () => {
    expect(await connection.execute(raw('update customers set total = 2'))).toBe(2);
    expect(await connection.execute(raw('update customers set total = 2 where id = 99'))).toBe(0);
    expect(
      await connection.execute(raw('insert into customers (id, email) select id + 10, email from customers')),
    ).toBe(2);
    expect(await connection.execute(raw('delete from customers'))).toBe(4);
    expect(await connection.execute(raw('create table if not exists nothing (id integer)'))).toBe(0);
  });

  it('streams rows in order, and is ready again when the reader stops early or the statement fails midway', async () => {
    const seen: number[] = [];
    for await (const row of connection.stream(
      raw('select cast(i as integer) as i from generate_series(1, 10000) as g (i) order by i'),
    )) {
      seen.push(Number(row['i']));
      if (seen.length === 4321) break;
    }
    expect(seen).toEqual(Array.from({ length: 4321 }, (_, index) => index + 1));
    const failing = async () => {
      for await (const _row of connection.stream(
        raw(
          "select cast(case when i = 9000 then 'x' else '1' end as integer) as n from generate_series(1, 10000) as g (i)",
        ),
      )) {
        // Rows before the failure do not matter.
      }
    };
    await expect(failing()).rejects.toMatchObject({ code: 'VALUE_OUT_OF_RANGE' });
    expect(await rows(connection, 'select email from customers where id = 1')).toEqual([{ email: 'ann@shop.example' }]);
  });

  it('speaks UTC and plain formats whatever the machine does', async () => {
    expect(
      await rows(
        connection,
        `select cast(cast('2026-07-01 12:00:00+02' as timestamp with time zone) as text) as moment,
      cast(cast('2026-07-01' as date) as text) as day, cast(cast(0.1 as double precision) as text) as tenth`,
      ),
    ).toEqual([{ moment: '2026-07-01 10:00:00+00', day: '2026-07-01', tenth: '0.1' }]);
  });

  it('undoes a transaction as if nothing had happened, schema included', async () => {
    await connection.begin('read write');
    await run(
      connection,
      'update customers set total = 9',
      'alter table customers rename column total to amount',
      'create table more (id integer)',
    );
    await connection.rollback();
    await connection.rollback();
    expect(await rows(connection, 'select total from customers order by id')).toEqual([
      { total: '1.50' },
      { total: null },
    ]);
    expect(await connection.describeTable({ schema: connection.server.defaultSchema, name: 'more' })).toBeUndefined();
  });

  it('shows others a transaction when it is committed, not before', async () => {
    const other = await database.connect();
    await connection.begin('read write');
    await run(connection, 'delete from customers');
    expect(await rows(other, 'select cast(count(*) as integer) as n from customers')).toEqual([{ n: 2 }]);
    await connection.commit();
    expect(await rows(other, 'select cast(count(*) as integer) as n from customers')).toEqual([{ n: 0 }]);
    await other.close();
  });

  it('sees one state in a read-only transaction and writes nothing in it', async () => {
    const other = await database.connect();
    await other.begin('read only');
    const count = 'select cast(count(*) as integer) as n from customers';
    expect(await rows(other, count)).toEqual([{ n: 2 }]);
    await run(connection, "insert into customers values (3, 'cy@shop.example', 3)");
    expect(await rows(other, count)).toEqual([{ n: 2 }]);
    await expect(run(other, 'delete from customers')).rejects.toMatchObject({ code: 'READ_ONLY_DATABASE' });
    await other.rollback();
    expect(await rows(other, count)).toEqual([{ n: 3 }]);
    await other.close();
  });

  it.each([
    ['a missing table', 'select * from nowhere', 'UNKNOWN_TABLE', /nowhere/],
    ['a missing schema', 'select * from nowhere.customers', 'UNKNOWN_TABLE', /nowhere/],
    ['a missing column', 'select totl from customers', 'UNKNOWN_COLUMN', /totl/],
    ['a missing column of an update', 'update customers set totl = 1', 'UNKNOWN_COLUMN', /totl/],
    ['a missing column of an insert', 'insert into customers (totl) values (1)', 'UNKNOWN_COLUMN', /totl/],
    ['a missing function', 'select nofunction(1)', 'INVALID_SQL', /nofunction/],
    ['a syntax error', 'selec 1', 'INVALID_SQL', /selec/],
    ['two statements', 'select 1; select 2', 'INVALID_SQL', /multiple/],
    ['a duplicate key', "insert into customers values (1, 'x', 1)", 'CONSTRAINT_VIOLATION', /.+/],
    ['a missing value', 'insert into customers values (5, null, 1)', 'CONSTRAINT_VIOLATION', /email/],
    ['a number too large', 'update customers set total = 12345', 'VALUE_OUT_OF_RANGE', /.+/],
    ['an overflow', 'select cast(9223372036854775807 as bigint) + cast(1 as bigint)', 'VALUE_OUT_OF_RANGE', /.+/],
    ['a text that is no number', "select cast('x' as integer)", 'VALUE_OUT_OF_RANGE', /…/],
    ['a text that is no date', "select cast('2026-02-30' as date)", 'VALUE_OUT_OF_RANGE', /date.*…/],
    ['a table that is there', 'create table customers (id integer)', 'DUPLICATE_OBJECT', /customers/],
    ['a column that is there', 'alter table customers rename column total to email', 'DUPLICATE_OBJECT', /email/],
  ])('explains %s', async (_what, statement, code, message) => {
    await expect(run(connection, statement)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    await connection.rollback();
    expect(await rows(connection, 'select cast(count(*) as integer) as n from customers')).toEqual([{ n: 2 }]);
  });

  it('does not commit what failed inside a transaction', async () => {
    await connection.begin('read write');
    await run(connection, 'delete from customers where id = 1');
    await expect(run(connection, "insert into customers values (2, 'x', 1)")).rejects.toMatchObject({
      code: 'CONSTRAINT_VIOLATION',
    });
    await connection.commit().then(
      () => expect.unreachable('the commit went through'),
      (error: unknown) => expect(error).toMatchObject({ name: 'FaultlineError' }),
    );
    await connection.rollback();
    expect(await rows(connection, 'select cast(count(*) as integer) as n from customers')).toEqual([{ n: 2 }]);
  });

  it('stops a statement that runs too long and goes on', async () => {
    const hasty = await database.connect({ statementTimeout: 0.3 });
    await expect(run(hasty, endless)).rejects.toMatchObject({
      code: 'STATEMENT_TIMEOUT',
      hint: expect.stringContaining('where'),
    });
    expect(await rows(hasty, 'select 1 as one')).toEqual([{ one: 1 }]);
    await hasty.close();
  });

  it('is interrupted from outside and goes on', async () => {
    const running = run(connection, endless);
    const stopped = expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await connection.interrupt();
    await stopped;
    expect(await rows(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('tells a write that met another transaction from other failures', async () => {
    const other = await database.connect({ lockTimeout: 0.2 });
    await connection.begin('read write');
    await run(connection, 'update customers set total = 5 where id = 1');
    await other.begin('read write');
    const code = engine.name === 'postgres' ? 'LOCKED' : 'WRITE_CONFLICT';
    await expect(run(other, 'update customers set total = 6 where id = 1')).rejects.toMatchObject({
      code,
      hint: expect.any(String),
    });
    await other.rollback();
    await connection.commit();
    await run(other, 'update customers set total = 6 where id = 1');
    await other.close();
  });

  it('closes twice, and refuses work afterwards', async () => {
    const other = await database.connect();
    await other.begin('read write');
    await run(other, 'delete from customers');
    await other.close();
    await other.close();
    await other.rollback();
    await expect(rows(other, 'select 1')).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    expect(await rows(connection, 'select cast(count(*) as integer) as n from customers')).toEqual([{ n: 2 }]);
  });
});
