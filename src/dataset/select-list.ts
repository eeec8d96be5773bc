import type { LoadColumn } from '../model/load.ts';
import type { Sql } from '../model/sql.ts';
import { join, name, sql } from '../sql/sql.ts';

/** Columns as text formats write them: binary as hexadecimal digits in lower case. */
export function asText(columns: readonly LoadColumn[]): Sql {
  return join(columns.map(({ name: column, type }) => (type === 'binary' ? hex(column) : name(column))));
}

/** Columns as JSON has them: JSON as such, binary as hexadecimal digits in lower case. */
export function asJson(columns: readonly LoadColumn[]): Sql {
  return join(
    columns.map(({ name: column, type }) => {
      if (type === 'binary') return hex(column);
      return type === 'json' ? sql`cast(${name(column)} as json) as ${name(column)}` : name(column);
    }),
  );
}

/** Columns as they are. */
export function asTheyAre(columns: readonly LoadColumn[]): Sql {
  return join(columns.map(({ name: column }) => name(column)));
}

function hex(column: string): Sql {
  return sql`lower(hex(${name(column)})) as ${name(column)}`;
}
