import type { Dataset, DataTable } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import type { ValueTypes } from '../compile/compile-table.ts';
import { checkColumn } from './check-column.ts';
import { checkCorrelations } from './check-correlations.ts';
import { checkCycles } from './check-cycles.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkPrimaryKey } from './check-primary-key.ts';
import { checkReferences } from './check-references.ts';
import { columnFacts } from './column-facts.ts';

/** Reports everything that is well written and cannot be made: before anything is. */
export function checkDataset(root: Field, dataset: Dataset, types: ValueTypes): void {
  checkNames(
    root.at('tables'),
    dataset.tables.map(({ name }) => name),
    'tables',
  );
  const facts = columnFacts(dataset);
  for (const table of dataset.tables) {
    const field = root.at('tables').at(table.name);
    checkNames(
      field.at('columns'),
      table.columns.map(({ name }) => name),
      'columns',
    );
    checkPart(field, table);
    checkPrimaryKey(field, table, facts);
    for (const column of table.columns)
      checkColumn(field.at('columns').at(column.name), { dataset, table, column }, types);
    checkReferences(field, dataset, table, facts);
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
