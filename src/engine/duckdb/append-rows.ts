import { DuckDBDataChunk, type DuckDBConnection } from '@duckdb/node-api';
import { FaultlineError } from '../../model/errors.ts';
import type { LoadSource } from '../../model/load.ts';
import type { TableName } from '../../model/table.ts';
import { abandonAppender } from './abandon-appender.ts';
import type { AppendedColumn } from './appended-columns.ts';

/** Rows of one chunk, at most: https://duckdb.org/docs/stable/clients/c/data_chunk (vector size) */
export const rowsPerChunk = 2048;

/**
 * Appends rows within the connection's transaction; DuckDB casts the texts.
 * @param database that the table is in
 * @param guarded runs what asks DuckDB
 * @returns number of rows
 */
export async function appendRows(
  connection: DuckDBConnection,
  database: string,
  table: TableName,
  columns: readonly AppendedColumn[],
  source: LoadSource,
  guarded: <Result>(work: () => Promise<Result>) => Promise<Result>,
): Promise<number> {
  const appender = await guarded(() => connection.createAppender(table.name, table.schema, database));
  // One for all rows: memory outside of JavaScript's heap would wait for its collector.
  const { chunk: memory } = DuckDBDataChunk.create(columns.map(({ type }) => type));
  let count = 0;
  try {
    for await (const rows of source.rows()) {
      for (let from = 0; from < rows.length; from += rowsPerChunk) {
        const some = rows.slice(from, from + rowsPerChunk);
        const first = count + 1;
        count += some.length;
        await guarded(async () => {
          const chunk = new DuckDBDataChunk(memory);
          chunk.reset();
          chunk.setRows(some.map((row) => columns.map((column) => column.value(row))));
          try {
            appender.appendDataChunk(chunk);
          } catch (error) {
            throw misfit(error, columns, first, count);
          }
        });
      }
    }
    await guarded(async () => appender.closeSync());
    return count;
  } catch (error) {
    abandonAppender(appender);
    throw error;
  }
}

/** A text that could not be cast; DuckDB tells the number of its column and nothing else. */
function misfit(error: unknown, columns: readonly AppendedColumn[], first: number, last: number): unknown {
  const at = /^type mismatch in AppendDataChunk.* for column (\d+)/.exec(
    error instanceof Error ? error.message : '',
  )?.[1];
  const column = at === undefined ? undefined : columns[Number(at)]?.column;
  if (column === undefined) return error;
  const place = `column "${column.name}" (${column.type}), rows ${first} to ${last}`;
  return new FaultlineError('VALUE_OUT_OF_RANGE', `DuckDB: a value does not fit its column (${place})`);
}
