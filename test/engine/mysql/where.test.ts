import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import { hasCode } from '../../../src/model/errors.ts';
import { raw, sql } from '../../../src/sql/sql.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';
import { describeFamily } from './family.ts';

const pieces = [
  "'",
  '"',
  '`',
  '(',
  ')',
  ';',
  '--',
  '-- ',
  '#',
  '/*',
  '/*!',
  '*/',
  ' ',
  '\n',
  '\\',
  'x',
  'N',
  '_utf8mb4',
  '1',
  'id',
  '=',
  ':=',
  '@id',
  'true',
  ' or ',
  'union select 1',
  'delete from customers',
  " into outfile '/tmp/customers'",
  'for update',
  '\u00a0',
  'ü',
  '?',
];

describeFamily('a where on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create table customers (id int, country varchar(10))',
      "insert into customers values (1, 'DE'), (2, 'AT'), (3, null)",
    );
  });
  afterAll(() => database.drop());

  it('stays one condition of a statement that reads, whatever is written', async () => {
    const expressions = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(expressions, async (expression) => {
        expect([undefined, 0]).toContain(await found(expression));
      }),
      { numRuns: 1500, examples: [['1=1) or (1=1'], ["'\\') or (1=1"], ["(select 1 into outfile '/tmp/customers')"]] },
    );
    expect(await rows(connection, 'select id from customers')).toHaveLength(3);
  });

  it.each([
    ["country = 'DE'", 1],
    ['country = "de"', 0],
    ['country in (select country from customers where id < 3)', 2],
    ["country <=> null or `country` = 'AT'", 2],
    ["cast(country as binary) = x'4445'", 1],
  ])('finds the rows of %s', async (expression, expected) => {
    const condition = connection.dialect.where(expression);
    await run(connection, 'alter table customers modify country varchar(10) collate utf8mb4_bin');
    expect(await connection.query(sql`select ${raw('id')} from customers where ${condition}`)).toHaveLength(expected);
  });

  /** How many rows `false and <where>` finds, if any the where broke out; undefined where it is refused by Faultline or by the database. */
  async function found(expression: string): Promise<number | undefined> {
    try {
      const condition = connection.dialect.where(expression);
      return (await connection.query(sql`select ${raw('id')} from customers where false and ${condition}`)).length;
    } catch (error) {
      const isRefused = hasCode(
        error,
        'UNSAFE_WHERE',
        'INVALID_SQL',
        'UNKNOWN_COLUMN',
        'VALUE_OUT_OF_RANGE',
        'UNKNOWN_TABLE',
        'DATABASE_ERROR',
      );
      if (isRefused) return undefined;
      throw error;
    }
  }
});
