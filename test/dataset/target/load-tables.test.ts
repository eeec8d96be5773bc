import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTables, type LoadRequest } from '../../../src/dataset/target/load-tables.ts';
import type { TableSource } from '../../../src/dataset/table-source.ts';
import type { Connection } from '../../../src/model/engine.ts';
import { name, sql } from '../../../src/sql/sql.ts';
import { allTestEngines, type TestDatabase } from '../../support/engines.ts';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';

const shop = datasetOf(`
customers:
  rows: 500
  primaryKey: id
  columns:
    id: {type: integer, unique: true, ordered: true}
    code: {type: string, length: 6, nulls: 10%}
orders:
  primaryKey: id
  columns:
    id: {type: integer, unique: true}
    customer_id: {references: customers.id, children: 3}`);

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const parameters = { name: 'shop', create: true, append: false, onReject: 'fail', rowsPerTransaction: 200 } as const;

describe.each(allTestEngines)('a data set into $name', (engine) => {
  let sources: readonly TableSource[];
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    sources = await sourcesOf(shop);
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  const schema = () => connection.server.defaultSchema;
  const load = (request: Partial<LoadRequest> = {}) =>
    loadTables({
      connection,
      sources,
      parameters,
      fingerprint: 'f1',
      isContinued: false,
      isForced: false,
      log: silent,
      observe: () => {},
      ...request,
    });

  async function stored(table: string): Promise<readonly (readonly (string | null)[])[]> {
    const rows = await connection.query(
      sql`select * from ${connection.dialect.table({ schema: schema(), name: table })} order by ${name('id')}`,
    );
    return rows.map((row) => Object.values(row).map((value) => (value === null ? null : String(value))));
  }

  async function dropAll(): Promise<void> {
    for (const table of ['orders', 'customers', 'faultline_loads'])
      if (await connection.hasTable({ schema: schema(), name: table }))
        await connection.execute(connection.dialect.dropTable({ schema: schema(), name: table }));
  }

  /** The same sources, which fail when the rows behind a row are asked for. */
  function failingAt(table: string, row: number): readonly TableSource[] {
    return sources.map((source) => ({
      ...source,
      openMaker: async (folder) => {
        const maker = await source.openMaker(folder);
        const stop = (to: number) => {
          if (source.table.name.name === table && to > row) throw new Error('the machine stopped');
        };
        return {
          ...maker,
          copy: (from, to, ...rest) => {
            stop(to);
            return maker.copy(from, to, ...rest);
          },
          texts: (from, to) => {
            stop(to);
            return maker.texts(from, to);
          },
        };
      },
    }));
  }

  it('makes the tables with their keys, and holds every row', async () => {
    const loaded = await load();
    expect(loaded.map(({ table, loaded: rows }) => [table.name, rows])).toEqual([
      ['customers', 500],
      ['orders', 1500],
    ]);
    const byId = (rows: readonly (readonly (string | null)[])[]) =>
      rows.toSorted((left, right) => Number(left[0]) - Number(right[0]));
    expect(await stored('customers')).toEqual(byId(await rowsOf(sources[0]!)));
    expect(await stored('orders')).toEqual(byId(await rowsOf(sources[1]!)));
    const orders = await connection.describeTable({ schema: schema(), name: 'orders' });
    expect(orders?.keys[0]?.columns).toEqual(['id']);
    expect(await connection.hasTable({ schema: schema(), name: 'faultline_loads' })).toBe(false);
  });

  it('does not go into tables that hold rows, unless it may append', async () => {
    await expect(load()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(await connection.hasTable({ schema: schema(), name: 'faultline_loads' })).toBe(false);
    await dropAll();
  });

  it('goes on where it was interrupted, without a row missing or coming twice', async () => {
    await expect(load({ sources: failingAt('orders', 700) })).rejects.toThrow('the machine stopped');
    await expect(load()).rejects.toThrow('was interrupted');
    await expect(load({ isContinued: true, fingerprint: 'f2' })).rejects.toMatchObject({ code: 'STALE_PLAN' });
    await load({ isContinued: true });
    expect(await stored('customers')).toHaveLength(500);
    const orders = await stored('orders');
    expect(new Set(orders.map(([id]) => id)).size).toBe(1500);
    await dropAll();
  });

  it('begins anew with force, and drops only what it had made', async () => {
    await expect(load({ sources: failingAt('orders', 300) })).rejects.toThrow('the machine stopped');
    await load({ isForced: true });
    expect(await stored('orders')).toHaveLength(1500);
    await dropAll();
  });

  it('leaves out rows that the database refuses, where they are to be logged', async () => {
    await load();
    const refused: unknown[] = [];
    const log = { ...silent, warn: (_: string, fields?: object) => refused.push(fields) };
    const again = await load({
      log,
      parameters: { ...parameters, append: true, onReject: 'log', rowsPerTransaction: 4 },
      sources: [{ ...sources[0]!, from: 495, to: 500 }],
    });
    expect(again[0]).toMatchObject({ loaded: 0, rejected: 5 });
    expect(refused).toHaveLength(5);
    await dropAll();
  });
});
