/**
 * A piece of SQL with its bound values. Made by the `sql` template of `src/sql`, opaque to everybody else:
 * it is composed into larger pieces and rendered by a connection, never read as text.
 */
export interface Sql {
  getSQL(): unknown;
}

/** What a driver is given: text with the engine's own placeholders, and the values in their order. */
export interface Query {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** The only values that are bound. Everything else (decimals, times) is bound as text and cast in SQL. */
export type SqlValue = string | number | bigint | boolean | null;
