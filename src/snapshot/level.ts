import type { Sql } from '../model/sql.ts';
import { join, name, sql } from '../sql/sql.ts';

/** Rows with one more column. @param fence keeps the planner from computing it more than once a row */
export function level(rows: Sql, columnName: string, value: Sql, fence?: Sql): Sql {
  return levels(rows, [[columnName, value]], fence);
}

/** The same with several at once. */
export function levels(rows: Sql, values: readonly (readonly [string, Sql])[], fence: Sql = sql``): Sql {
  const added = values.map(([title, value]) => sql`${value} as ${name(title)}`);
  return sql`(select t.*, ${join(added)} from ${rows} t ${fence})`;
}
