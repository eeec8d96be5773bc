import { rm, stat } from 'node:fs/promises';
import type { Generator } from '../../engine/duckdb/generator.ts';
import { FaultlineError } from '../../model/errors.ts';
import { all, join, name, sql } from '../../sql/sql.ts';
import type { RowMaker } from '../table-source.ts';
import type { WholeFormat } from './file-format.ts';
import type { Piece } from './growing-files.ts';
import { keyName } from './partitioning.ts';
import { stretches, type PlannedTable } from './planned-table.ts';
import { sortByPartition } from './sort-by-partition.ts';

/**
 * Makes all files of a partitioned table in a format whose files are not appended to: its rows are sorted stretch by
 * stretch, then those of each partition are collected.
 */
export async function makePartitionFiles(
  { source, partitions, rowsOfStretch, bytesOfRow }: PlannedTable,
  format: WholeFormat,
  bench: { readonly maker: RowMaker; readonly sorter: Generator; readonly path: string },
): Promise<readonly Piece[]> {
  const { by, files } = partitions!;
  const { path, sorter } = bench;
  const rows = new Map<string, { count: number; readonly stretches: string[] }>();
  const sorted: string[] = [];
  for (const { from, to } of stretches(source.from, source.to, rowsOfStretch)) {
    if (from === to) break;
    const stretch = `${path}-${sorted.length}`;
    sorted.push(stretch);
    const sorting = {
      by,
      from,
      to,
      select: format.select,
      options: sql`format parquet, codec lz4, row_group_size 2048`,
      withKeys: true,
      bytesOfRow,
    };
    for (const { key, rows: count } of await sortByPartition({ ...bench, path: stretch }, sorter, sorting)) {
      const known = rows.get(key) ?? { count: 0, stretches: [] };
      rows.set(key, { count: known.count + count, stretches: [...known.stretches, stretch] });
    }
  }
  const columns = join(by.columns.map((column) => name(column.name)));
  const pieces: Piece[] = [];
  for (const [key, file] of files) {
    const found = rows.get(key);
    if (found === undefined) throw new FaultlineError('INTERNAL', `partition ${key} has no rows`);
    const part = `${path}-of-${pieces.length}`;
    const values = JSON.parse(key) as readonly (string | null)[];
    const isOfKey = values.map((value, index) => sql`${name(keyName(index))} is not distinct from ${value}`);
    const from = sql`read_parquet([${join(found.stretches.map((each) => sql`${each}`))}])`;
    await sorter.copy(sql`select ${columns} from ${from} where ${all(isOfKey)}`, part, format.options!(bytesOfRow));
    pieces.push({ file, rows: found.count, part, start: 0, end: (await stat(part)).size, isAll: true });
  }
  for (const each of sorted) await rm(each);
  return pieces;
}
