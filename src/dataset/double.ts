import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';

/** A number as a DOUBLE, to its last bit: DuckDB reads numerals with a point as decimals, which are rounded twice. */
export function double(value: number): Sql {
  return sql`${String(value)}::double`;
}
