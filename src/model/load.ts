import type { TableName } from './table.ts';

/** Types of generated columns, which every engine has in one way or another. */
export const loadTypes = [
  'text',
  'integer',
  'decimal',
  'float',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'json',
  'binary',
] as const;
export type LoadType = (typeof loadTypes)[number];

/** A column of rows that are loaded. */
export interface LoadColumn {
  readonly name: string;
  readonly type: LoadType;
  /** Characters (bytes of `binary`) of the longest value, where it is known. */
  readonly length?: number | undefined;
  /** Digits of a `decimal`, and those behind its point. */
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
  readonly isNullable: boolean;
}

/** A table as it is made for rows that are loaded into it. */
export interface LoadTable {
  readonly name: TableName;
  readonly columns: readonly LoadColumn[];
  /** Columns of the primary key; empty for none. */
  readonly primaryKey: readonly string[];
  /** Foreign keys to tables that are there already, or to itself. */
  readonly references: readonly {
    readonly columns: readonly string[];
    readonly table: TableName;
    readonly keys: readonly string[];
  }[];
}

/**
 * Rows that can be read any number of times, always the same. Values are texts: numbers without grouping, a float may
 * have an exponent, `true`/`false`, `2026-11-21`, `09:30:00`, `2026-11-21 09:30:00.123456` in UTC, a UUID with dashes
 * in lower case, JSON as text, binary as hexadecimal digits in lower case.
 */
export interface LoadSource {
  readonly columns: readonly LoadColumn[];
  /** UTF-8 CSV without header: comma, quotes where needed and doubled inside, NULL is nothing at all, an empty text is `""`, lines end in `\n`. */
  csv(): AsyncIterable<Uint8Array>;
  /** Batches of rows, each with its values in the order of the columns. */
  rows(): AsyncIterable<readonly (readonly (string | null)[])[]>;
}

/** How a connection takes many rows. */
export interface Loading {
  /** Makes a table. On engines without transactional DDL it commits: call it before `begin`. @throws DUPLICATE_OBJECT where there is one of the name */
  createTable(table: LoadTable): Promise<void>;
  /**
   * Appends rows by the engine's fastest way, within the open transaction. Constraints and triggers apply. How long the
   * rows take is up to the source: the time limit of statements holds for single batches at most.
   * @returns number of rows
   * @throws UNKNOWN_TABLE, UNKNOWN_COLUMN, UNSUITABLE_TABLE, UNSUITABLE_COLUMN, UNSUPPORTED, VALUE_OUT_OF_RANGE,
   * CONSTRAINT_VIOLATION, INTERRUPTED, and what the source throws as it is; then the transaction is to be rolled back
   */
  load(table: TableName, source: LoadSource): Promise<number>;
}
