import { openGenerator } from '../engine/duckdb/generator.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';
import type { DataColumn, Dataset, DataTable } from '../model/dataset.ts';
import { compileTable, type ValueTypes } from './compile/compile-table.ts';
import { lookupSchema } from './compile/layers.ts';
import { generatedSource } from './generated-source.ts';
import type { TableSource } from './table-source.ts';

/**
 * Tables of a data set as sources of rows, in an order in which each comes behind those it refers to.
 * @param tables those that are made, each with the part that is
 * @throws ProblemsError of INVALID_VALUE where DuckDB does not understand an expression
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

async function tryExpressions(dataset: Dataset, types: ValueTypes): Promise<void> {
  const generator = await openGenerator({ memory: 64 });
  const problems: FaultlineError[] = [];
  try {
    for (const table of dataset.tables) {
      const written = table.columns.filter(({ source }) => source.kind === 'expression' || source.kind === 'template');
      for (const column of written) {
        const compiled = compileTable(dataset, table, types, [column.name]);
        for (const [name, { columns, values }] of compiled.lookups)
          await generator.addLookup(lookupSchema, name, columns, values());
        await generator.describe(compiled.select(0, 1)).catch((error: unknown) => {
          problems.push(refusal(dataset, table, column, error));
        });
      }
    }
  } finally {
    generator.close();
  }
  const [first, ...rest] = problems;
  if (first !== undefined) throw new ProblemsError([first, ...rest]);
}

function refusal(dataset: Dataset, table: DataTable, { name, source }: DataColumn, error: unknown): FaultlineError {
  if (!(error instanceof FaultlineError)) throw error;
  return new FaultlineError('INVALID_VALUE', `${table.name}.${name}: ${error.message.replace(/^DuckDB: /, '')}`, {
    place: dataset.placeOf(['tables', table.name, 'columns', name, source.kind]),
    hint: `Name columns of ${table.name} and functions of DuckDB: https://duckdb.org/docs/stable/sql/functions/overview`,
    cause: error,
  });
}
