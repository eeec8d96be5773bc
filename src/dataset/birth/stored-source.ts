import { openGenerator } from '../../engine/duckdb/generator.ts';
import type { LoadTable } from '../../model/load.ts';
import { join, name, sql } from '../../sql/sql.ts';
import { rowMaker } from '../row-maker.ts';
import type { TableSource } from '../table-source.ts';
import { placeColumn } from './hidden-columns.ts';

/** Megabytes that one maker's queries may take, besides DuckDB itself. */
const memory = 128;

/** A table whose rows stand in a Parquet file, in their order, each with its place. @param folder of the file, absolute */
export function storedSource(table: LoadTable, count: number, folder: string, path: string): TableSource {
  const columns = join(table.columns.map((column) => name(column.name)));
  return {
    table,
    from: 0,
    to: count,
    async openMaker(own) {
      const generator = await openGenerator({ folder: own, reads: folder, memory });
      return rowMaker(
        generator,
        table.columns,
        (from, to) =>
          sql`select ${columns} from read_parquet(${path}) where ${name(placeColumn)} >= ${from} and ${name(placeColumn)} < ${to}`,
      );
    },
  };
}
