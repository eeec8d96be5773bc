import type { LoadType } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';

/** A value of the column, made of its text; undefined where the text itself will do. */
export function loadValue(column: Column, type: LoadType): ((text: Sql) => Sql) | undefined {
  if (type === 'binary' && column.kind === 'binary') return (text) => sql`unhex(${text})`;
  // A NULL stays one.
  if (type === 'boolean' && column.kind !== 'text') return (text) => sql`(${text} = 'true')`;
  return undefined;
}
