import type { DataColumn, DataTable } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import type { ColumnFacts } from './column-facts.ts';

/** Reports primary keys with columns that are not there, may be null, or, of one column, may repeat. */
export function checkPrimaryKey(field: Field, table: DataTable, facts: ColumnFacts): void {
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
    else if (facts.hasNulls(table, column))
      key.refuse(
        `the column ${name} of the primary key may be null, as what it refers to or is made of may be`,
        'Remove the nulls there, or take another column.',
      );
    else if (table.primaryKey.length === 1 && !facts.isUnique(table, column))
      key.refuse(`values of ${name} may repeat, and it is the primary key`, wayOut(column));
  }
}

function wayOut({ source }: DataColumn): string {
  switch (source.kind) {
    case 'type':
      return 'Write unique: true at the column.';
    case 'reference':
      return 'Write pick: once at its reference, which has to lead to a column whose values do not repeat.';
    case 'template':
      return 'Make it of texts and one unique column, whole, as in "C-${id}", or take that column for the primary key.';
    case 'expression':
      return "Make it of texts and one unique column, whole, as in 'C-' || id, or take that column for the primary key.";
  }
}
