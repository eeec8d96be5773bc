import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Sql } from '../../src/model/sql.ts';
import { name, raw, sql } from '../../src/sql/sql.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';

describe.each(allTestEngines)('literals of scripts on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  /** What the server makes of an expression with its values written out, as text. */
  const written = async (value: Sql) => {
    const text = connection.dialect.script.render(sql`select ${value} as ${name('told')}`);
    const [row] = await connection.query(raw(text));
    return row!['told'];
  };
  const bound = async (value: Sql) => (await connection.query(sql`select ${value} as ${name('told')}`))[0]!['told'];

  it('texts are what they were, whatever they hold', async () => {
    const characters = fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '\n',
        '\r',
        '`',
        '$',
        '?',
        ':',
        '%',
        ';',
        '--',
        '/*',
        '\x1a',
        '\t',
        'ß',
        '𝄞',
        '🦊',
        '\u00a0',
        "\\'",
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).filter((text) => !text.includes('\0')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(characters, { maxLength: 20 }), async (parts) => {
        expect(await written(connection.dialect.textLiteral(`${parts.join('')}.`))).toBe(`${parts.join('')}.`);
      }),
      { numRuns: 60 },
    );
  });

  it('numbers, truth, times and nothing are what they are where they are bound', async () => {
    const { dialect } = connection;
    const column = {
      name: 'c',
      ordinal: 1,
      type: 'x',
      storage: 'x',
      isNullable: true,
      isComputed: false,
      isIdentity: false,
      isGenerator: false,
    };
    const values: readonly Sql[] = [
      sql`case when ${true} then 1 else 2 end`,
      sql`coalesce(${null}, 1)`,
      dialect.decimal('12345678901234567890123456789012345.678'),
      dialect.decimal('-99999999999999999999999999999999999999'),
      dialect.cast(dialect.decimal('0.00000000000000000001'), 'decimal(38, 20)'),
      dialect.instant('2026-11-20T09:00:00.123456Z', {
        ...column,
        kind: 'timestamp',
        type: 'timestamp(6)',
        storage: 'timestamp(6)',
      }),
      dialect.instant('2026-11-20T00:00:00Z', { ...column, kind: 'date', type: 'date', storage: 'date' }),
    ];
    expect(String(await written(sql`1 - ${-5} - ${9007199254740993n}`))).toBe('-9007199254740987');
    for (const value of values) expect(String(await written(value))).toBe(String(await bound(value)));
    expect(() => dialect.script.render(sql`select ${Number.NaN}`)).toThrow(RangeError);
  });
});
