import type { DataTable } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import { childRows } from '../compile/children.ts';
import type { ReadTable } from './read-table.ts';

/**
 * Tables with their numbers of rows: as written, or, where a reference says how many children each parent has, as many
 * as come out.
 */
export function sizedTables(root: Field, tables: readonly ReadTable[]): readonly DataTable[] {
  const sizes = new Map<string, number>();
  return tables.map((table) => {
    const rows = sizeOf(root, tables, table, sizes, []);
    const { from, to, ...rest } = table;
    const part = from === undefined && to === undefined ? undefined : { from: from ?? 0, to: to ?? rows - 1 };
    return { ...rest, rows, part };
  });
}

function sizeOf(
  root: Field,
  tables: readonly ReadTable[],
  table: ReadTable,
  sizes: Map<string, number>,
  path: readonly string[],
): number {
  const known = sizes.get(table.name);
  if (known !== undefined) return known;
  const field = root.at('tables').at(table.name);
  if (path.includes(table.name)) {
    field.refuse(
      `the number of rows of ${table.name} depends on itself: ${[...path.slice(path.indexOf(table.name)), table.name].join(' → ')}`,
      'Give one of these tables a number of rows, and its reference a pick instead of children.',
    );
    return 0;
  }
  const sized = table.references.flatMap((reference, index) =>
    reference.pick.how === 'children' ? [{ reference, index }] : [],
  );
  const size = sized.length === 0 ? written(field, table) : counted(sized);
  sizes.set(table.name, size);
  return size;

  function counted(references: typeof sized): number {
    const [{ reference } = sized[0]!, ...more] = references;
    if (more.length > 0)
      field.refuse(
        `${table.name} would have its rows by ${references.length} references at once`,
        'Keep children at one reference, and write pick at the others.',
      );
    if (table.rows !== undefined)
      field
        .at('rows')
        .refuse(
          `${table.name} has its rows by the children of ${reference.table}`,
          'Remove rows, or write pick instead of children.',
        );
    const parent = tables.find(({ name }) => name === reference.table);
    if (parent === undefined || reference.pick.how !== 'children') return 0;
    return childRows(reference.pick.shares, sizeOf(root, tables, parent, sizes, [...path, table.name]));
  }
}

function written(field: Field, table: ReadTable): number {
  if (table.rows !== undefined) return table.rows;
  if (table.to !== undefined) return table.to + 1;
  if (field.at('rows').value === undefined)
    field.at('rows').refuse(`the table ${table.name} has no number of rows`, 'Write rows: 10000.', 'MISSING_KEY');
  return 0;
}
