import { DuckDBDataChunk, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import type { Sql } from '../../model/sql.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { abandonAppender } from './abandon-appender.ts';
import { rowsPerChunk } from './append-rows.ts';

const title = 'fl_rows';

/** The session's table in which rows wait as texts, in columns `c1 …`, behind their number, `c0`. */
export const stagedRows: Sql = sql`${name('temp')}.${name('main')}.${name(title)}`;

/** Makes the table, without rows. @param width number of values of a row */
export function makeStage(width: number): Sql {
  const columns = Array.from({ length: width + 1 }, (_, index) => sql`${name(`c${index}`)} varchar`);
  // A plain word of ours: a temporary table has no other schema.
  return sql`create or replace temporary table ${raw(title)} (${join(columns)})`;
}

/** Puts rows, at least one, into the table by DuckDB's appender, which belongs to the connection's transaction. */
export async function stageRows(
  connection: DuckDBConnection,
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  const appender = await connection.createAppender(title, 'main', 'temp');
  const { chunk: memory } = DuckDBDataChunk.create(Array.from({ length: rows[0]!.length + 1 }, () => VARCHAR));
  try {
    for (let from = 0; from < rows.length; from += rowsPerChunk) {
      const some = rows.slice(from, from + rowsPerChunk);
      const chunk = new DuckDBDataChunk(memory);
      chunk.reset();
      chunk.setRows(some.map((row, index) => [String(from + index), ...row]));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  } catch (error) {
    abandonAppender(appender);
    throw error;
  }
}
