import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { hasCode } from '../../src/model/errors.ts';
import { raw, sql } from '../../src/sql/sql.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';

const harmless = [
  "country = 'DE'",
  `"Wei""rd" is not null and (total > 5 or total < -5)`,
  "email like '%;--/*%' and note = '(('",
  "email in (select email from customers where country in ('DE', 'AT'))",
  "note = $$it's a ) note$$ or note = $n$ ; $$ $n$",
  "note = 'O''Brien' or note = x'41'",
  'total % 2 = 0 and total / 2 > 1',
  "größe = 'groß'",
  "name like'%\\_%'",
  "tags[1] = 'a'",
];

const refused: readonly (readonly [string, string])[] = [
  ['a second statement', '1=1; delete from customers'],
  ['a parenthesis that closes ours', '1=1) or (1=1'],
  ['a writing expression behind our parenthesis', 'true)), boom as (delete from customers returning *) select ((1'],
  ['a line comment', '1=1 -- all'],
  ['a comment without a space', 'total - 5--3 > 0'],
  ['a block comment', '1=1 /* all */'],
  ['an open quote', "country = 'DE"],
  ['an open name', 'country = "DE'],
  ['an open dollar quote', 'note = $a$ x $b$'],
  ['an open parenthesis', '(country = 1'],
  ['a string with escapes', "note = E'a\\') or (1=1'"],
  ['a string with escapes behind a number', "1e'\\') or ('"],
  ['a string with Unicode escapes', "note = U&'\\0041'"],
  ['a bound value', 'id = $1'],
  ['a dollar sign in a name', "a$$'$$ = 1"],
  ['a dollar quote behind a letter that looks like a sign', '😀$$ ) ; $$'],
  ['a dollar quote with a tag that is not ASCII', 'note = $ü$ a $ü$'],
  ['a space that only one engine takes for one', 'a\u00a0= 1'],
  ['a NUL character', 'a = 1\u0000'],
];

describe.each(testEngines)('a where on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create table customers (id integer, country varchar(10))',
      "insert into customers values (1, 'DE'), (2, 'AT'), (3, null)",
    );
  });
  afterAll(() => database.drop());

  it.each(harmless)('may say %s', (expression) => {
    const { text, values } = connection.dialect.render(connection.dialect.where(expression));
    expect(text).toBe(`(\n${expression}\n)`);
    expect(values).toEqual([]);
  });

  it.each(refused)('may not hold %s', (_what, expression) => {
    expect(() => connection.dialect.where(expression)).toThrow(expect.objectContaining({ code: 'UNSAFE_WHERE' }));
  });

  it('stays one condition of a statement that reads, whatever is written', async () => {
    const pieces = [
      "'",
      '"',
      '$$',
      '$a$',
      '(',
      ')',
      ';',
      '--',
      '/*',
      '*/',
      ' ',
      '\n',
      '\\',
      'e',
      'E',
      'u&',
      '1',
      'id',
      '=',
      'true',
      ' or ',
      'delete from customers',
      '\u00a0',
      'ü',
      '[',
      ']',
      '$1',
      '?',
    ];
    const expressions = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(expressions, async (expression) => {
        const count = await outcome(connection, expression);
        expect(count === undefined || count === 0).toBe(true);
      }),
      { numRuns: 1500, examples: [['1=1) or (1=1'], ["'$$') or ($$'$$=$$"]] },
    );
    expect(await rows(connection, 'select cast(count(*) as integer) as n from customers')).toEqual([{ n: 3 }]);
  });
});

/**
 * How many rows are found by `false and <where>`; undefined where the where is refused, by Faultline or by the
 * database. If the where broke out of its parentheses, rows would be found.
 */
async function outcome(connection: Connection, expression: string): Promise<number | undefined> {
  try {
    const condition = connection.dialect.where(expression);
    const found = await connection.query(sql`select ${raw('id')} from customers where false and ${condition}`);
    return found.length;
  } catch (error) {
    if (
      hasCode(
        error,
        'UNSAFE_WHERE',
        'INVALID_SQL',
        'UNKNOWN_COLUMN',
        'VALUE_OUT_OF_RANGE',
        'UNKNOWN_TABLE',
        'DATABASE_ERROR',
      )
    )
      return undefined;
    throw error;
  }
}
