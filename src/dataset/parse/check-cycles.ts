import type { DataColumn, Dataset, DataTable } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import { siblingsOf } from './check-expressions.ts';

interface Cell {
  readonly table: DataTable;
  readonly column: DataColumn;
}

/** Reports columns whose values depend on themselves, by expressions and references. */
export function checkCycles(root: Field, dataset: Dataset): void {
  const done = new Set<string>();
  for (const table of dataset.tables)
    for (const column of table.columns) visit(root, dataset, { table, column }, [], done);
}

function visit(root: Field, dataset: Dataset, cell: Cell, path: readonly string[], done: Set<string>): void {
  const name = `${cell.table.name}.${cell.column.name}`;
  if (done.has(name)) return;
  if (path.includes(name)) {
    root
      .at('tables')
      .at(cell.table.name)
      .at('columns')
      .at(cell.column.name)
      .refuse(
        `the values of ${name} depend on themselves: ${[...path.slice(path.indexOf(name)), name].join(' → ')}`,
        'Give one of these columns values of its own.',
      );
    done.add(name);
    return;
  }
  for (const next of dependencies(dataset, cell)) visit(root, dataset, next, [...path, name], done);
  done.add(name);
}

function dependencies(dataset: Dataset, { table, column }: Cell): readonly Cell[] {
  const find = (within: DataTable | undefined, name: string | undefined): readonly Cell[] => {
    const found = within?.columns.find((each) => each.name === name);
    return within === undefined || found === undefined ? [] : [{ table: within, column: found }];
  };
  if (column.source.kind === 'reference') {
    const reference = table.references.find(({ columns }) => columns.includes(column.name));
    const parent = dataset.tables.find(({ name }) => name === reference?.table);
    return find(parent, reference?.keys[reference.columns.indexOf(column.name)]);
  }
  try {
    return siblingsOf(column, table).flatMap((name) => find(table, name));
  } catch {
    // What an expression is refused for is told elsewhere.
    return [];
  }
}
