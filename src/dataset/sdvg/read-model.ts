import { membersOf, shown, textOf, type Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import type { SdvgColumn, SdvgModel, SdvgPartition } from './configuration.ts';
import { readColumn } from './read-column.ts';
import type { Telling } from './warnings.ts';

/** Columns of one model. */
const mostColumns = 2000;

/** Reads a model: `rows_count`, the part of it that is made, its columns and partitions. */
export function readModel(field: Field, name: string, telling: Telling): SdvgModel {
  const rows = wholeNumber(field.at('rows_count')) ?? 0;
  const from = wholeNumber(field.at('generate_from')) ?? 0;
  const to = wholeNumber(field.at('generate_to')) ?? rows;
  if (to > rows) field.at('generate_to').refuse(`${name} has ${rows} rows, not ${to}`, `Write ${rows} at most.`);
  else if (from >= to)
    field
      .at('generate_from')
      .refuse(`of ${name} no row is made from ${from} to ${to}`, 'Let generate_to be above generate_from.');
  const columns = membersOf(field.at('columns'), mostColumns).flatMap((each) => readColumn(each, rows, telling) ?? []);
  const partitions = membersOf(field.at('partition_columns'), mostColumns).map(readPartition);
  refuseTwice(columns);
  for (const { field: own, column } of partitions)
    if (!columns.some(({ name: known }) => known === column))
      own.at('name').refuse(
        `${name} has no column ${shown(column)}`,
        didYouMean(
          column,
          columns.map((each) => each.name),
          'columns',
        ),
      );
  return {
    field,
    name,
    rows,
    from,
    to,
    rowsPerFile: wholeNumber(field.at('rows_per_file')) || undefined,
    columns: inOrderOfFiles(columns, partitions),
    partitions,
  };
}

function wholeNumber({ value }: Field): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

function readPartition(field: Field): SdvgPartition {
  return { field, column: textOf(field.at('name')), isWritten: field.at('write_to_output').value === true };
}

function refuseTwice(columns: readonly SdvgColumn[]): void {
  for (const [index, { field, name }] of columns.entries())
    if (columns.findIndex((each) => each.name === name) < index)
      field.at('name').refuse(`the column ${shown(name)} is there twice`, 'Give one of the two another name.');
}

function inOrderOfFiles(columns: readonly SdvgColumn[], partitions: readonly SdvgPartition[]): readonly SdvgColumn[] {
  const isLeftOut = ({ name }: SdvgColumn) => partitions.some(({ column, isWritten }) => column === name && !isWritten);
  return [...columns.filter((each) => !isLeftOut(each)), ...columns.filter(isLeftOut)];
}
