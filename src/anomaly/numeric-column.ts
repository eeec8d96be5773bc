import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { sql } from '../sql/sql.ts';

/** Why a column does not hold numbers, as the end of a sentence; undefined where it does. */
export function notNumeric(column: Column): string | undefined {
  return ['integer', 'decimal', 'float'].includes(column.kind) ? undefined : `is not a number (${column.type})`;
}

/**
 * The value where it is a finite number, else NULL. NaN and infinities would make every mean, maximum and deviation
 * NaN or infinite too; a number less itself is 0 only where it is finite.
 */
export function finite(value: Sql, column: Column): Sql {
  return column.kind === 'integer' ? value : sql`case when ${value} - ${value} = 0 then ${value} end`;
}
