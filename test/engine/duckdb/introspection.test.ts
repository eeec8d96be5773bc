import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import type { Table } from '../../../src/model/table.ts';
import { sql } from '../../../src/sql/sql.ts';
import { createDuckDbDatabase, type TestDatabase } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';

describe('what is read about tables of DuckDB', () => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await createDuckDbDatabase();
    connection = await database.connect();
    await run(connection, "create type mood as enum ('sad', 'it''s ok')");
  });
  afterAll(() => database.drop());

  const describeTable = async (name: string): Promise<Table> => {
    const found = await connection.describeTable({ schema: 'main', name });
    if (!found) throw new Error(`no table ${name}`);
    return found;
  };

  it.each([
    ['tinyint', { kind: 'integer', range: { min: '-128', max: '127' } }],
    ['uinteger', { kind: 'integer', range: { min: '0', max: '4294967295' } }],
    ['bigint', { kind: 'integer', type: 'BIGINT', scale: 0 }],
    ['ubigint', { kind: 'decimal', precision: 20, scale: 0 }],
    ['hugeint', { kind: 'decimal', precision: 39, scale: 0 }],
    ['decimal(38,10)', { kind: 'decimal', type: 'DECIMAL(38,10)', precision: 38, scale: 10 }],
    ['decimal', { kind: 'decimal', precision: 18, scale: 3 }],
    ['real', { kind: 'float', type: 'FLOAT' }],
    ['double', { kind: 'float', type: 'DOUBLE' }],
    ['varchar(20)', { kind: 'text', type: 'VARCHAR', length: undefined }],
    ['boolean', { kind: 'boolean' }],
    ['date', { kind: 'date' }],
    ['time', { kind: 'time' }],
    ['timetz', { kind: 'time', type: 'TIME WITH TIME ZONE' }],
    ['timestamp', { kind: 'timestamp' }],
    ['timestamp_s', { kind: 'timestamp', type: 'TIMESTAMP_S' }],
    ['timestamp_ns', { kind: 'timestamp', type: 'TIMESTAMP_NS' }],
    ['timestamptz', { kind: 'timestamptz', type: 'TIMESTAMP WITH TIME ZONE' }],
    ['interval', { kind: 'interval' }],
    ['uuid', { kind: 'uuid' }],
    ['json', { kind: 'json' }],
    ['blob', { kind: 'binary' }],
    ['integer[]', { kind: 'array', type: 'INTEGER[]' }],
    ['integer[3]', { kind: 'array', type: 'INTEGER[3]' }],
    ['struct(a integer)[]', { kind: 'array' }],
    ['mood', { kind: 'enum', type: "ENUM('sad', 'it''s ok')" }],
    ['struct(a integer)', { kind: 'other' }],
    ['map(integer, varchar)', { kind: 'other' }],
    ['bit', { kind: 'other' }],
  ])('knows %s', async (type, facts) => {
    await run(connection, 'drop table if exists typed', `create table typed (value ${type})`);
    const [column] = (await describeTable('typed')).columns;
    expect({ ...column }).toEqual({ ...column, ...facts, storage: column?.type });
  });

  it('keeps values of every type in a table of the types it reads', async () => {
    await run(
      connection,
      'create table source (e mood, l integer[], s struct(a integer), m map(integer, varchar), d decimal(5,1))',
    );
    await run(connection, "insert into source values ('it''s ok', [1, null], {a: 1}, map {1: 'x'}, 1.5)");
    const { columns } = await describeTable('source');
    const copy = { schema: 'main', name: 'copy' };
    await connection.execute(
      connection.dialect.createTable(
        copy,
        columns.map(({ name, storage }) => ({ name, type: storage, isNullable: true })),
        [],
      ),
    );
    await run(connection, 'insert into copy select * from source');
    expect((await describeTable('copy')).columns).toEqual(columns);
  });

  it('tells generated columns from columns with a default', async () => {
    await run(
      connection,
      'create table made (id integer, "select" integer generated always as (id * 2), plain integer default 5)',
    );
    const { columns } = await describeTable('made');
    expect(columns.map(({ name, isComputed, defaultSql }) => [name, isComputed, defaultSql])).toEqual([
      ['id', false, undefined],
      ['select', true, undefined],
      ['plain', false, '5'],
    ]);
  });

  it.each([
    ['a primary key', ['create table parents (id integer primary key, x integer)'], 'parents', undefined],
    ['a unique constraint', ['create table parents (id integer unique, x integer)'], 'parents', undefined],
    [
      'an index',
      ['create table parents (id integer, x integer)', 'create index ix on parents (id)'],
      'parents',
      /index \(ix\)/,
    ],
    [
      'a foreign key to it',
      [
        'create table parents (id integer primary key, x integer)',
        'create table children (p integer references parents, x integer)',
      ],
      'parents',
      /foreign key points to/,
    ],
    [
      'a foreign key of its own',
      [
        'create table parents (id integer primary key, x integer)',
        'create table children (p integer references parents, x integer)',
      ],
      'children',
      /part of a foreign key/,
    ],
  ] as const)('foresees whether a table with %s lets a column be renamed', async (_what, statements, name, blocker) => {
    await connection.begin('read write');
    await run(connection, ...statements);
    const table = await describeTable(name);
    const column = name === 'children' ? 'p' : 'x';
    const attempt = connection.execute(connection.dialect.renameColumn(table.name, column, 'y')).then(
      () => true,
      () => false,
    );
    expect(await attempt).toBe(blocker === undefined);
    await connection.rollback();
    if (blocker === undefined) expect(table.renameBlocker).toBeUndefined();
    else expect(table.renameBlocker).toMatch(blocker);
  });

  it('reaches tables of a schema that has the name of the file', async () => {
    const shop = await createDuckDbDatabase('shop.duckdb');
    const other = await shop.connect();
    const { dialect } = other;
    const table = { schema: 'shop', name: 'orders' };
    await other.execute(dialect.createSchema('shop'));
    await other.execute(dialect.createSchema('shop'));
    await other.execute(dialect.createTable(table, [{ name: 'id', type: 'INTEGER', isNullable: false }], []));
    const orders = await other.describeTable(table);
    if (!orders) throw new Error('no table');
    expect(await other.execute(dialect.insert(table, orders.columns, sql`select 1`))).toBe(1);
    expect(
      await other.execute(dialect.update(table, [['id', sql`fl_s.id`]], sql`(select 2 as id)`, sql`t.id = 1`)),
    ).toBe(1);
    expect(await other.execute(dialect.delete(table, dialect.table(table), sql`t.id = fl_s.id`))).toBe(1);
    await other.execute(dialect.renameColumn(table, 'id', 'number'));
    await other.execute(dialect.dropTable(table));
    await shop.drop();
  });

  it('reports no privilege as missing for a session that reads a file that could be written', async () => {
    await run(connection, 'create table shelf (id integer)');
    await connection.close();
    const reader = await database.connect({ readOnly: true });
    expect(await reader.missingPrivileges({ schema: 'main', name: 'shelf' }, ['select', 'update', 'alter'])).toEqual(
      [],
    );
    await reader.close();
    connection = await database.connect();
  });
});
