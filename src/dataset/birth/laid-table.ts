import type { Catalog } from '../../model/anomaly.ts';
import type { LoadTable } from '../../model/load.ts';
import type { Step } from '../../model/scenario.ts';
import type { TableName } from '../../model/table.ts';
import { brokenKeys } from './broken-keys.ts';
import { rowColumn } from './hidden-columns.ts';
import { tableSchema } from './table-of.ts';

/** A table of a data set as it lies in the database in which it is broken. */
export interface LaidTable {
  /** Its shape at this moment. */
  readonly table: LoadTable;
  /** Name of the column with the numbers of its rows; rows that came later and are known by their primary key have none. */
  readonly row: string;
  /** Rows are known by their primary key; else by their number. */
  readonly hasKey: boolean;
  /** Columns that steps give other values. */
  readonly changed: ReadonlySet<string>;
}

/** The laid tables of a data set, by their names. */
export type LaidTables = ReadonlyMap<string, LaidTable>;

/** The name of a data set's table in the database in which it is broken. */
export function laidName(name: string): TableName {
  return { schema: tableSchema, name };
}

/** A table as it is laid out for steps. @param steps of all tables */
export function laidTable(table: LoadTable, steps: readonly Step[], catalog: Catalog): LaidTable {
  const { isPrimaryKeyBroken, changed } = brokenKeys(table, steps, catalog);
  const canBeKey = table.primaryKey.every((each) => {
    const { type, scale } = table.columns.find(({ name }) => name === each)!;
    return type !== 'float' && type !== 'json' && type !== 'time' && (type !== 'decimal' || scale !== undefined);
  });
  return {
    table,
    row: rowColumn(table),
    hasKey: table.primaryKey.length > 0 && canBeKey && !isPrimaryKeyBroken,
    changed,
  };
}
