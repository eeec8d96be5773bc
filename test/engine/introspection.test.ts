import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Table } from '../../src/model/table.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

describe.each(testEngines)('what is read about tables on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create schema shop',
      'create schema "Größe"',
      'create sequence shop.ids',
      `create table shop.customers (id bigint primary key default nextval('shop.ids'), email varchar(80) unique, country char(2) not null default 'DE',
        number integer, "select" text, token uuid default gen_random_uuid(), made timestamp default current_timestamp, unique (country, number))`,
      'create table shop.orders (id integer primary key, customer_id bigint not null references shop.customers (id), total numeric(12,2))',
      'create table "Größe"."Order ""Lines""" ("Weird Name" integer, größe integer)',
      'create unique index lines_unique on "Größe"."Order ""Lines""" ("Weird Name", größe)',
      'create index lines_plain on "Größe"."Order ""Lines""" (größe)',
      'create unique index lines_expression on "Größe"."Order ""Lines""" ((größe + 1))',
      'create view shop.german_customers as select * from shop.customers',
      'create temporary table basket (id integer)',
    );
  });
  afterAll(() => database.drop());

  const describeTable = async (schema: string, name: string): Promise<Table> => {
    const found = await connection.describeTable({ schema, name });
    if (!found) throw new Error(`no table ${schema}.${name}`);
    return found;
  };

  it('lists tables and views by schema and name, without temporary and system ones', async () => {
    const tables = await connection.listTables();
    expect(tables.map(({ name, type }) => [name.schema, name.name, type])).toEqual([
      ['Größe', 'Order "Lines"', 'table'],
      ['shop', 'customers', 'table'],
      ['shop', 'german_customers', 'view'],
      ['shop', 'orders', 'table'],
    ]);
  });

  it('finds no table by another spelling, in another schema, or among the temporary ones', async () => {
    expect(await connection.describeTable({ schema: 'shop', name: 'CUSTOMERS' })).toBeUndefined();
    expect(await connection.describeTable({ schema: 'nowhere', name: 'customers' })).toBeUndefined();
    expect(await connection.describeTable({ schema: connection.server.defaultSchema, name: 'basket' })).toBeUndefined();
  });

  it('describes columns in their order', async () => {
    const { columns } = await describeTable('shop', 'customers');
    expect(
      columns.map(({ name, ordinal, kind, isNullable, isGenerator, isComputed }) => [
        ordinal,
        name,
        kind,
        isNullable,
        isGenerator,
        isComputed,
      ]),
    ).toEqual([
      [1, 'id', 'integer', false, true, false],
      [2, 'email', 'text', true, false, false],
      [3, 'country', 'text', false, false, false],
      [4, 'number', 'integer', true, false, false],
      [5, 'select', 'text', true, false, false],
      [6, 'token', 'uuid', true, true, false],
      [7, 'made', 'timestamp', true, false, false],
    ]);
    expect(columns[2]?.defaultSql).toMatch(/'DE'/);
    expect(columns[3]?.range).toEqual({ min: '-2147483648', max: '2147483647' });
  });

  it('knows precision and scale of decimals', async () => {
    const { columns } = await describeTable('shop', 'orders');
    expect(columns[2]).toMatchObject({ kind: 'decimal', precision: 12, scale: 2 });
  });

  it('puts the primary key first, then the unique ones over plain columns', async () => {
    const customers = await describeTable('shop', 'customers');
    expect(customers.keys[0]).toMatchObject({ columns: ['id'], isPrimary: true });
    const others = customers.keys.slice(1).map((key) => key.columns.join(', '));
    expect(new Set(others)).toEqual(new Set(['country, number', 'email']));
    const lines = await describeTable('Größe', 'Order "Lines"');
    expect(lines.keys).toEqual([{ name: 'lines_unique', columns: ['Weird Name', 'größe'], isPrimary: false }]);
  });

  it('reads foreign keys from both ends', async () => {
    const orders = await describeTable('shop', 'orders');
    const customers = await describeTable('shop', 'customers');
    const key = {
      child: { schema: 'shop', name: 'orders' },
      childColumns: ['customer_id'],
      parent: { schema: 'shop', name: 'customers' },
      parentColumns: ['id'],
      onDelete: 'no action',
      onUpdate: 'no action',
    };
    expect(orders.references).toEqual([expect.objectContaining(key)]);
    expect(orders.referencedBy).toEqual([]);
    expect(customers.references).toEqual([]);
    expect(customers.referencedBy).toEqual([expect.objectContaining(key)]);
  });

  it('describes a view as one', async () => {
    const view = await describeTable('shop', 'german_customers');
    expect(view).toMatchObject({ type: 'view', keys: [], references: [], referencedBy: [] });
    expect(view.columns.map((column) => column.name)).toContain('email');
  });

  it('gives a table an identity that another session sees too', async () => {
    const other = await database.connect();
    const seen = await other.describeTable({ schema: 'shop', name: 'orders' });
    expect(seen?.identity).toBe((await describeTable('shop', 'orders')).identity);
  });

  it('says who answers', () => {
    expect(connection.server.version).toMatch(/^\d+\.\d+/);
    expect(connection.server.database).toMatch(engine.name === 'postgres' ? /^faultline_test_/ : /^test$/);
    expect(connection.server.product).toBe(connection.dialect.product);
  });

  it('finds its owner’s privileges complete', async () => {
    const wanted = ['select', 'insert', 'update', 'delete', 'alter'] as const;
    expect(await connection.missingPrivileges({ schema: 'shop', name: 'orders' }, wanted)).toEqual([]);
  });
});
