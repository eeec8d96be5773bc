import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Column } from '../../src/model/table.ts';
import { column, join, name, sql } from '../../src/sql/sql.ts';
import { allTestEngines, type EngineName, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

/** Beyond 2^63 engines may disagree about the last digit, and not all of them know what is no number. */
const bounds = { min: -(2 ** 62), max: 2 ** 62, noNaN: true };
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

/** How engines call a type, where they do not call it as others do; null = an engine that has none. */
const ownNames: Readonly<Record<string, Partial<Readonly<Record<EngineName, string | null>>>>> = {
  real: { mysql: 'float', mariadb: 'float' },
  timestamp: { mysql: 'datetime(6)', mariadb: 'datetime(6)' },
  'timestamp with time zone': { mysql: 'timestamp(6) null', mariadb: 'timestamp(6) null' },
  uuid: { mysql: null },
};

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
  // MariaDB refuses some of version 8.
  ['uuid', fc.uuid({ version: [1, 2, 3, 4, 5, 6, 7] })],
];

interface Speaker {
  readonly engine: EngineName;
  readonly connection: Connection;
  /** By the type's name among the samples. */
  readonly columns: ReadonlyMap<string, Column>;
}

describe('the text of a value', () => {
  const databases: TestDatabase[] = [];
  const speakers: Speaker[] = [];

  beforeAll(async () => {
    for (const { name: engine, createDatabase } of allTestEngines) {
      const database = await createDatabase();
      const connection = await database.connect();
      const known = samples.map(([type]) => [type, typeOn(engine, type)] as const).filter(([, own]) => own !== null);
      await run(connection, `create table samples (${known.map(([, own], index) => `c${index} ${own}`).join(', ')})`);
      const table = await connection.describeTable({ schema: connection.server.defaultSchema, name: 'samples' });
      const columns = new Map(known.map(([type], index) => [type, table!.columns[index]!]));
      databases.push(database);
      speakers.push({ engine, connection, columns });
    }
  });
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  it.each(samples.map(([type, values]) => ({ type, values })))(
    'of $type is the same on every engine, and leads back to the value',
    async ({ type, values }) => {
      const able = speakers.filter(({ columns }) => columns.has(type));
      await fc.assert(
        fc.asyncProperty(fc.array(values, { minLength: 50, maxLength: 50 }), async (written) => {
          const answers = await Promise.all(able.map((speaker) => readBack(speaker, type, written)));
          for (const [index, answer] of answers.entries()) {
            expect(answer.map(({ text }) => text)).toEqual(
              answers[0]!.map(({ text }) => asSaidBy(able[index]!.engine, text)),
            );
            expect(answer.every(({ isSame }) => isSame)).toBe(true);
          }
        }),
        { numRuns: 25 },
      );
    },
  );

  async function readBack({ connection, columns }: Speaker, type: string, written: readonly string[]) {
    const { dialect } = connection;
    const described = columns.get(type)!;
    const value = column('t', 'value');
    const text = dialect.text(value, described);
    const list = written.map(
      (each, position) =>
        sql`select ${dialect.integer(position)} as ${name('position')}, ${dialect.fromText(dialect.textLiteral(each), described)} as ${name('value')}`,
    );
    const isSame = dialect.same(dialect.fromText(text, described), value, described);
    const rows = await connection.query(sql`
      select ${text} as ${name('text')}, case when ${isSame} then 1 else 0 end as ${name('same')}
      from (${join(list, sql` union all `)}) t order by ${column('t', 'position')}`);
    return rows.map((row) => ({ text: row['text'], isSame: Number(row['same']) === 1 }));
  }
});

function typeOn(engine: EngineName, type: string): string | null {
  const own = ownNames[type]?.[engine];
  return own === undefined ? type : own;
}

/** MariaDB knows no negative zero. */
function asSaidBy(engine: EngineName, text: unknown): unknown {
  return engine === 'mariadb' && text === '-0' ? '0' : text;
}
