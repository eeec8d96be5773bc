import type { Column } from './table.ts';

/** Why nobody but the database writes to the column, as the end of a sentence; undefined where others may. */
export function ownedByDatabase(column: Column): string | undefined {
  if (column.isComputed) return 'is computed by the database';
  return column.isIdentity ? 'is numbered by the database' : undefined;
}
