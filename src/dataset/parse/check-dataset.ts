import type { Dataset, DataTable } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import type { ValueTypes } from '../compile/compile-table.ts';
import { checkColumn } from './check-column.ts';
import { checkCorrelations } from './check-correlations.ts';
import { checkCycles } from './check-cycles.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkReferences } from './check-references.ts';

/** Reports everything that is well written and cannot be made: before anything is. */
export function checkDataset(root: Field, dataset: Dataset, types: ValueTypes): void {
  checkNames(
    root.at('tables'),
    dataset.tables.map(({ name }) => name),
    'tables',
  );
  for (const table of dataset.tables) {
    const field = root.at('tables').at(table.name);
    checkNames(
      field.at('columns'),
      table.columns.map(({ name }) => name),
      'columns',
    );
    checkPart(field, table);
    checkPrimaryKey(field, table);
    for (const column of table.columns)
      checkColumn(field.at('columns').at(column.name), { dataset, table, column }, types);
    checkReferences(field, dataset, table);
    checkCorrelations(field.at('correlations'), table, types);
    checkExpressions(field.at('columns'), table);
  }
  checkCycles(root, dataset);
}

/** DuckDB, as most databases, takes names that differ in the case of their letters for one. */
function checkNames(field: Field, names: readonly string[], kind: string): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined)
      field.at(name).refuse(`the ${kind} ${other} and ${name} differ in the case of their letters only`, 'Rename one.');
    seen.set(name.toLowerCase(), name);
  }
}

function checkPart(field: Field, { part, rows, name }: DataTable): void {
  if (part === undefined) return;
  if (part.to >= rows)
    field
      .at(field.at('to').value === undefined ? 'from' : 'to')
      .refuse(`${name} has rows 0 to ${rows - 1}, not ${part.to}`, 'Rows are counted from 0.');
  else if (part.from > part.to) field.at('from').refuse(`from ${part.from} is behind to ${part.to}`, 'Exchange them.');
}

function checkPrimaryKey(field: Field, table: DataTable): void {
  const key = field.at('primaryKey');
  for (const name of table.primaryKey) {
    const column = table.columns.find((each) => each.name === name);
    if (column === undefined) {
      key.refuse(`the table ${table.name} has no column ${name}`, 'Name columns of the table.', 'UNKNOWN_COLUMN');
      return;
    }
    const reference = table.references.find(({ columns }) => columns.includes(name));
    if (column.nulls !== undefined || reference?.nulls !== undefined)
      key.refuse(`the column ${name} of the primary key may be null`, 'Remove its nulls.');
    const isOnce = reference !== undefined && reference.columns.length === 1 && reference.pick.how === 'once';
    if (table.primaryKey.length === 1 && !column.unique && !isOnce && table.rows > 1)
      key.refuse(
        `values of ${name} may repeat, and it is the primary key`,
        reference === undefined ? 'Write unique: true at the column.' : 'Write pick: once at its reference.',
      );
  }
}
