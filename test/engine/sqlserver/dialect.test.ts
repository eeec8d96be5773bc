import { describe, expect, it } from 'vitest';
import { dialect, dialectOf } from '../../../src/engine/sqlserver/dialect.ts';
import { oldest } from '../../../src/engine/sqlserver/server-facts.ts';
import { typeFacts } from '../../../src/engine/sqlserver/types.ts';
import type { Sql } from '../../../src/model/sql.ts';
import { join, name, sql } from '../../../src/sql/sql.ts';
import { numbered, orders, tickets } from './shop-tables.ts';

const text = (statement: Sql) => dialect.render(statement).text;

describe('the dialect of SQL Server', () => {
  it('quotes names in brackets, and binds values by number', () => {
    expect(dialect.render(sql`select ${name('a]b')} from ${name('x')} where ${1} = ${'y'}`)).toEqual({
      text: 'select [a]]b] from [x] where @p1 = @p2',
      values: [1, 'y'],
    });
  });

  it('refuses more values than a statement takes', () => {
    const values = (count: number) => join(Array.from({ length: count }, (_, index) => sql`${index}`));
    expect(dialect.render(values(2098)).values).toHaveLength(2098);
    expect(() => dialect.render(values(2099))).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
  });

  it.each([
    ['bigint', 'cast(x as bigint)'],
    ['decimal(12, 2)', 'cast(x as decimal(12, 2))'],
    ['nvarchar(40) collate Latin1_General_CI_AS', '((cast(x as nvarchar(40))) collate Latin1_General_CI_AS)'],
    [
      'varchar(20) collate Cyrillic_General_CI_AS',
      'cast(((cast(x as nvarchar(20))) collate Cyrillic_General_CI_AS) as varchar(20))',
    ],
    [
      'varchar(max) collate Cyrillic_General_CI_AS',
      'cast(((cast(x as nvarchar(max))) collate Cyrillic_General_CI_AS) as varchar(max))',
    ],
  ])('casts to %s with the collation where it belongs', (type, expected) => {
    expect(text(dialect.cast(sql`x`, type))).toBe(expected);
  });

  it('takes no row at all where none is wanted, which a fetch of 0 rows may not say', () => {
    expect(text(dialect.limit(5))).toBe('offset 0 rows fetch next 5 rows only');
    expect(text(dialect.limit(0))).not.toMatch(/next 0 rows/);
  });

  it.each([
    [['bigint'], /, primary key \(\[k1\]\)/],
    [['nvarchar(400) collate x', 'bigint'], /, primary key \(\[k1\], \[k2\]\)/],
    [['nvarchar(800) collate x'], /primary key nonclustered/],
    [['nvarchar(851) collate x'], /^(?!.*primary key)/s],
    [['varchar(900) collate x'], /, primary key \(/],
    [['nvarchar(max) collate x'], /^(?!.*primary key)/s],
    [['xml'], /^(?!.*primary key)/s],
  ])('gives a table of %j the key that an index has room for', (types, expected) => {
    const columns = types.map((type, index) => ({ name: `k${index + 1}`, type, isNullable: false }));
    const created = dialect.createTable(
      { schema: 's', name: 't' },
      columns,
      columns.map((each) => each.name),
    );
    expect(text(created)).toMatch(expected);
  });

  it('quotes the name of a schema as a name within a text', () => {
    expect(text(dialect.createSchema("o'br]ien"))).toContain("exec (N'create schema [o''br]]ien]')");
  });

  it('renames a column by the full name that it has', () => {
    const { text: rename, values } = dialect.render(dialect.renameColumn({ schema: 's]', name: "t'" }, 'a.b', 'c'));
    expect(rename).toBe("exec sp_rename @p1, @p2, N'COLUMN'");
    expect(values).toEqual(["[s]]].[t'].[a.b]", 'c']);
  });

  it('puts stored values into an identity column, and takes the setting back whatever happens', () => {
    const insert = (table: typeof orders) =>
      text(dialect.insert(table.name, table.columns.slice(0, 2), sql`select 1, 2`));
    expect(insert(numbered)).toMatch(
      /identity_insert \[dbo\]\.\[numbered\] on;.*@@rowcount.*off;.*catch.*off;\nthrow;/s,
    );
    expect(insert(orders)).not.toMatch(/identity_insert/);
  });

  it('numbers fresh rows after the last identity, and makes identifiers as a default does', () => {
    expect(text(dialect.generated(numbered.name, numbered.columns[0]!))).toMatch(/ident_current\(@p1\) \+ ident_incr/);
    expect(text(dialect.generated(tickets.name, tickets.columns[0]!))).toBe('((newid()))');
  });

  it('hashes UTF-8 where a collation keeps it, and bytes as they are before', () => {
    expect(text(dialect.hash56(sql`x`))).toContain('Latin1_General_100_BIN2_UTF8');
    const older = dialectOf(oldest);
    expect(older.render(older.hash56(sql`x`)).text).not.toContain('UTF8');
  });

  it.each(['status = @p1', 'id = @@spid', "name = 'x' -- ", '1 = 1) or (1 = 1', "note = 'a' ; drop table x", '[a = 1'])(
    'refuses the where %s',
    (where) => {
      expect(() => dialect.where(where)).toThrow(expect.objectContaining({ code: 'UNSAFE_WHERE' }));
    },
  );

  it.each(['[a;b]]--c] = 1', "email like '%@p1%'", "status in ('new', N'paid')"])('takes the where %s', (where) => {
    expect(text(dialect.where(where))).toBe(`(\n${where}\n)`);
  });
});

describe('a type of SQL Server', () => {
  const of = (base: string, maxLength = 0, precision = 0, scale = 0, collation?: string) =>
    typeFacts({ base, own: undefined, maxLength, precision, scale, collation });

  it.each([
    [
      of('nvarchar', 80, 0, 0, 'X'),
      { kind: 'text', type: 'nvarchar(40)', storage: 'nvarchar(40) collate X', length: 40 },
    ],
    [of('varchar', -1, 0, 0, 'X'), { kind: 'text', type: 'varchar(max)', storage: 'varchar(max) collate X' }],
    [of('ntext', 16, 0, 0, 'X'), { kind: 'text', type: 'ntext', storage: 'nvarchar(max) collate X' }],
    [of('timestamp', 8), { kind: 'binary', type: 'timestamp', storage: 'binary(8)' }],
    [of('image', 16), { kind: 'binary', type: 'image', storage: 'varbinary(max)' }],
    [
      of('money', 8, 19, 4),
      {
        kind: 'decimal',
        precision: 19,
        scale: 4,
        range: { min: '-922337203685477.5808', max: '922337203685477.5807' },
      },
    ],
    [of('tinyint', 1, 3), { kind: 'integer', scale: 0, range: { min: '0', max: '255' } }],
    [of('datetime2', 8, 27, 3), { kind: 'timestamp', type: 'datetime2(3)' }],
    [of('datetimeoffset', 10, 34, 7), { kind: 'timestamptz', type: 'datetimeoffset(7)' }],
    [of('bit', 1), { kind: 'boolean' }],
    [of('geography', -1), { kind: 'other', type: 'geography', storage: 'geography' }],
    [of('sql_variant', 8016), { kind: 'other', storage: 'sql_variant' }],
  ])('%# is told by its kind, and kept in a type that a snapshot may have', (facts, expected) => {
    expect(facts).toMatchObject(expected);
  });

  it('that is an alias is kept as what it stands on, one of an assembly as itself', () => {
    const own = (isAssembly: boolean) =>
      typeFacts({
        base: isAssembly ? 'Point' : 'nvarchar',
        own: { schema: 'app', name: isAssembly ? 'Point' : 'Phone', isAssembly },
        maxLength: 40,
        precision: 0,
        scale: 0,
        collation: isAssembly ? undefined : 'X',
      });
    expect(own(false)).toMatchObject({ kind: 'text', type: '[app].[Phone]', storage: 'nvarchar(20) collate X' });
    expect(own(true)).toMatchObject({ kind: 'other', type: '[app].[Point]', storage: '[app].[Point]' });
  });
});
