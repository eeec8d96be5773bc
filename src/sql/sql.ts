import { sql as drizzle, type SQL } from 'drizzle-orm/sql';
import type { Sql, SqlValue } from '../model/sql.ts';

/**
 * Composes SQL: `sql\`select ${column} from ${table}\``. Pieces of SQL are merged, every other value is bound as a
 * parameter. Undefined, arrays, dates and objects are refused: drizzle would render them as nothing, as `()`
 * or as whatever the driver makes of them.
 * @throws TypeError for a value that is neither SQL nor a SqlValue
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | SqlValue)[]): Sql {
  for (const value of values) assertComposable(value);
  return drizzle(strings, ...values);
}

/** Joins pieces with a separator, a comma by default. @throws TypeError for an empty list, which no statement means */
export function join(pieces: readonly Sql[], separator: Sql = sql`, `): Sql {
  if (pieces.length === 0) throw new TypeError('an empty list of SQL pieces');
  return drizzle.join(pieces as SQL[], separator as SQL);
}

/** Text that goes into a statement as it is. Only for `src/sql` and `src/engine`; each use says why it is safe. */
export function raw(text: string): Sql {
  return drizzle.raw(text);
}

/** All conditions together; no condition is true. */
export function all(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return sql`1 = 1`;
  return join(
    conditions.map((condition) => sql`(${condition})`),
    sql` and `,
  );
}

/** An identifier, quoted by the engine when it is rendered. */
export function name(identifier: string): Sql {
  return sql`${drizzle.identifier(identifier)}`;
}

/**
 * A column of a table alias: `column('t', 'email')` is `t."email"`. The alias is not quoted, as where it is declared:
 * it is a word of ours, and some engines tell `t` from `"t"`.
 */
export function column(alias: string, identifier: string): Sql {
  return sql`${tableAlias(alias)}.${name(identifier)}`;
}

/** A table alias that is made up as it goes, as `column` writes it. @throws TypeError for what is no plain word */
export function tableAlias(alias: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(alias)) throw new TypeError(`not an alias: ${alias}`);
  return drizzle.raw(alias);
}

function assertComposable(value: unknown): void {
  if (value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)) return;
  if (typeof value === 'object' && 'getSQL' in value) return;
  throw new TypeError(`not SQL and not a value that can be bound: ${Array.isArray(value) ? 'an array' : typeof value}`);
}
