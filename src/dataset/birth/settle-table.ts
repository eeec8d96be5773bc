import { join as joinPath } from 'node:path';
import type { Scratch } from '../../engine/duckdb/scratch.ts';
import type { Connection } from '../../model/engine.ts';
import type { LoadColumn } from '../../model/load.ts';
import { join, name, sql } from '../../sql/sql.ts';
import type { TableSource } from '../table-source.ts';
import { badColumn, placeColumn } from './hidden-columns.ts';
import type { LaidTable } from './laid-table.ts';
import { storedSource } from './stored-source.ts';
import { isBadRow, laidRows, ownColumns, rowOrder } from './table-order.ts';

/** A table once all is broken in it. */
export interface SettledTable {
  readonly source: TableSource;
  /** Bit n of the bytes, counted from the lowest of each: row n is bad. */
  readonly bad: Uint8Array;
}

/**
 * Writes a table down in its order. @param folder in which its file is made, absolute @param file a name there
 */
export async function settleTable(
  scratch: Scratch,
  connection: Connection,
  laid: LaidTable,
  folder: string,
  file: string,
): Promise<SettledTable> {
  const path = joinPath(folder, file);
  const own = ownColumns(laid);
  await scratch.run(sql`copy (
      select ${join(own)}, row_number() over () - 1 as ${name(placeColumn)}, ${isBadRow} as ${name(badColumn)}
      from (select ${join([...own, name(badColumn)])} from ${laidRows(laid)} order by ${rowOrder(laid)})
    ) to ${path} (format parquet)`);
  const [counted] = await connection.query(sql`select count(*) as count from ${laidRows(laid)}`);
  const count = Number(counted!['count']);
  const columns = await roomierColumns(connection, laid);
  return {
    source: storedSource({ ...laid.table, columns }, count, folder, path),
    bad: await badRows(scratch, connection, path, count),
  };
}

async function badRows(scratch: Scratch, connection: Connection, path: string, count: number): Promise<Uint8Array> {
  const bits = new Uint8Array(Math.ceil(count / 8));
  await scratch.run(sql`create or replace view ${name('_fl_bad_rows')} as
    select ${name(placeColumn)} as place from read_parquet(${path}) where ${name(badColumn)}`);
  for await (const row of connection.stream(sql`select place from ${name('_fl_bad_rows')}`)) {
    const place = Number(row['place']);
    bits[place >> 3]! |= 1 << (place & 7);
  }
  return bits;
}

/** Columns that hold what steps have written: NULL where there was none, texts that are longer than any before. */
async function roomierColumns(connection: Connection, laid: LaidTable): Promise<readonly LoadColumn[]> {
  const { table, changed } = laid;
  const doubtful = table.columns.filter(
    (each) => changed.has(each.name) && (!each.isNullable || each.length !== undefined),
  );
  if (doubtful.length === 0) return table.columns;
  const figures = doubtful.flatMap((each, index) => [
    sql`count(*) - count(${name(each.name)}) as ${name(`nulls${index}`)}`,
    sql`max(length(cast(${name(each.name)} as varchar))) as ${name(`length${index}`)}`,
  ]);
  const [row] = await connection.query(sql`select ${join(figures)} from ${laidRows(laid)}`);
  return table.columns.map((each) => {
    const index = doubtful.indexOf(each);
    if (index < 0) return each;
    return {
      ...each,
      isNullable: each.isNullable || Number(row![`nulls${index}`]) > 0,
      ...(each.length !== undefined && { length: Math.max(each.length, Number(row![`length${index}`] ?? 0)) }),
    };
  });
}
