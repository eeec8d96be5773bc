import mssql from 'mssql';
import type { Dialect } from '../../model/dialect.ts';
import type { LoadColumn, LoadSource } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { column, join, name, raw, sql } from '../../sql/sql.ts';
import { batches } from '../batches.ts';
import { textType } from './collations.ts';

/** Rows of one bulk load. */
const rowsAtOnce = 5000;

/** Characters of a text that is no large object. */
const longestText = 4000;

const title = '#fl_rows';

/** A session as far as loading needs it. */
export interface LoadSession {
  readonly dialect: Dialect;
  /** Statements without values, which may leave a temporary table behind. */
  batch(statement: Sql): Promise<void>;
  execute(statement: Sql): Promise<number>;
  bulk(table: mssql.Table): Promise<void>;
}

/** The statements around the rows of a bulk load. */
export interface LoadStatements {
  readonly make: Sql;
  readonly insert: Sql;
  readonly empty: Sql;
  readonly drop: Sql;
}

/**
 * Rows go into a temporary table as texts, by a bulk load, and from there by an insert: the driver would send decimals and
 * times of its own types as floats and in milliseconds. A temporary table that a batch makes lasts as long as the session:
 * https://learn.microsoft.com/en-us/sql/t-sql/statements/create-table-transact-sql#temporary-tables
 */
export function loadStatements(
  dialect: Dialect,
  table: TableName,
  columns: readonly Column[],
  given: readonly LoadColumn[],
): LoadStatements {
  // Types are words of ours.
  const waiting = given.map((each, index) => sql`${name(`c${index + 1}`)} ${raw(textType(lengthOf(each)))} null`);
  const values = columns.map((each, index) => typed(dialect, column('r', `c${index + 1}`), each, given[index]!));
  const drop = sql`drop table if exists ${name(title)}`;
  return {
    make: sql`${drop};\ncreate table ${name(title)} (${join(waiting)})`,
    insert: dialect.insert(table, columns, sql`select ${join(values)} from ${name(title)} as r`),
    empty: sql`truncate table ${name(title)}`,
    drop,
  };
}

/** Texts and bytes are left to the insert, which refuses what is too long: a cast would cut it. */
function typed(dialect: Dialect, text: Sql, each: Column, { type }: LoadColumn): Sql {
  if (each.kind === 'text') return text;
  if (each.kind === 'binary') return sql`convert(varbinary(max), ${text}, 2)`;
  const isInstant = each.kind === 'timestamptz' && type === 'timestamp';
  return dialect.fromText(isInstant ? sql`${text} + N'+00'` : text, each);
}

/** @returns number of rows */
export async function loadRows(
  session: LoadSession,
  table: TableName,
  columns: readonly Column[],
  source: LoadSource,
): Promise<number> {
  const statements = loadStatements(session.dialect, table, columns, source.columns);
  await session.batch(statements.make);
  let count = 0;
  for await (const rows of batches(source.rows(), rowsAtOnce)) {
    await session.bulk(bulkTable(source.columns, rows));
    count += await session.execute(statements.insert);
    await session.batch(statements.empty);
  }
  await session.batch(statements.drop);
  return count;
}

/** https://github.com/tediousjs/node-mssql#bulk-table-options-callback */
function bulkTable(given: readonly LoadColumn[], rows: readonly (readonly (string | null)[])[]): mssql.Table {
  const table = new mssql.Table(title);
  table.create = false;
  for (const [index, each] of given.entries()) {
    const length = lengthOf(each);
    const isLong = length === undefined || length > longestText;
    table.columns.add(`c${index + 1}`, mssql.NVarChar(isLong ? mssql.MAX : length), { nullable: true });
  }
  for (const row of rows) table.rows.add(...row);
  return table;
}

/** Code units: a character has up to two, a byte two digits. */
function lengthOf({ type, length }: LoadColumn): number | undefined {
  if (type === 'json') return undefined;
  return type === 'text' || type === 'binary' ? length && 2 * length : longestText;
}
