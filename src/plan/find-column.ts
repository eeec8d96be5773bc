import { FaultlineError, type ErrorDetails } from '../model/errors.ts';
import { formatTable, type Column, type Table } from '../model/table.ts';
import { didYouMean } from '../scenario/nearest.ts';

/** The column by the name a person wrote. @throws UNKNOWN_COLUMN with the nearest one */
export function findColumn(table: Table, wanted: string, details: ErrorDetails = {}): Column {
  const found = table.columns.find((each) => each.name === wanted);
  if (found !== undefined) return found;
  const hint = didYouMean(
    wanted,
    table.columns.map((each) => each.name),
    'columns',
  );
  throw new FaultlineError('UNKNOWN_COLUMN', `table ${formatTable(table.name)} has no column "${wanted}"`, {
    ...details,
    hint,
  });
}
