import { describe, expect, it } from 'vitest';
import type { Column, ForeignKey } from '../../../src/model/table.ts';
import type { Sql } from '../../../src/model/sql.ts';
import { dialect, dialectOf } from '../../../src/engine/oracle/dialect.ts';
import { statements } from '../../../src/engine/oracle/statements.ts';
import { typeFacts, type CatalogType } from '../../../src/engine/oracle/types.ts';
import { name, sql } from '../../../src/sql/sql.ts';
import { complaintsAbout } from './parse.ts';
import { lines, orders, parcels } from './shop-tables.ts';

const of = (title: string): Column =>
  [...orders.columns, ...lines.columns, ...parcels.columns].find((each) => each.name === title)!;
const text = (piece: Sql) => dialect.render(piece).text;
const value = sql`v`;

describe('the dialect of Oracle', () => {
  it('writes numbers out and binds none of them', () => {
    expect(text(sql`${dialect.integer(5)} ${dialect.integer(-5n)} ${dialect.integer(-(2n ** 63n))}`)).toBe(
      '5 (-5) (-9223372036854775808)',
    );
    expect(text(sql`${dialect.decimal('-1.50')} ${dialect.decimal('0.001')}`)).toBe('(-1.50) 0.001');
    expect(() => dialect.integer(2n ** 63n)).toThrow(RangeError);
    expect(() => dialect.integer(0.5)).toThrow(RangeError);
    expect(() => dialect.decimal('1e5')).toThrow(RangeError);
    expect(() => dialect.decimal('1); drop table orders')).toThrow(RangeError);
    expect(() => dialect.decimal('1'.repeat(39))).toThrow(expect.objectContaining({ code: 'VALUE_OUT_OF_RANGE' }));
    expect(text(dialect.number('1.5', of('AMOUNT')))).toBe('1.5');
    expect(text(dialect.number('-1.5', of('WEIGHT')))).toBe("to_binary_double('-1.5')");
    expect(text(dialect.number('1'.repeat(39), of('VOLUME')))).toMatch(/^cast\(to_binary_double\('1+'\) as number\)$/);
  });

  it('has no names with quotation marks in them', () => {
    expect(text(sql`${name('Order lines')}`)).toBe('"Order lines"');
    expect(() => text(sql`${name('a"b')}`)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
  });

  it.each([
    ['ORDERED_AT', '2026-11-20T09:30:00.500000Z', "timestamp '2026-11-20 09:30:00.500000'"],
    ['SENT', '2026-11-20T09:30:00.500000Z', "timestamp '2026-11-20 09:30:00.500000 +00:00'"],
    ['SEEN', '2026-11-20T09:30:00Z', "timestamp '2026-11-20 09:30:00.000000 +00:00'"],
    ['SHIPPED', '2026-11-20T09:30:00.000000Z', "to_date('2026-11-20 09:30:00', 'YYYY-MM-DD HH24:MI:SS')"],
    ['SHIPPED', '2026-11-20T09:30:00.000001Z', "timestamp '2026-11-20 09:30:00.000001'"],
  ])('says to %s that it is %s', (title, iso, literal) => {
    expect(dialect.render(dialect.instant(iso, of(title)))).toEqual({ text: literal, values: [] });
  });

  it('has no points in time for what is none', () => {
    expect(() => dialect.instant('2026-11-20T09:30:00Z', of('STATUS'))).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    );
  });

  it.each(['WEIGHT', 'VOLUME', 'PRICE', 'AGE', 'NOTE', 'PHOTO', 'DETAILS', 'DATA', 'PLACE'])(
    'refuses %s as part of a key',
    (title) => {
      const column = [...lines.columns, ...parcels.columns].findLast((each) => each.name === title)!;
      expect(() => dialect.canonical(value, column)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
    },
  );

  it.each([
    ['ID', "to_char(v, 'TM9')"],
    ['AMOUNT', "to_char(v, 'FM99999990.00')"],
    ['STATUS', 'v'],
    ['PRODUCT', 'rtrim(v)'],
    ['LABEL', 'rtrim(to_char(v))'],
    ['TAG', 'lower(rawtohex(v))'],
    ['IS_FRAGILE', 'lower(to_char(v))'],
    ['ORDERED_AT', "to_char(v, 'YYYY-MM-DD HH24:MI:SS.FF6')"],
    ['SENT', "to_char(sys_extract_utc(v), 'YYYY-MM-DD HH24:MI:SS.FF6')"],
    ['SHIPPED', `to_char(v, 'YYYY-MM-DD HH24:MI:SS".000000"')`],
  ])('writes %s in a key as %s', (title, canonical) => {
    expect(text(dialect.canonical(value, of(title)))).toBe(canonical);
  });

  it('compares what cannot be put back with nothing', () => {
    const place: Column = { ...of('PLACE'), type: '"MDSYS"."SDO_GEOMETRY"', storage: '"MDSYS"."SDO_GEOMETRY"' };
    expect(() => dialect.same(value, value, place)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
    expect(() => dialect.text(value, place)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
  });

  it('compares by bytes what the column compares otherwise', () => {
    const status: Column = { ...of('STATUS'), kind: 'other', type: 'VARCHAR2(12 CHAR) COLLATE BINARY_CI' };
    expect(text(dialect.same(sql`a`, sql`b`, status))).toBe('decode((a collate binary), (b collate binary), 1, 0) = 1');
    expect(text(dialect.bytewise(value, status))).toBe('(v collate binary)');
  });

  it('keys a snapshot where Oracle takes the key', () => {
    const create = (...types: readonly string[]) => {
      const columns = types.map((type, index) => ({ name: `k${index + 1}`, type, isNullable: false }));
      return text(
        dialect.createTable(
          { schema: 'SHOP', name: 'snapshot' },
          columns,
          columns.map((each) => each.name),
        ),
      );
    };
    expect(create('NUMBER(18,0)', 'VARCHAR2(40 CHAR)')).toContain('primary key ("k1", "k2")');
    expect(create('TIMESTAMP(6) WITH TIME ZONE')).not.toContain('primary key');
    expect(create('VARCHAR2(4000 BYTE)')).not.toContain('primary key');
    expect(create('VARCHAR2(1000 CHAR)')).not.toContain('primary key');
    expect(create('NVARCHAR2(1000)', 'DATE')).toContain('primary key');
  });

  it('waits for rows as long as the session may', () => {
    const lock = (lockTimeout: number) =>
      dialectOf({ isUnicode: true, lockTimeout }).lockRows(orders.name, sql`s`, sql`1 = 1`)!;
    expect(text(lock(5))).toContain('for update wait 5;');
    expect(text(lock(0.2))).toContain('for update wait 1;');
    expect(text(lock(0))).toContain('for update nowait;');
  });

  it('locks the tables of children that a deletion would take along', () => {
    const { lockRows } = statements(5);
    const key = orders.referencedBy[0]!;
    const lock = (onDelete: ForeignKey['onDelete']) =>
      text(lockRows(orders.name, sql`s`, sql`1 = 1`, [{ ...key, onDelete }]));
    expect(lock('cascade')).toContain('lock table "SHOP"."LINES" in share mode wait 5;');
    expect(lock('set null')).toContain('lock table');
    expect(lock('no action')).not.toContain('lock table');
    expect(complaintsAbout(lock('cascade'))).toEqual([]);
  });

  it('drops tables by a name that nothing can break out of', () => {
    expect(dialect.render(dialect.dropTable({ schema: 'SHOP', name: "it's; drop" })).values).toEqual([
      `drop table "SHOP"."it's; drop" purge`,
    ]);
  });

  it.each([
    ["STATUS = q'[paid]'", /string/],
    ["STATUS = nq'(paid)'", /string/],
    ['ID = :1', /placeholder/],
    ['ID = 1 -- all of them', /comment/],
    ['ID /*+ full(t) */ = 1', /comment/],
    ['1 = 1) or (1 = 1', /parenthesis/],
    ['ID = 1; delete from ORDERS', /semicolon/],
  ])('refuses the where %s', (where, message) => {
    expect(() => dialect.where(where)).toThrow(
      expect.objectContaining({ code: 'UNSAFE_WHERE', message: expect.stringMatching(message) }),
    );
  });

  it.each(["STATUS = 'it''s paid'", `"Made At" > sysdate - interval '1' day`, "regexp_like(STATUS, '^p[a-z]+$', 'i')"])(
    'takes the where %s',
    (where) => {
      expect(text(dialect.where(where))).toBe(`(\n${where}\n)`);
    },
  );
});

describe('types of Oracle', () => {
  const catalog = (written: Partial<CatalogType> & Pick<CatalogType, 'name'>, isUnicode = true) =>
    typeFacts(
      {
        owner: undefined,
        length: 22,
        characters: 0,
        countsCharacters: false,
        precision: undefined,
        scale: undefined,
        collation: undefined,
        ...written,
      },
      isUnicode,
    );

  it.each([
    [
      { name: 'NUMBER', precision: 9, scale: 0 },
      { kind: 'integer', type: 'NUMBER(9,0)', range: { min: '-999999999', max: '999999999' } },
    ],
    [
      { name: 'NUMBER', precision: 18, scale: 0 },
      { kind: 'integer', scale: 0 },
    ],
    [
      { name: 'NUMBER', precision: 19, scale: 0 },
      { kind: 'decimal', precision: 19, scale: 0 },
    ],
    [
      { name: 'NUMBER', scale: 0 },
      { kind: 'decimal', type: 'NUMBER(*,0)', precision: 38, scale: 0 },
    ],
    [
      { name: 'NUMBER', precision: 5, scale: -2 },
      { kind: 'decimal', type: 'NUMBER(5,-2)', scale: -2 },
    ],
    [{ name: 'NUMBER' }, { kind: 'decimal', type: 'NUMBER' }],
    [
      { name: 'FLOAT', precision: 126 },
      { kind: 'float', type: 'FLOAT(126)' },
    ],
    [
      { name: 'VARCHAR2', length: 160, characters: 40, countsCharacters: true },
      { kind: 'text', type: 'VARCHAR2(40 CHAR)', length: 40 },
    ],
    [
      { name: 'VARCHAR2', length: 40, characters: 40 },
      { kind: 'text', type: 'VARCHAR2(40 BYTE)', length: 40 },
    ],
    [
      { name: 'NVARCHAR2', length: 80, characters: 40 },
      { kind: 'text', type: 'NVARCHAR2(40)', length: 40 },
    ],
    [
      { name: 'VARCHAR2', length: 40, collation: 'BINARY_CI' },
      { kind: 'other', type: 'VARCHAR2(40 BYTE) COLLATE BINARY_CI', storage: 'VARCHAR2(40 BYTE)' },
    ],
    [{ name: 'VARCHAR2', length: 40, collation: 'USING_NLS_COMP' }, { kind: 'text' }],
    [
      { name: 'DATE', length: 7 },
      { kind: 'timestamp', type: 'DATE' },
    ],
    [{ name: 'TIMESTAMP(6) WITH LOCAL TIME ZONE' }, { kind: 'timestamptz' }],
    [{ name: 'INTERVAL DAY(2) TO SECOND(6)' }, { kind: 'interval' }],
    [
      { name: 'RAW', length: 16 },
      { kind: 'binary', type: 'RAW(16)' },
    ],
    [
      { name: 'CLOB', length: 4000 },
      { kind: 'other', type: 'CLOB' },
    ],
    [
      { name: 'SDO_GEOMETRY', owner: 'MDSYS' },
      { kind: 'other', type: '"MDSYS"."SDO_GEOMETRY"' },
    ],
    [{ name: 'BOOLEAN' }, { kind: 'boolean' }],
  ])('%j is %j', (written, facts) => {
    expect(catalog(written)).toMatchObject(facts);
  });

  it('leave a decimal without a scale where none is declared', () => {
    expect(catalog({ name: 'NUMBER' })).toEqual({ kind: 'decimal', type: 'NUMBER', storage: 'NUMBER' });
  });

  it('keep national texts apart where the database cannot write them', () => {
    expect(catalog({ name: 'NVARCHAR2', length: 80, characters: 40 }, false)).toMatchObject({ kind: 'other' });
  });
});
