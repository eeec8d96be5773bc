import type { Dataset, DataTable } from '../model/dataset.ts';
import type { ValueTypes } from './compile/compile-table.ts';
import { generatedSource } from './generated-source.ts';
import type { TableSource } from './table-source.ts';
import { tryExpressions } from './try-expressions.ts';

/**
 * Tables of a data set as sources of rows, in an order in which each comes behind those it refers to.
 * @param tables those that are made, each with the part that is
 * @throws ProblemsError of INVALID_VALUE and UNSAFE_WHERE where an expression is none over one row, by DuckDB's own reading
 */
export async function openSources(
  dataset: Dataset,
  tables: readonly DataTable[],
  types: ValueTypes,
): Promise<readonly TableSource[]> {
  await tryExpressions(dataset, types);
  return parentsFirst(tables).map((table) => generatedSource(dataset, table, types));
}

/** Tables behind those they refer to; where tables refer to each other, in the order of the file. */
function parentsFirst(tables: readonly DataTable[]): readonly DataTable[] {
  const sorted: DataTable[] = [];
  const visit = (table: DataTable, path: readonly DataTable[]) => {
    if (sorted.includes(table) || path.includes(table)) return;
    for (const { table: parent } of table.references) {
      const found = tables.find(({ name }) => name === parent);
      if (found !== undefined) visit(found, [...path, table]);
    }
    sorted.push(table);
  };
  for (const table of tables) visit(table, []);
  return sorted;
}
