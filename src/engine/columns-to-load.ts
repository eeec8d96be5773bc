import { FaultlineError } from '../model/errors.ts';
import type { LoadColumn } from '../model/load.ts';
import { formatTable, type Column, type Table, type TableName } from '../model/table.ts';

/**
 * The columns of a table that take rows, in the order of the rows' values.
 * @throws UNKNOWN_TABLE, UNKNOWN_COLUMN; UNSUITABLE_TABLE for views, UNSUITABLE_COLUMN for what the database computes
 */
export function columnsToLoad(
  name: TableName,
  table: Table | undefined,
  columns: readonly LoadColumn[],
): readonly Column[] {
  const title = formatTable(name);
  if (table === undefined)
    throw new FaultlineError('UNKNOWN_TABLE', `there is no table ${title} that rows could be loaded into`, {
      hint: 'Check its name and that the user may see it, or let it be made.',
    });
  if (table.type.endsWith('view'))
    throw new FaultlineError('UNSUITABLE_TABLE', `${title} is a ${table.type}: rows are loaded into tables`, {
      hint: 'Name the table that is behind it.',
    });
  const known = new Map(table.columns.map((column) => [column.name, column]));
  const unknown = columns.filter((column) => !known.has(column.name));
  if (unknown.length > 0)
    throw new FaultlineError('UNKNOWN_COLUMN', `table ${title} has no column ${listed(unknown)}`, {
      hint: `It has ${listed(table.columns)}.`,
    });
  const found = columns.map((column) => known.get(column.name)!);
  const computed = found.filter((column) => column.isComputed);
  if (computed.length > 0)
    throw new FaultlineError('UNSUITABLE_COLUMN', `the database computes ${listed(computed)} of table ${title}`, {
      hint: 'Leave these columns out.',
    });
  return found;
}

function listed(columns: readonly { readonly name: string }[]): string {
  return columns.map(({ name }) => `"${name}"`).join(', ');
}
