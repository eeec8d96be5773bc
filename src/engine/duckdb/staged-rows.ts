import { DuckDBDataChunk, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import type { Sql } from '../../model/sql.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';

/** Rows of one chunk: https://duckdb.org/docs/stable/clients/c/data_chunk (vector size) */
const rowsPerChunk = 2048;

const title = 'fl_rows';

/** The session's table in which rows wait as texts, in columns `c1 …`, behind their number, `c0`. */
export const stagedRows: Sql = sql`${name('temp')}.${name('main')}.${name(title)}`;

/** Makes the table, without rows. @param width number of values of a row */
export function makeStage(width: number): Sql {
  const columns = Array.from({ length: width + 1 }, (_, index) => sql`${name(`c${index}`)} varchar`);
  // A plain word of ours: a temporary table has no other schema.
  return sql`create or replace temporary table ${raw(title)} (${join(columns)})`;
}

/** Puts rows into the table by DuckDB's appender, which belongs to the connection's transaction. */
export async function stageRows(
  connection: DuckDBConnection,
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  const appender = await connection.createAppender(title, 'main', 'temp');
  try {
    for (let from = 0; from < rows.length; from += rowsPerChunk) {
      const some = rows.slice(from, from + rowsPerChunk);
      const chunk = DuckDBDataChunk.create(Array.from({ length: some[0]!.length + 1 }, () => VARCHAR));
      chunk.setRows(some.map((row, index) => [String(from + index), ...row]));
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}
