import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Column } from '../../src/model/table.ts';
import { column, join, raw, sql } from '../../src/sql/sql.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

/** Beyond 2^63 engines may disagree about the last digit. */
const bounds = { min: -(2 ** 62), max: 2 ** 62 };
const floats = (arbitrary: fc.Arbitrary<number>) =>
  arbitrary.map((value) => (Object.is(value, -0) ? '-0' : String(value)));
const moments = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});
const microseconds = fc.integer({ min: 0, max: 999 });
const texts = fc
  .string({ unit: 'binary', maxLength: 30 })
  .filter((text) => !text.includes('\0') && text.isWellFormed());

/** Type, and the texts of values of it that every engine reads. */
const samples: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ['double precision', floats(fc.double(bounds))],
  ['real', floats(fc.float(bounds))],
  [
    'decimal(20,6)',
    fc
      .tuple(fc.bigInt({ min: -(10n ** 14n) + 1n, max: 10n ** 14n - 1n }), fc.integer({ min: 0, max: 999_999 }))
      .map(([whole, part]) => `${whole}.${part}`),
  ],
  ['bigint', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)],
  ['text', texts],
  ['date', moments.map((moment) => moment.toISOString().slice(0, 10))],
  [
    'timestamp',
    fc
      .tuple(moments, microseconds)
      .map(([moment, micros]) => moment.toISOString().replace('Z', String(micros).padStart(3, '0'))),
  ],
  [
    'timestamp with time zone',
    fc
      .tuple(moments, microseconds)
      .map(([moment, micros]) => moment.toISOString().replace('Z', `${String(micros).padStart(3, '0')}+00`)),
  ],
  ['uuid', fc.uuid()],
];

describe('the text of a value', () => {
  const databases: TestDatabase[] = [];
  const connections: Connection[] = [];

  beforeAll(async () => {
    for (const engine of testEngines) {
      const database = await engine.createDatabase();
      const connection = await database.connect();
      await run(connection, `create table samples (${samples.map(([type], index) => `c${index} ${type}`).join(', ')})`);
      databases.push(database);
      connections.push(connection);
    }
  });
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  it.each(samples.map(([type, values], index) => ({ type, values, index })))(
    'of $type is the same on every engine, and leads back to the value',
    async ({ values, index }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(values, { minLength: 50, maxLength: 50 }), async (written) => {
          const answers = await Promise.all(connections.map((connection) => readBack(connection, index, written)));
          for (const answer of answers) {
            expect(answer).toEqual(answers[0]);
            expect(answer.every((row) => row['is_same'] === true)).toBe(true);
          }
        }),
        { numRuns: 25 },
      );
    },
  );

  async function readBack(connection: Connection, index: number, written: readonly string[]) {
    const { dialect } = connection;
    const table = await connection.describeTable({ schema: connection.server.defaultSchema, name: 'samples' });
    const described = table?.columns[index] as Column;
    const value = column('t', 'value');
    const text = dialect.text(value, described);
    const list = join(
      written.map(
        (each, position) =>
          sql`(${dialect.integer(position)}, ${dialect.cast(dialect.textLiteral(each), described.type)})`,
      ),
    );
    return connection.query(sql`
      select ${text} as text, ${dialect.same(dialect.fromText(text, described), value, described)} as is_same
      from (values ${list}) as t (position, value) order by ${raw('t.position')}`);
  }
});
