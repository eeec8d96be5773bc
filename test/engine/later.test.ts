import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Column } from '../../src/model/table.ts';
import { formatInstant, parseInstant } from '../../src/snapshot/instant.ts';
import { column, join, name, sql } from '../../src/sql/sql.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';

const perSecond = 1_000_000n;
const perDay = 86_400n * perSecond;
/** 1001-01-01 to 8999-12-31, which every engine holds. */
const first = parseInstant('1001-01-01T00:00:00Z')!;
const last = parseInstant('8999-12-31T23:59:59Z')!;

/** A point in time and a number of seconds by which it may move without leaving these years. */
const moves = fc.array(
  fc.tuple(fc.bigInt({ min: first, max: last }), fc.bigInt({ min: first, max: last })).map(([from, to]) => ({
    from,
    seconds: (to - from) / perSecond,
  })),
  { minLength: 40, maxLength: 40 },
);

describe.each(allTestEngines)('later, on $name,', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let columns: readonly Column[];

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    const table = { schema: connection.server.defaultSchema, name: 'moments' };
    const types = {
      on_day: 'date',
      at: engine.name === 'mysql' || engine.name === 'mariadb' ? 'datetime(6)' : 'timestamp',
    };
    const typed = Object.entries(types).map(([title, type]) => ({ name: title, type, isNullable: true }));
    await connection.execute(connection.dialect.createTable(table, typed, []));
    columns = (await connection.describeTable(table))!.columns;
  });
  afterAll(() => database.drop());

  async function moved(
    each: Column,
    unit: 'second' | 'day',
    list: readonly { readonly from: bigint; readonly count: bigint }[],
  ): Promise<readonly unknown[]> {
    const { dialect } = connection;
    const rows = list.map(
      ({ from, count }, index) =>
        sql`select ${dialect.integer(index)} as ${name('place')}, ${dialect.cast(dialect.instant(formatInstant(from), each), each.storage)} as ${name('at')},
          ${dialect.integer(count)} as ${name('count')} ${dialect.fromNothing}`,
    );
    const later = dialect.cast(dialect.later(column('t', 'at'), column('t', 'count'), unit, each), each.storage);
    const found = await connection.query(sql`select ${dialect.text(later, each)} as ${name('later')}
      from (${join(rows, sql` union all `)}) t order by ${column('t', 'place')}`);
    return found.map((row) => row['later']);
  }

  it('moves timestamps by seconds and by days, to the microsecond', async () => {
    const at = columns.find((each) => each.name === 'at')!;
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const bySeconds = await moved(
          at,
          'second',
          list.map(({ from, seconds }) => ({ from, count: seconds })),
        );
        expect(bySeconds.map((text) => parseInstant(String(text)))).toEqual(
          list.map(({ from, seconds }) => from + seconds * perSecond),
        );
        const byDays = await moved(
          at,
          'day',
          list.map(({ from, seconds }) => ({ from, count: seconds / 86_400n })),
        );
        expect(byDays.map((text) => parseInstant(String(text)))).toEqual(
          list.map(({ from, seconds }) => from + (seconds / 86_400n) * perDay),
        );
      }),
      { numRuns: 5 },
    );
  });

  it('moves dates by days, which stay dates', async () => {
    const day = columns.find((each) => each.name === 'on_day')!;
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const whole = list.map(({ from, seconds }) => ({
          from: from - (((from % perDay) + perDay) % perDay),
          count: seconds / 86_400n,
        }));
        const texts = await moved(day, 'day', whole);
        expect(texts).toEqual(whole.map(({ from, count }) => formatInstant(from + count * perDay).slice(0, 10)));
      }),
      { numRuns: 5 },
    );
  });
});
