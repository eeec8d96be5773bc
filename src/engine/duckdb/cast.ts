import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';

/** Casts to a type of DuckDB by its name. @throws TypeError for what is no name of a type */
export function castTo(value: Sql, type: string): Sql {
  // Words, digits in parentheses and brackets of lists: nothing that could be more than a type.
  if (!/^[A-Z]+( [A-Z]+)*(\(\d+(, ?\d+)?\))?(\[\])*$/.test(type)) throw new TypeError(`not a type: ${type}`);
  return sql`cast(${value} as ${raw(type)})`;
}
