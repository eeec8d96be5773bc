import type { Dataset, DataTable } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Place } from '../../model/place.ts';
import { didYouMean } from '../../scenario/nearest.ts';

interface Details {
  /** Of the name. */
  readonly place: Place;
}

/** A table that a data set does not have. */
export function unknownTable(dataset: Dataset, name: string, details: Details): FaultlineError {
  const known = dataset.tables.map((each) => each.name);
  const hint = didYouMean(name, known, 'tables');
  return new FaultlineError('UNKNOWN_TABLE', `the data set has no table ${name}`, { ...details, hint });
}

/** A column that a table of a data set does not have. */
export function unknownColumn(table: DataTable, name: string, details: Details): FaultlineError {
  const known = table.columns.map((each) => each.name);
  const hint = didYouMean(name, known, 'columns');
  return new FaultlineError('UNKNOWN_COLUMN', `the table ${table.name} has no column ${name}`, { ...details, hint });
}

/** A column that no table of a data set has. */
export function unknownColumnAnywhere(dataset: Dataset, name: string, details: Details): FaultlineError {
  const known = new Set(dataset.tables.flatMap(({ columns }) => columns.map((each) => each.name)));
  const hint = didYouMean(name, known, 'columns');
  return new FaultlineError('UNKNOWN_COLUMN', `no table has a column ${name}`, { ...details, hint });
}
