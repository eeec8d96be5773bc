import { describe, expect, it } from 'vitest';
import type { LoadColumn, LoadSource } from '../../src/model/load.ts';
import { sql } from '../../src/sql/sql.ts';
import { collectGarbage } from '../support/collect-garbage.ts';
import { allTestEngines } from '../support/engines.ts';
import { sourceOf, type LoadRow } from '../support/load-source.ts';

const columns: readonly LoadColumn[] = [
  { name: 'id', type: 'integer', isNullable: false },
  { name: 'label', type: 'text', length: 60, isNullable: true },
];

const count = 1_000_000;

/** Bytes that may be in use besides those at the beginning; the rows have 60 MB. */
const room = 8_000_000;

describe.each(allTestEngines)('a million rows, on $name,', (engine) => {
  it('are no more in memory than the first ones', { timeout: 120_000 }, async () => {
    const database = await engine.createDatabase();
    try {
      const connection = await database.connect();
      const table = { schema: connection.server.defaultSchema, name: 'many' };
      await connection.loading.createTable({ name: table, columns, primaryKey: ['id'], references: [] });
      const used: number[] = [];
      await connection.begin('read write');
      expect(await connection.loading.load(table, watched(sourceOf(columns, rows, 2000), used))).toBe(count);
      await connection.commit();
      const [found] = await connection.query(sql`select count(*) as n from ${connection.dialect.table(table)} t`);
      expect(Number(found!['n'])).toBe(count);
      expect(used.length).toBeGreaterThan(4);
      expect(Math.max(...used) - used[0]!).toBeLessThan(room);
    } finally {
      await database.drop();
    }
  });
});

function* rows(): Generator<LoadRow> {
  for (let id = 0; id < count; id += 1) yield [String(id), `a label that is long enough to be noticed, number ${id}`];
}

/** The same rows; notes what is in use now and then, while they are being taken. */
function watched(source: LoadSource, used: number[]): LoadSource {
  async function* noting<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
    let given = 0;
    for await (const item of items) {
      given += 1;
      if (given % 80 === 20) used.push(await memory());
      yield item;
    }
  }
  return { columns: source.columns, csv: () => noting(source.csv()), rows: () => noting(source.rows()) };
}

/** What is in use once the collector has been; it frees buffers a moment later. */
async function memory(): Promise<number> {
  for (let round = 0; round < 2; round += 1) {
    collectGarbage();
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
