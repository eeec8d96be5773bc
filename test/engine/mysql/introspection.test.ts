import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import type { Table } from '../../../src/model/table.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { run } from '../../support/statements.ts';
import { describeFamily } from './family.ts';

const everyPrivilege = ['select', 'insert', 'update', 'delete', 'alter'] as const;

describeFamily('what is read about tables on $name', (engine) => {
  const isMariaDb = engine.name === 'mariadb';
  let database: TestDatabase;
  let connection: Connection;
  let schema: string;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    schema = connection.server.defaultSchema;
    await run(
      connection,
      `create table customers (id bigint unsigned primary key auto_increment, email varchar(80) character set latin1 unique, country char(3) not null default 'D''E',
        number int, \`select\` text, note tinytext, token varchar(36) default (uuid()), made datetime default current_timestamp,
        changed timestamp null on update current_timestamp, doubled int as (number * 2) stored, hidden int ${isMariaDb ? 'invisible' : 'default 7 invisible'},
        credit decimal(12,2) unsigned default 1.5, flags bit(3) default b'101', document json, unique country_number (country, number), unique beginnings (note(10)))`,
      'create table orders (id int primary key, customer_id bigint unsigned not null, boss int, total decimal(12,2), foreign key customer (customer_id) references customers (id) on delete cascade, foreign key boss (boss) references orders (id) on delete set null on update cascade)',
      'create table `Order "Lines"` (`Weird ``Name` int, größe int, unique lines_unique (`Weird ``Name`, größe), key lines_plain (größe))',
      'create view german_customers as select * from customers',
      'create temporary table basket (id int)',
      'create table notes (id int primary key, body text) engine = MyISAM',
      'create table parts (id int primary key, made date) partition by hash (id) partitions 3',
      'create trigger no_change before update on orders for each row set new.total = old.total',
      ...(isMariaDb
        ? [
            'create sequence numbers',
            'create table audited (id int primary key default nextval(numbers), tag uuid default uuid()) with system versioning',
          ]
        : ['create unique index lower_email on customers ((lower(email)))']),
    );
  });
  afterAll(async () => {
    await run(await database.connect(), `drop user if exists 'faultline reader'@'%'`);
    await database.drop();
  });

  const describeTable = async (name: string): Promise<Table> => {
    const found = await connection.describeTable({ schema, name });
    if (!found) throw new Error(`no table ${name}`);
    return found;
  };

  it('lists tables and views by name, without temporary ones, sequences and those of the system', async () => {
    const tables = await connection.listTables();
    expect(tables.filter(({ name }) => name.schema === schema).map(({ name, type }) => [name.name, type])).toEqual([
      ['Order "Lines"', 'table'],
      ...(isMariaDb ? [['audited', 'table']] : []),
      ['customers', 'table'],
      ['german_customers', 'view'],
      ['notes', 'table'],
      ['orders', 'table'],
      ['parts', 'table'],
    ]);
    expect(tables.some(({ name }) => ['mysql', 'sys', 'information_schema'].includes(name.schema))).toBe(false);
  });

  it('finds no table by another spelling, in another schema, or among the temporary ones', async () => {
    expect(await connection.describeTable({ schema, name: 'CUSTOMERS' })).toBeUndefined();
    expect(await connection.describeTable({ schema: 'nowhere', name: 'customers' })).toBeUndefined();
    expect(await connection.describeTable({ schema, name: 'basket' })).toBeUndefined();
    expect(await connection.hasTable({ schema, name: 'customers' })).toBe(true);
    expect(await connection.hasTable({ schema, name: 'german_customers' })).toBe(true);
    expect(await connection.hasTable({ schema, name: 'customer' })).toBe(false);
    expect(await connection.describeTable({ schema: 'mysql', name: 'user' })).toBeUndefined();
  });

  it('describes columns in their order', async () => {
    const { columns } = await describeTable('customers');
    const traits = ['isNullable', 'isComputed', 'isIdentity', 'isGenerator', 'followsUpdates'] as const;
    expect(columns.map((each) => [each.name, each.kind, ...traits.filter((trait) => each[trait] === true)])).toEqual([
      ['id', 'integer', 'isIdentity', 'isGenerator'],
      ['email', 'text', 'isNullable'],
      ['country', 'text'],
      ['number', 'integer', 'isNullable'],
      ['select', 'text', 'isNullable'],
      ['note', 'text', 'isNullable'],
      ['token', 'text', 'isNullable', 'isGenerator'],
      ['made', 'timestamp', 'isNullable'],
      ['changed', 'timestamptz', 'isNullable', 'followsUpdates'],
      ['doubled', 'integer', 'isNullable', 'isComputed'],
      ['hidden', 'integer', 'isNullable'],
      ['credit', 'decimal', 'isNullable'],
      ['flags', 'other', 'isNullable'],
      ['document', 'json', 'isNullable'],
    ]);
    expect(columns.map((each) => each.ordinal)).toEqual(columns.map((_, index) => index + 1));
    expect(columns.find((each) => each.name === 'number')).toMatchObject({
      range: { min: '-2147483648', max: '2147483647' },
      scale: 0,
    });
    expect(columns[0]).toMatchObject({ range: { min: '0', max: '18446744073709551615' } });
    expect(columns[1]).toMatchObject({
      length: 80,
      type: 'varchar(80)',
      storage: expect.stringMatching(/^varchar\(80\) character set latin1 collate latin1_\w+$/),
    });
    expect(columns[5]).toMatchObject({ type: 'tinytext', length: 63 });
    expect(columns.find((each) => each.name === 'credit')).toMatchObject({
      precision: 12,
      scale: 2,
      range: { min: '0', max: '9999999999.99' },
    });
  });

  it('tells defaults as SQL', async () => {
    const { columns } = await describeTable('customers');
    const defaults = Object.fromEntries(columns.map((each) => [each.name, each.defaultSql?.toLowerCase()]));
    expect(defaults).toMatchObject({
      id: undefined,
      email: undefined,
      country: expect.stringMatching(/^'d(''|\\')e'$/),
      token: 'uuid()',
      made: expect.stringMatching(/^current_timestamp/),
      doubled: undefined,
      credit: isMariaDb ? '1.50' : '1.50',
      flags: "b'101'",
    });
  });

  it('puts the primary key first, then unique ones over whole columns', async () => {
    const customers = await describeTable('customers');
    expect(customers.keys.map((key) => [key.isPrimary, ...key.columns])).toEqual([
      [true, 'id'],
      [false, 'country', 'number'],
      [false, 'email'],
    ]);
    expect((await describeTable('Order "Lines"')).keys).toEqual([
      { name: 'lines_unique', columns: ['Weird `Name', 'größe'], isPrimary: false },
    ]);
  });

  it('reads foreign keys from both ends, with what they do', async () => {
    const orders = await describeTable('orders');
    const customers = await describeTable('customers');
    const child = { schema, name: 'orders' };
    const byDefault = isMariaDb ? 'restrict' : 'no action';
    const toCustomers = {
      child,
      childColumns: ['customer_id'],
      parent: { schema, name: 'customers' },
      parentColumns: ['id'],
      onDelete: 'cascade',
      onUpdate: byDefault,
    };
    const toItself = {
      child,
      childColumns: ['boss'],
      parent: child,
      parentColumns: ['id'],
      onDelete: 'set null',
      onUpdate: 'cascade',
    };
    expect(orders.references).toHaveLength(2);
    expect(orders.references).toEqual(
      expect.arrayContaining([expect.objectContaining(toCustomers), expect.objectContaining(toItself)]),
    );
    expect(orders.referencedBy).toEqual([expect.objectContaining(toItself)]);
    expect(customers.referencedBy).toEqual([expect.objectContaining(toCustomers)]);
  });

  it('knows views, triggers, partitions and tables that take nothing back', async () => {
    expect(await describeTable('german_customers')).toMatchObject({ type: 'view', keys: [], changeBlocker: undefined });
    expect((await describeTable('orders')).triggers).toEqual(['no_change']);
    expect(await describeTable('parts')).toMatchObject({ type: 'table', changeBlocker: undefined, triggers: [] });
    expect((await describeTable('notes')).changeBlocker).toMatch(/MyISAM/);
    if (isMariaDb) expect((await describeTable('audited')).changeBlocker).toMatch(/system-versioned/);
    expect((await describeTable('customers')).bytes).toBeGreaterThan(0);
    expect((await describeTable('customers')).identity).toBe((await describeTable('customers')).identity);
  });

  it.runIf(isMariaDb)('knows what makes fresh values on MariaDB alone', async () => {
    const { columns } = await describeTable('audited');
    expect(columns.filter((each) => each.isGenerator).map((each) => [each.name, each.kind])).toEqual([
      ['id', 'integer'],
      ['tag', 'uuid'],
    ]);
    const made = connection.dialect.generated({ schema, name: 'audited' }, columns[0]!);
    expect(connection.dialect.render(made).text).toMatch(/nextval/);
  });

  it('finds its owner’s privileges complete', async () => {
    expect(await connection.missingPrivileges({ schema, name: 'orders' }, everyPrivilege)).toEqual([]);
  });

  it.each([
    ['nothing', [], everyPrivilege],
    ['the whole server', ['all privileges on *.*'], []],
    ['the whole database', ['all on SCHEMA.*'], []],
    ['a pattern of databases', ['select, alter on PATTERN.*'], ['insert', 'update', 'delete']],
    ['a pattern that is none', ['select on ESCAPED.*'], everyPrivilege],
    ['the table', ['select, delete on SCHEMA.orders'], ['insert', 'update', 'alter']],
    ['another table', ['select, delete on SCHEMA.customers'], everyPrivilege],
    [
      'single columns',
      ['select (id, total), insert (id), update on SCHEMA.orders'],
      ['select', 'insert', 'delete', 'alter'],
    ],
  ])('tells what a user lacks who was granted %s', async (_what, grants, missing) => {
    const reader = await newcomer(grants);
    expect(await reader.missingPrivileges({ schema, name: 'orders' }, everyPrivilege)).toEqual(missing);
    await reader.close();
  });

  it('counts the privileges of active roles in', async () => {
    const role = `role_${schema.slice(-10)}`;
    await run(
      connection,
      `drop role if exists ${role}`,
      `create role ${role}`,
      `grant select, update on \`${schema}\`.* to ${role}`,
    );
    const reader = await newcomer([]);
    const user = reader.server.user;
    await run(connection, `grant ${role} to ${user}`);
    await run(reader, `set role ${role}`);
    expect(await reader.missingPrivileges({ schema, name: 'orders' }, ['select', 'update', 'delete'])).toEqual([
      'delete',
    ]);
    await reader.close();
    await run(connection, `drop role ${role}`);
  });

  it('hides from a user what it may not see', async () => {
    const reader = await newcomer(['select on SCHEMA.customers']);
    expect((await reader.listTables()).map(({ name }) => name.name)).toEqual(['customers', 'notes']);
    expect(await reader.describeTable({ schema, name: 'orders' })).toBeUndefined();
    await expect(run(reader, `select * from \`${schema}\`.\`orders\``)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      hint: `Ask its owner for: grant select on ${schema}.orders to ${reader.server.user}`,
    });
    await expect(run(reader, 'create schema faultline_nowhere')).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      hint: expect.stringMatching(/grant create, .* on `faultline_nowhere`\.\* to '/),
    });
    await reader.close();
  });

  /** A session of a user who has just these privileges, and may connect. */
  async function newcomer(grants: readonly string[]): Promise<Connection> {
    const user = `'faultline reader'@'%'`;
    const spelt = (grant: string) =>
      grant
        .replace('SCHEMA', `\`${schema}\``)
        .replace('PATTERN', `\`${schema.slice(0, -3)}%\``)
        .replace('ESCAPED', `\`${schema.slice(0, -1)}\\_\``);
    await run(
      connection,
      `drop user if exists ${user}`,
      `create user ${user} identified by 'Rëading & more'`,
      // Without any privilege the database would be refused.
      `grant select on \`${schema}\`.notes to ${user}`,
      ...grants.map((grant) => `grant ${spelt(grant)} to ${user}`),
    );
    const url = new URL(database.url);
    url.username = 'faultline%20reader';
    url.password = encodeURIComponent('Rëading & more');
    return database.connect({ url: url.href });
  }
});
