import type { LoadTable } from '../model/load.ts';
import type { Sql } from '../model/sql.ts';

/** The rows of one table, which can be made any number of times, any stretch of them alone, always the same. */
export interface TableSource {
  /** Name, columns and keys, as a database would have them. */
  readonly table: LoadTable;
  /** Number of the first row that is wanted, from 0. */
  readonly from: number;
  /** Number behind the last row that is wanted. */
  readonly to: number;
  /**
   * Starts a maker of rows, which works on one thread; several may work side by side, as long as each is asked for one
   * thing at a time.
   * @param folder the only folder that `copy` may write to, absolute
   */
  openMaker(folder?: string): Promise<RowMaker>;
}

/** Makes stretches of a table's rows: `from` (inclusive) to `to` (exclusive), in the order of their numbers. */
export interface RowMaker {
  /**
   * Writes a file by DuckDB's COPY.
   * @param options its list of options: sql`format csv, header false`. https://duckdb.org/docs/stable/sql/statements/copy
   * @param columns the select list in place of all columns, made of the table's columns by name
   */
  copy(from: number, to: number, path: string, options: Sql, columns?: Sql): Promise<void>;
  /** Rows as JSON objects, one text each, in batches; memory does not grow with their number. */
  json(from: number, to: number): AsyncIterable<readonly string[]>;
  /** Values as text: numbers without grouping, times as ISO 8601 has them but for a space in the middle, binary in hexadecimal digits. Memory does not grow with the rows. */
  texts(from: number, to: number): AsyncIterable<readonly (readonly (string | null)[])[]>;
  /** Stops what is being made; it then fails with INTERRUPTED. */
  interrupt(): void;
  close(): void;
}
