import type { Correlation, DataTable, Reference } from '../../model/dataset.ts';
import { membersOf, textOf, type Field } from '../../scenario/field.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { ValueTypes } from '../compile/compile-table.ts';
import { mostColumns } from './dataset-schema.ts';
import { amount, readColumn, readPick, type ReadColumn } from './read-column.ts';
import { readRows } from './read-rows.ts';

/** A table as its file has it: the number of rows may come from a reference. */
export type ReadTable = Omit<DataTable, 'rows' | 'part'> & {
  readonly rows: number | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
};

/** Reads a table. @param report receives what schemas refuse */
export function readTable(
  field: Field,
  name: string,
  types: ValueTypes,
  report: (problems: readonly Problem[]) => void,
): ReadTable {
  const columns = readColumns(field.at('columns'), types, report);
  const composite = membersOf(field.at('references'), mostColumns).map(readReference);
  const byColumn = new Map(columns.map((each) => [each.column.name, each]));
  const own = columns.flatMap(({ column, reference }): readonly Reference[] =>
    reference === undefined
      ? []
      : [{ ...reference, columns: [column.name], keys: [reference.key], nulls: column.nulls }],
  );
  const inComposite = composite.flatMap((reference) => reference.columns).filter((column) => !byColumn.has(column));
  return {
    name,
    rows: readRows(field.at('rows')),
    from: wholeNumber(field.at('from')),
    to: wholeNumber(field.at('to')),
    // A composite reference brings its columns along where they are not named among the columns.
    columns: [
      ...columns.map(({ column, reference }) => (reference === undefined ? column : { ...column, nulls: undefined })),
      ...inComposite.map((column) => ({ name: column, source: { kind: 'reference' } as const, unique: false })),
    ],
    primaryKey: listOf(field.at('primaryKey')),
    references: [...own, ...composite],
    correlations: membersOf(field.at('correlations'), mostColumns).map(readCorrelation),
  };
}

function readColumns(
  field: Field,
  types: ValueTypes,
  report: (problems: readonly Problem[]) => void,
): readonly ReadColumn[] {
  const { value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const names = Object.keys(value);
  if (names.length > mostColumns) {
    field.refuse(`more than ${mostColumns} columns`, 'Split the table.');
    return [];
  }
  return names.flatMap((name) => readColumn(field.at(name), name, types, report) ?? []);
}

function readReference(field: Field): Reference {
  return {
    columns: listOf(field.at('columns')),
    table: textOf(field.at('to')),
    keys: listOf(field.at('keys')),
    nulls: amount(field.at('nulls')),
    pick: readPick(field),
  };
}

function readCorrelation(field: Field): Correlation {
  const columns = listOf(field.at('columns'));
  const [rho, matrix] = [field.at('rho'), field.at('matrix')];
  if ((rho.value === undefined) === (matrix.value === undefined))
    field.refuse('a correlation has either rho or a matrix', 'Write rho: 0.6, or a matrix of numbers.');
  if (Array.isArray(matrix.value)) return { columns, matrix: matrix.value as readonly (readonly number[])[] };
  const each = typeof rho.value === 'number' ? rho.value : 0;
  return { columns, matrix: columns.map((_, row) => columns.map((__, column) => (row === column ? 1 : each))) };
}

/** A name, or several. */
function listOf({ value }: Field): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function wholeNumber({ value }: Field): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
