import type { DataTable } from '../../model/dataset.ts';
import { membersOf, type Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import type { ValueTypes } from '../compile/compile-table.ts';
import { cholesky } from '../distribution/cholesky.ts';
import { mostColumns } from './dataset-schema.ts';

/** Reports correlations that no columns can have. */
export function checkCorrelations(field: Field, table: DataTable, types: ValueTypes): void {
  const taken = new Set<string>();
  for (const [index, place] of membersOf(field, mostColumns).entries()) {
    const { columns, matrix } = table.correlations[index]!;
    for (const name of columns) {
      checkCorrelated(place.at('columns'), table, name, types);
      if (taken.has(name))
        place.at('columns').refuse(`the column ${name} stands in two correlations`, 'Write one with a matrix.');
      taken.add(name);
    }
    checkMatrix(place, columns.length, matrix);
  }
}

function checkCorrelated(place: Field, table: DataTable, name: string, types: ValueTypes): void {
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined) {
    const names = table.columns.map((each) => each.name);
    place.refuse(`the table ${table.name} has no column ${name}`, didYouMean(name, names, 'columns'), 'UNKNOWN_COLUMN');
    return;
  }
  const type = column.source.kind === 'type' ? types.get(column.source.type) : undefined;
  if (type?.isOrdered !== true) place.refuse(`values of ${name} have no order`, 'Correlate numbers, dates and times.');
  if (column.unique || column.distinct !== undefined || column.ordered !== undefined)
    place.refuse(`values of ${name} are already given their places`, 'Remove its unique, distinct or ordered.');
}

function checkMatrix(place: Field, size: number, matrix: readonly (readonly number[])[]): void {
  const key = place.at('matrix').value === undefined ? 'rho' : 'matrix';
  const isSquare = matrix.length === size && matrix.every((row) => row.length === size);
  if (!isSquare) {
    place.at(key).refuse(`${size} columns need a matrix of ${size} rows with ${size} numbers each`, 'Write it out.');
    return;
  }
  const isSymmetric = matrix.every((row, left) => row.every((value, right) => value === matrix[right]![left]));
  if (!isSymmetric || matrix.some((row, index) => row[index] !== 1))
    place.at(key).refuse('the matrix is not symmetric with ones in its diagonal', 'Write each correlation twice.');
  else if (cholesky(matrix) === undefined)
    place
      .at(key)
      .refuse(
        'no columns have these correlations with each other',
        'Make them weaker: the matrix is not positive definite.',
      );
}
