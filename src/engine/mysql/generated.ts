import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { name, raw, sql } from '../../sql/sql.ts';
import { integerRange } from '../integer-range.ts';

/** Numbers right behind the table's counter are left to those who insert while a snapshot is taken. */
const leeway = 1000n;

/**
 * A fresh value of the column's own generator. Numbers of `auto_increment` are given to rows that are inserted, not to
 * queries: a query goes on behind the largest number and the table's counter, which the insertion then moves on.
 */
export function generated(table: TableName, column: Column): Sql {
  // The text of a default comes from the catalog.
  if (!column.isIdentity) return raw(`(${column.defaultSql})`);
  const largest = sql`(select max(${name(column.name)}) from ${name(table.schema)}.${name(table.name)})`;
  const counter = sql`(select auto_increment - 1 from information_schema.tables
    where table_schema = ${table.schema} and table_name = ${table.name})`;
  const last = sql`greatest(coalesce(${largest}, 0), coalesce(${counter}, 0))`;
  return sql`${last} + ${raw(String(gapOf(column)))} + row_number() over ()`;
}

/** Small types have no numbers to spare. */
function gapOf({ range = integerRange(64) }: Column): bigint {
  const spare = BigInt(range.max) / 1_000_000n;
  return spare < leeway ? spare : leeway;
}
