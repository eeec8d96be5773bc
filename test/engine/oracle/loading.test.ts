import oracledb from 'oracledb';
import { expect, it } from 'vitest';
import { bindDefinitions, loadRows } from '../../../src/engine/oracle/load-rows.ts';
import { inBindOrder, loadStatement } from '../../../src/engine/oracle/load-statement.ts';
import { loadType } from '../../../src/engine/oracle/load-types.ts';
import { tableToLoad } from '../../../src/engine/table-to-load.ts';
import type { LoadColumn } from '../../../src/model/load.ts';
import type { Column, Table } from '../../../src/model/table.ts';
import { sourceOf } from '../../support/load-source.ts';
import { everyType, givenFor } from '../loading-statements.ts';
import { dialect, review } from './review.ts';
import { orders, parcels } from './shop-tables.ts';

/** Lengths of time and places of rows have no text to be made of. */
const loaded = parcels.columns.filter(({ kind, type }) => kind !== 'interval' && type !== 'ROWID');

it('tables for rows on Oracle are made as was reviewed', { timeout: 300_000 }, async () => {
  const words = { typeOf: loadType, qualified: dialect.table };
  const statement = await tableToLoad(words, everyType('SHOP', orders.name, 'ID'), async () => orders);
  await review('loaded-tables', { shipments: [dialect.render(statement)] });
});

it('rows are inserted into Oracle as was reviewed, large values last', { timeout: 300_000 }, async () => {
  const inserting = (table: Table, columns: readonly Column[]) => {
    const types = givenFor(columns).map(({ type }) => type);
    return [dialect.render(loadStatement(dialect, table.name, inBindOrder(columns, types)))];
  };
  await review('loading', { orders: inserting(orders, orders.columns), parcels: inserting(parcels, loaded) });
});

it('values are bound to Oracle as texts and bytes of the longest length in their batch', async () => {
  const given: readonly LoadColumn[] = [
    { name: 'NOTE', type: 'text', isNullable: true },
    { name: 'TAG', type: 'binary', isNullable: true },
    { name: 'CODE', type: 'text', isNullable: true },
    { name: 'SEEN', type: 'date', isNullable: true },
  ];
  const columns = given.map(({ name }) => parcels.columns.find((each) => each.name === name)!);
  const rows = Array.from({ length: 1001 }, (_, index) => [index === 3 ? '😀😀' : 'é', '00ff', null, '2026-11-21']);
  const calls: { rows: unknown[][]; binds: readonly unknown[] }[] = [];
  const count = await loadRows(
    dialect,
    parcels.name,
    columns,
    sourceOf(given, () => rows),
    async (_text, bound, binds) => {
      calls.push({ rows: bound, binds });
      return bound.length;
    },
  );
  expect(count).toBe(1001);
  expect(calls.map((call) => call.rows.length)).toEqual([1000, 1]);
  expect(calls[0]!.rows[0]).toEqual([Buffer.from([0, 255]), null, '2026-11-21 00:00:00', 'é']);
  const text = (maxSize: number) => ({ dir: oracledb.BIND_IN, type: oracledb.DB_TYPE_VARCHAR, maxSize });
  expect(calls[0]!.binds).toEqual([{ ...text(2), type: oracledb.DB_TYPE_RAW }, text(1), text(19), text(8)]);
  expect(calls[1]!.binds.at(-1)).toEqual(text(2));
  expect(bindDefinitions([], [])).toEqual([]);
});
