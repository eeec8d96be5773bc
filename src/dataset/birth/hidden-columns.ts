import type { LoadTable } from '../../model/load.ts';

/**
 * The column that holds the number of a row while its table is being broken, under a name that the table's own columns
 * leave free: `row`. Labels of tables without a primary key name rows by it.
 */
export function rowColumn({ columns }: LoadTable): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  const free = (wanted: string): string => (taken.has(wanted) ? free(`_${wanted}`) : wanted);
  return free('row');
}

/** True for rows that are bad, else NULL. Names of this kind are refused in tables of users. */
export const badColumn = '_fl_bad';

/** Where a row stands in its table once all is broken, from 0. */
export const placeColumn = '_fl_place';

/** Of rows that are kept for an entry of a mix, its number; else NULL. */
export const reservedColumn = '_fl_reserved';

/** One bit for each entry of a mix that can change the row. */
export const ableColumn = '_fl_able';

/** Columns of a table in the database that no step sees. */
export const unseenColumns: ReadonlySet<string> = new Set([badColumn, reservedColumn, ableColumn]);
