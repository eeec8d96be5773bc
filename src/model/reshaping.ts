import type { DeclaredColumn, Declaration, PortableType } from './alteration.ts';
import type { Sql } from './sql.ts';
import type { Column, TableName } from './table.ts';

/** What a column is, but for its name and place. */
export type ColumnFacts = Omit<Column, 'name' | 'ordinal'>;

/** A column whose values move into a snapshot and back out of it. */
export interface ColumnMove {
  readonly table: TableName;
  readonly declared: DeclaredColumn;
  /** The table as it is when the statements begin. */
  readonly present: Declaration;
  /** The snapshot's table. */
  readonly snapshot: Sql;
  /** Whether a row of the snapshot (alias `fl_s`) is of a row of the table (alias `t`). */
  readonly meets: Sql;
  /** Keys and values into the snapshot. @param source name of the column that holds the values by then */
  keep(source: string): Sql;
  /** Sets a column from the snapshot, in the rows that it holds. @param side the values before the step, or after it */
  fill(target: string, side: 'before' | 'after'): Sql;
}

/**
 * How one database changes the shape of a table, and back. Statements run in their order. Where each commits by itself,
 * they are made so that a table on which they stopped anywhere is still told apart: see `away` and `back`.
 */
export interface Reshaping {
  /** A portable type as the engine has it, for a column without a constraint. */
  facts(type: PortableType): ColumnFacts;
  renameTable(table: TableName, to: string): readonly Sql[];
  /** @param value text of the default that every row gets; null = none */
  addColumn(table: TableName, column: Column, value: string | null): readonly Sql[];
  /** Takes a column away with all that is in it. */
  removeColumn(table: TableName, column: string): readonly Sql[];
  /** Takes a column away, its values kept. */
  dropColumn(move: ColumnMove): readonly Sql[];
  /** Takes `dropColumn` back, wherever it stopped. */
  returnColumn(move: ColumnMove): readonly Sql[];
  /** Gives a column another type and the values after the step. */
  retypeColumn(move: ColumnMove, to: Column): readonly Sql[];
  /** Takes `retypeColumn` back, wherever it stopped. */
  returnType(move: ColumnMove): readonly Sql[];
  /** Puts the columns in an order. @param present the table as it is @param order names of all of its columns */
  reorderColumns(table: TableName, present: Declaration, order: readonly string[]): readonly Sql[];
  /** Columns that `reorderColumns` would take away and put back to reach the order. */
  movedColumns(present: readonly string[], order: readonly string[]): readonly string[];
  /** A column keeps its place in the table while its type changes; elsewhere it goes and comes back. */
  readonly retypesInPlace: boolean;
  /** What is not as before when a column is back, as a sentence; absent where nothing is. */
  readonly returnNote?: string | undefined;
}

/** Name of a column that a step has taken away while its values are being kept: they are all in it. */
export const away = 'fl_away';
/** Name of a column that is being made, to take the place of another one: it can be dropped at any time. */
export const back = 'fl_back';
