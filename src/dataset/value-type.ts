import type { Static, TObject } from '@sinclair/typebox';
import type { LoadColumn } from '../model/load.ts';
import type { Sql } from '../model/sql.ts';

/** What the values of a column are measured against when they are checked, before any SQL is made. */
export interface TypeContext<With = Readonly<Record<string, unknown>>> {
  readonly with: With;
  /** Locale of the column, else of the data set: `en`, `de`, `pt_BR`. */
  readonly locale: string;
  /** What `now` and `today` mean: ISO 8601 in UTC. */
  readonly now: string;
  /** Rows of the whole table, or for `distinct` the number of different values. */
  readonly rows: number;
  /** All value types by id, for those that are made of others. */
  readonly types: ReadonlyMap<string, ValueType>;
}

/** What a value is made of: draws that depend on the row's number alone, and intermediate values with a name of their own. */
export interface ValueContext<With = Readonly<Record<string, unknown>>> extends TypeContext<With> {
  /** The number of the row, from 0, as a BIGINT. Not null. */
  readonly row: Sql;
  /**
   * 64 random bits as a UBIGINT: the same for the same seed, table, column, purpose and row. The draw's word for what
   * it is for may be left out where a type draws once.
   * @param of a BIGINT in place of the row's number: rows of the same number share the draw
   */
  bits(purpose?: string, of?: Sql): Sql;
  /** A uniform DOUBLE, strictly between 0 and 1. */
  uniform(purpose?: string): Sql;
  /** A uniform BIGINT from 0 (inclusive) to `count` (exclusive), which is at most 2^62. */
  below(count: number | bigint, purpose?: string): Sql;
  /** Every number from 0 to `count` - 1 once, in a random order, for rows 0 to `count` - 1: a BIGINT. */
  permuted(count: number | bigint, purpose?: string): Sql;
  /** Names an intermediate value, so that it is computed once wherever it is used. */
  let(expression: Sql): Sql;
  /**
   * Looks up a row of a table of values. It costs next to nothing however long the table is; lists of up to a few
   * hundred texts may as well stand in the statement.
   * @param index BIGINT from 0, within the list
   * @returns the value of one of the table's columns
   */
  lookup(table: LookupTable, index: Sql): (column: string) => Sql;
  /** As `lookup`, of several rows at once. */
  lookupAll(table: LookupTable, indexes: readonly Sql[]): readonly ((column: string) => Sql)[];
  /** The value of a sibling column in the same row. */
  other(column: string): Sql;
  /** A random value of another type, with draws of its own: a part of this one. @param name tells the parts apart */
  part(name: string, part: Part): Sql;
}

/** A value that another one is made of. */
export interface Part {
  readonly type: ValueType;
  /** Valid against the parameters of the type, defaults filled in. */
  readonly with: Readonly<Record<string, unknown>>;
}

/** A table of values that is looked up by position. */
export interface LookupTable {
  /** What it holds; two tables of one name are one table. */
  readonly name: string;
  /** SQL types of DuckDB by column: `{value: 'VARCHAR', weight: 'DOUBLE'}`. */
  readonly columns: Readonly<Record<string, string>>;
  /** One list of values for each column, all of one length: the value of row 0 first. */
  readonly values: () => Readonly<Record<string, readonly (string | number | bigint | boolean | null)[]>>;
}

/** A kind of value that a column can have. Adding one is adding a file. */
export interface ValueType<With = Readonly<Record<string, unknown>>> {
  /** As `type:` names it, in snake_case: `first_name`. */
  readonly id: string;
  readonly category: 'basic' | 'time' | 'person' | 'internet' | 'place' | 'business' | 'text' | 'series';
  /** What the values are, in one sentence. */
  readonly description: string;
  /** Some values, as a reader would see them. */
  readonly examples: readonly string[];
  /** What may stand beside `type`, with defaults. */
  readonly parameters: TObject;
  /** The SQL type of DuckDB: `BIGINT`, `VARCHAR`, `DECIMAL(10, 2)`. */
  sqlType(context: TypeContext<With>): string;
  /** The type as databases have it. */
  loadType(context: TypeContext<With>): Pick<LoadColumn, 'type' | 'length' | 'precision' | 'scale'>;
  /** Whether `nth` rises with n, so that the column can be `ordered` or correlated. */
  readonly isOrdered: boolean;
  /** How many different values `nth` gives, up to 2^62. */
  space(context: TypeContext<With>): bigint;
  /**
   * The n-th of the different values: no two are equal.
   * @param n BIGINT from 0 (inclusive) to `space` (exclusive)
   */
  nth(context: ValueContext<With>, n: Sql): Sql;
  /**
   * The value below which a share `u` of all values lies, non-decreasing in `u`: what draws, orders and correlates
   * values of a distribution. Absent or undefined = `nth` of that share of the space, every value as likely as any other.
   * @param u DOUBLE strictly between 0 and 1
   */
  quantile?(context: ValueContext<With>, u: Sql): Sql | undefined;
  /** Whether values are not equally likely, so that `unique` and `distinct` cannot be had: a distribution is given. Absent = never. */
  isWeighted?(context: TypeContext<With>): boolean;
  /** A random value. Absent or undefined = `quantile` of a uniform number, or `nth` of a random one. */
  random?(context: ValueContext<With>): Sql | undefined;
  /** What is wrong with the parameters beyond their schema, as sentences with the way out. Absent = nothing. */
  problems?(
    context: TypeContext<With>,
  ): readonly { readonly key: string; readonly message: string; readonly hint: string }[];
}

/** A value type as its file writes it: the parameters' schema gives `with` its type. */
export function defineType<Parameters extends TObject>(
  type: Omit<ValueType<Static<Parameters>>, 'parameters'> & { readonly parameters: Parameters },
): ValueType {
  // Files are checked against the schema of the parameters before a type sees them.
  return type as unknown as ValueType;
}
