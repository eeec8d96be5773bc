import type { Reshaping } from './reshaping.ts';
import type { Scripting } from './script.ts';
import type { Query, Sql } from './sql.ts';
import type { Column, ForeignKey, TableName } from './table.ts';

/**
 * How one database says what every step needs to say. Shared code composes statements from these fragments and
 * asks the capability flags; it never asks which engine it is. A fragment takes and gives expressions, without
 * side effects; unless it says otherwise an expression of NULL gives NULL. Conditions (`same`, `hasShape`, `where`) are
 * predicates: they stand where a condition may stand, never as a value.
 *
 * Shared code keeps to what every engine reads alike: table aliases without `as`, quoted names for all that it calls
 * into being, `with` at the beginning of a statement only.
 */
export interface Dialect {
  /** Name of the product family, for people: "PostgreSQL". */
  readonly product: string;
  /** Rows can be deleted in the transaction that deleted those that referred to them. */
  readonly deletesParentsWithChildren: boolean;
  /** A schema is a database of its own, with another owner, maybe; elsewhere schemas are parts of one database. */
  readonly schemasAreDatabases: boolean;
  /** A join with a snapshot is slow unless the snapshot has a primary key. */
  readonly joinsNeedKey: boolean;
  /** Changes of a table's shape belong to the transaction in which they are made; elsewhere they commit it. */
  readonly hasTransactionalDdl: boolean;
  /**
   * An update or deletion that had to wait for another transaction looks at its conditions again; elsewhere rows are
   * locked with `lockRows` before they are changed.
   */
  readonly rechecksRows: boolean;
  /** A change that has to wait gives up after the session's lock timeout; elsewhere only `lockRows` does. */
  readonly hasLockTimeout: boolean;
  /** Most characters of an identifier. */
  readonly maxIdentifierLength: number;

  /** Text and values for the driver. */
  render(statement: Sql): Query;

  // Names and literals

  /** `"schema"."name"`, quoted. */
  table(name: TableName): Sql;
  /** A whole number as a literal of 64 bits; never a bound parameter, drivers bind numbers as floats. */
  integer(value: bigint | number): Sql;
  /** A decimal as an exact literal. @param value decimal text without exponent */
  decimal(value: string): Sql;
  /** A literal number of the column's own arithmetic: exact decimal, or double precision for float columns. @param value decimal text without exponent */
  number(value: string, column: Column): Sql;
  /** A text, bound as a parameter and cast to text. */
  textLiteral(value: string): Sql;
  /** A point in time comparable with the column (date, timestamp or timestamptz). @param iso UTC, `YYYY-MM-DDTHH:MM:SS.ffffffZ` */
  instant(iso: string, column: Column): Sql;
  /** A `where` of a scenario file, fenced in its own lines and parentheses. @throws UNSAFE_WHERE where the lexer finds a second statement, a comment or a parenthesis that closes ours */
  where(expression: string): Sql;

  // Types and text

  cast(value: Sql, type: string): Sql;
  /** The value as people and labels see it: the same text on every engine for the same value. */
  text(value: Sql, column: Column): Sql;
  /** Back from `text` to the column's type. */
  fromText(value: Sql, column: Column): Sql;
  /** Length in characters (code points). */
  length(text: Sql): Sql;
  /** Length in bytes, in UTF-8. @throws UNSUPPORTED as `misread` */
  byteLength(text: Sql): Sql;
  /** @param from position of the first character, from 1 @param count number of characters */
  substring(text: Sql, from: Sql, count: Sql): Sql;
  /** Position from 1 of `needle` (one or more characters) in `text` by exact bytes; 0 = not there. */
  position(needle: Sql, text: Sql): Sql;
  /** All parts joined; NULL where one is NULL, except where an empty text is NULL: there it counts as one. */
  concat(parts: readonly Sql[]): Sql;
  /** Every occurrence of `from` (one or more characters) by exact bytes, from left to right, replaced by `to`; what becomes empty is NULL where an empty text is. */
  replace(text: Sql, from: Sql, to: Sql): Sql;
  /** Each character of `from`, by exact bytes, replaced by the one at the same place of `to`. Both have the same length, and no character stands in both. */
  translate(text: Sql, from: string, to: string): Sql;
  /**
   * What becomes of the text where its bytes in UTF-8 are read as Latin-1 in the way of browsers and of Windows:
   * https://encoding.spec.whatwg.org/#names-and-labels (latin1 is windows-1252). The same on every engine.
   * @throws UNSUPPORTED on servers that cannot tell the bytes
   */
  misread(text: Sql): Sql;
  /** Whether the whole text has the shape: `9` stands for one ASCII digit, every other character for itself. */
  /** Every occurrence of `from` (one or more characters) by exact bytes, from left to right, replaced by `to`; what becomes empty is NULL where an empty text is. */
  replace(text: Sql, from: Sql, to: Sql): Sql;
  /** Each character of `from`, by exact bytes, replaced by the one at the same place of `to`. Both have the same length, and no character stands in both. */
  translate(text: Sql, from: string, to: string): Sql;
  /**
   * What becomes of the text where its bytes in UTF-8 are read as Latin-1 in the way of browsers and of Windows:
   * https://encoding.spec.whatwg.org/#names-and-labels (latin1 is windows-1252). The same on every engine.
   * @throws UNSUPPORTED on servers that cannot tell the bytes
   */
  misread(text: Sql): Sql;
  hasShape(text: Sql, shape: string): Sql;
  /** An expression that sorts text by its bytes in UTF-8, whatever the column's collation; other kinds as they are. */
  bytewise(value: Sql, column: Column): Sql;
  /** Null-safe and exact equality of two values of the column, as a boolean that is never NULL: 1.0 is not 1.00, 'a' is not 'A' or 'a '. */
  same(left: Sql, right: Sql, column: Column): Sql;

  // Numbers

  /** Whole-number division that truncates towards zero, in 64 bits. */
  divide(dividend: Sql, divisor: Sql): Sql;
  /** Remainder with the sign of the dividend, in 64 bits. */
  remainder(dividend: Sql, divisor: Sql): Sql;
  /** Rounds an exact decimal half away from zero. @param scale digits behind the point */
  round(value: Sql, scale: number): Sql;
  /** The first 56 bits of SHA-256 of the UTF-8 text, as a non-negative integer of 64 bits. */
  hash56(text: Sql): Sql;
  /** The first 32 hex digits (lower case) of SHA-256 of the UTF-8 text. */
  hashHex(text: Sql): Sql;
  /** The canonical text of a key part, equal on every engine. @throws UNSUPPORTED for kinds that are no keys (float, json, …) */
  canonical(value: Sql, column: Column): Sql;

  // Time

  /** Start of the bucket that holds the value, in UTC, as a value comparable with the column. */
  bucketStart(value: Sql, bucket: 'hour' | 'day' | 'week' | 'month', column: Column): Sql;
  /** Whole microseconds from `iso` to the value, as an integer of 64 bits. */
  microsecondsSince(iso: string, value: Sql, column: Column): Sql;
  /**
   * The value, so many seconds or days later, as a value of the column's type; earlier where the number is negative.
   * Dates without a time of day move by days only. Errors of the database beyond the type's last moment.
   * @param count a whole number
   */
  later(value: Sql, count: Sql, unit: 'second' | 'day', column: Column): Sql;

  // Aggregates, over expressions

  countIf(condition: Sql): Sql;
  /** Mean of the column's values; of floats without NaN, infinities and what lies beyond 1e150, whose sums have no end. */
  mean(value: Sql, column: Column): Sql;
  /** Sum of the column's values, with the same exceptions. */
  total(value: Sql, column: Column): Sql;
  /** Population standard deviation, as a float, with the same exceptions. */
  deviation(value: Sql): Sql;
  /** A number in double precision; NULL for NaN, infinities and what lies beyond 1e150. */
  double(value: Sql): Sql;
  /** An existing value at the fraction of the sorted values, as an aggregate; absent where the engine has none. @param fraction 0 to 1 */
  readonly quantile?: (value: Sql, fraction: number) => Sql;
  /**
   * One order-independent number over rows, as text: equal rows give equal digests on one server. Not portable.
   * @param columns what each value is of, for engines that hash each type in its own way; undefined = a number of ours
   */
  digest(values: readonly Sql[], columns?: readonly (Column | undefined)[]): Sql;

  // Statements

  /** A clause that makes `group by x` give one more row for all, with NULL in place of x. */
  rollup(value: Sql): Sql;
  /** `name as materialized (…)`, the element behind `with`: computed once and kept, where the engine can be told so. */
  materialized(name: string, query: Sql): Sql;
  /** `name as not materialized (…)`, the element behind `with`: merged into the query around it even where it is read more than once, where the engine can be told so. */
  inlined(name: string, query: Sql): Sql;
  /**
   * Sets columns of `table` (alias `t`) from the rows of `source` (alias `fl_s`) that meet `on`.
   * @param set pairs of column name and expression
   */
  update(table: TableName, set: readonly (readonly [string, Sql])[], source: Sql, on: Sql): Sql;
  /** Deletes the rows of `table` (alias `t`) for which a row of `source` (alias `fl_s`) meets `on`. */
  delete(table: TableName, source: Sql, on: Sql): Sql;
  /**
   * Locks the rows of `table` (alias `t`) for which a row of `source` (alias `fl_s`) meets `on`, so that until the
   * transaction ends nobody changes them or comes to refer to them. Undefined where the engine refuses the later writer anyway.
   * @param children foreign keys whose rows must not come to refer to them; absent = none
   */
  lockRows(table: TableName, source: Sql, on: Sql, children?: readonly ForeignKey[]): Sql | undefined;
  /** Inserts the rows of `query`, a select without `with`; stored values win over identity generators. */
  insert(table: TableName, columns: readonly Column[], query: Sql): Sql;
  /** A fresh value of the column's own generator, for each row of the outermost select list in which it stands; only where `isGenerator` or `isIdentity`. */
  generated(table: TableName, column: Column): Sql;
  /** What stands behind a select list that reads no table; empty where nothing has to. */
  readonly fromNothing: Sql;
  /**
   * Where the row of this alias is stored, as one or more values: another for each row of its table, and the same throughout
   * a statement. Absent where the engine tells nothing of it that its manual vouches for.
   */
  readonly rowAddress?: (alias: string) => readonly Sql[];
  /** The first `rows` rows, as a suffix behind `order by`. */
  limit(rows: number | bigint): Sql;
  /** Creates a typed table if it is not there; `primaryKey` names columns. */
  createTable(
    table: TableName,
    columns: readonly { readonly name: string; readonly type: string; readonly isNullable: boolean }[],
    primaryKey: readonly string[],
  ): Sql;
  dropTable(table: TableName): Sql;
  createSchema(schema: string): Sql;
  /** Drops a schema if it is there. Where it holds anything the engine refuses, unless there is `schemaContents` to ask first. Absent where a schema is a user. */
  readonly dropSchema?: (schema: string) => Sql;
  /** One row, `objects`: how many things besides tables and views `dropSchema` would take along; absent where it takes nothing along. */
  readonly schemaContents?: (schema: string) => Sql;
  renameColumn(table: TableName, from: string, to: string): Sql;
  /** Every other change of a table's shape. */
  readonly reshaping: Reshaping;
  /** Names of types in which the ledger keeps its own columns. */
  readonly ledgerTypes: { readonly text: string; readonly longText: string; readonly integer: string };
  /** A suffix that keeps the planner from merging a derived table into the query around it, so that its expressions are computed once a row; empty where none is needed. */
  readonly fence: Sql;
  /**
   * In place of the fence where conditions on values that are made of one another follow: a planner that pushes them into
   * the query writes such values out again and again. May cost parallelism; absent = the fence does.
   */
  readonly barrier?: Sql | undefined;
  /** How scripts for the database's usual client are written. */
  readonly script: Scripting;
}
