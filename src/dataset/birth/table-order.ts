import type { Sql } from '../../model/sql.ts';
import { join, name, sql } from '../../sql/sql.ts';
import { badColumn } from './hidden-columns.ts';
import { laidName, type LaidTable } from './laid-table.ts';

/** A data set's table in the database. */
export function laidRows({ table }: Pick<LaidTable, 'table'>): Sql {
  const { schema, name: title } = laidName(table.name.name);
  return sql`${name(schema)}.${name(title)}`;
}

/** The order in which rows are written: as they were made; behind them those that came later, by their number or their primary key. */
export function rowOrder({ table, row, hasKey }: LaidTable): Sql {
  const added = hasKey ? table.primaryKey.map((each) => name(each)) : [];
  return join([sql`${name(row)} nulls last`, ...added]);
}

/** All columns of the data set. */
export function ownColumns({ table }: LaidTable): readonly Sql[] {
  return table.columns.map((column) => name(column.name));
}

/** Whether the row at hand is bad. */
export const isBadRow: Sql = sql`coalesce(${name(badColumn)}, false)`;
