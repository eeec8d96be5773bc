import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dialect } from '../../model/dialect.ts';
import type { Row } from '../../model/engine.ts';
import type { LoadSource } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import { isSameTable, type Column, type Table } from '../../model/table.ts';
import { column, join, name, sql } from '../../sql/sql.ts';
import { batches } from '../batches.ts';
import { appendedColumns } from './appended-columns.ts';
import { appendRows } from './append-rows.ts';
import { insertInWaves } from './insert-in-waves.ts';
import { makeStage, stagedRows, stageRows } from './staged-rows.ts';

/** Rows that wait before they are made typed ones by one statement: twenty chunks. */
const rowsAtOnce = 40_960;

/** A session as far as loading needs it. */
export interface LoadSession {
  readonly dialect: Dialect;
  readonly connection: DuckDBConnection;
  readonly database: string;
  query(statement: Sql): Promise<Row[]>;
  execute(statement: Sql): Promise<number>;
  guarded<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Loads rows by an appender where it will do, else through a table in which they wait as texts. */
export async function loadRows(
  session: LoadSession,
  table: Table,
  columns: readonly Column[],
  source: LoadSource,
): Promise<number> {
  const appended = appendedColumns(table, columns, source.columns);
  if (appended === undefined) return loadStaged(session, table, columns, source);
  const { connection, database, guarded } = session;
  return appendRows(connection, database, table.name, appended, source, guarded);
}

/** What waits is freed by the end of the transaction only: memory grows with the rows, until DuckDB puts them onto the disk. */
async function loadStaged(
  session: LoadSession,
  table: Table,
  columns: readonly Column[],
  source: LoadSource,
): Promise<number> {
  let count = 0;
  for await (const rows of batches(source.rows(), rowsAtOnce)) {
    await session.execute(makeStage(columns.length));
    await session.guarded(() => stageRows(session.connection, rows));
    await insertStaged(session, table, columns);
    count += rows.length;
  }
  await session.execute(sql`drop table if exists ${stagedRows}`);
  return count;
}

async function insertStaged(session: LoadSession, table: Table, columns: readonly Column[]): Promise<void> {
  const { dialect } = session;
  const values = columns.map((each, index) => dialect.fromText(column('r', `c${index + 1}`), each));
  const names = join(columns.map((each) => name(each.name)));
  const insert = sql`insert into ${dialect.table(table.name)} (${names})\nselect ${join(values)} from ${stagedRows} r`;
  const own = table.references.filter(
    (key) =>
      isSameTable(key.parent, table.name) &&
      key.childColumns.every((child) => columns.some((each) => each.name === child)),
  );
  if (own.length === 0) await session.execute(sql`${insert}\norder by cast(r.${name('c0')} as bigint)`);
  else await insertInWaves(session, table, columns, own, insert);
}
