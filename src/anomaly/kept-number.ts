import type { ColumnContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';

/**
 * What the column keeps of a computed number: decimals are rounded half away from zero at their scale. Equal numbers
 * can be written differently (0 and 0.00, 0 and -0); only another number is a change. Adding 0 turns -0 into 0.
 * @param value is read twice where the type leaves the digits open
 */
export function keptNumber({ dialect, column, before }: ColumnContext, value: Sql): Sql {
  const isExact = column.kind !== 'float' && column.scale !== undefined;
  if (isExact) return dialect.round(value, column.scale);
  const number = sql`(${value}) + 0`;
  return sql`case when ${number} = ${before} then ${before} else ${number} end`;
}
