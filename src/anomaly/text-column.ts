import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { sql } from '../sql/sql.ts';

/** Why a column does not hold text, as the end of a sentence; undefined where it does. */
export function notText(column: Column): string | undefined {
  return column.kind === 'text' ? undefined : `is not text (${column.type})`;
}

/** Whether a text may become so much longer. @param length of the text, in characters @param more characters */
export function hasRoom({ dialect, column }: RowContext, length: Sql, more: number): Sql {
  if (column.length === undefined) return sql`1 = 1`;
  return sql`${length} <= ${dialect.integer(column.length - more)}`;
}
