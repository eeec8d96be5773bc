import type { DuckDBAppender } from '@duckdb/node-api';

/**
 * Leaves an appender whose rows are not wanted any more. The driver destroys it whenever JavaScript's collector comes by,
 * and DuckDB then appends what it still holds, within whatever transaction is open by that time, unless it is in the middle
 * of a row: https://github.com/duckdb/duckdb/blob/main/src/main/appender.cpp (BaseAppender::Close). The driver has no
 * duckdb_appender_clear.
 */
export function abandonAppender(appender: DuckDBAppender): void {
  appender.appendNull();
}
