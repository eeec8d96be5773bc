import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/model/dialect.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Sql } from '../../src/model/sql.ts';
import { column, join, name, sql } from '../../src/sql/sql.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { misread } from '../support/misread.ts';

/** Latin letters above all, so that what is looked for is found. */
const unit = fc.oneof(
  fc.constantFrom(...'aAbBzZ0059.- @%_\\\'"'),
  fc.constantFrom(...'éÉßñÃÂÄ©€’–“”…Łžſ'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((text) => text !== '\0' && text.isWellFormed()),
);
const texts = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''));
const lists = fc.array(texts, { minLength: 50, maxLength: 50 });

describe.each(allTestEngines)('of text, on $name,', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  /** What a fragment makes of each of some texts. */
  async function made(of: readonly string[], fragment: (dialect: Dialect, text: Sql) => Sql): Promise<unknown[]> {
    const { dialect } = connection;
    const rows = of.map(
      (text, index) =>
        sql`select ${dialect.integer(index)} as ${name('place')}, ${dialect.textLiteral(text)} as ${name('word')} ${dialect.fromNothing}`,
    );
    const found = await connection.query(sql`select ${fragment(dialect, column('t', 'word'))} as ${name('made')}
      from (${join(rows, sql` union all `)}) t order by ${column('t', 'place')}`);
    return found.map((row) => row['made']);
  }

  it.each([
    ['a', ''],
    ['@', '@@'],
    ['Ã', 'é'],
    ['. ', '_'],
  ])('every %j is replaced by %j, and no other character', async (from, to) => {
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        const { dialect } = connection;
        const replaced = await made(list, (_, text) =>
          dialect.replace(text, dialect.textLiteral(from), dialect.textLiteral(to)),
        );
        expect(replaced).toEqual(list.map((text) => text.replaceAll(from, to)));
      }),
      { numRuns: 5 },
    );
  });

  it('letters are translated one by one, whatever their case', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        const translated = await made(list, (dialect, text) => dialect.translate(text, 'abcé', 'XYZ€'));
        const pairs: Readonly<Record<string, string>> = { a: 'X', b: 'Y', c: 'Z', é: '€' };
        expect(translated).toEqual(list.map((text) => text.replace(/[abcé]/gu, (letter) => pairs[letter] ?? letter)));
      }),
      { numRuns: 5 },
    );
  });

  it('the bytes in UTF-8 are read as windows-1252', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        expect(await made(list, (dialect, text) => dialect.misread(text))).toEqual(list.map(misread));
        const lengths = await made(list, (dialect, text) => dialect.byteLength(text));
        expect(lengths.map(Number)).toEqual(list.map((text) => Buffer.byteLength(text)));
      }),
      { numRuns: 10 },
    );
    const dialect = connection.dialect;
    const twice = await made(['Zürich', 'Orly – Café', '', 'Ada'], (_, text) => dialect.misread(dialect.misread(text)));
    expect(twice).toEqual(['ZÃƒÂ¼rich', 'Orly Ã¢â‚¬â€œ CafÃƒÂ©', '', 'Ada']);
  });
});
