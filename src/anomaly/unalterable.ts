import type { Alteration } from '../model/alteration.ts';
import type { Column, Table } from '../model/table.ts';

/** Why a column cannot be taken away and given back, as the end of a sentence. */
export function unalterable(change: Alteration['change'], column: Column, table: Table): string | undefined {
  const blocker = table.renameBlocker ?? table.alterBlockers?.[change];
  if (blocker !== undefined) return `cannot be altered: ${blocker}`;
  if (column.isComputed) return 'is computed by the database';
  if (column.isIdentity) return 'is numbered by the database';
  const parent = table.referencedBy.find((each) => each.parentColumns.includes(column.name));
  if (parent !== undefined) return `is referred to by ${parent.child.schema}.${parent.child.name} (${parent.name})`;
  return undefined;
}
