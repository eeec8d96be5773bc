import { openGenerator } from '../engine/duckdb/generator.ts';
import type { DataColumn, Dataset, DataTable } from '../model/dataset.ts';
import type { LoadColumn } from '../model/load.ts';
import { compileTable, type CompiledTable, type ValueTypes } from './compile/compile-table.ts';
import { lookupSchema } from './compile/layers.ts';
import { namingTable } from './naming-table.ts';
import { rowMaker } from './row-maker.ts';
import type { RowMaker, TableSource } from './table-source.ts';

/** Megabytes that one maker's queries may take, besides DuckDB itself. */
const memory = 512;

/** The same for each column: DuckDB keeps a stretch of every intermediate value, however many rows there are. */
const memoryOfColumn = 8;

/** A table of a data set whose rows are made as they are asked for. */
export function generatedSource(dataset: Dataset, table: DataTable, types: ValueTypes): TableSource {
  const compiled = compileTable(dataset, table, types);
  const columns = table.columns.map((column) => loadColumn(dataset, table, column, types));
  return {
    table: {
      name: { schema: '', name: table.name },
      columns,
      primaryKey: table.primaryKey,
      references: table.references.map((reference) => ({
        columns: reference.columns,
        table: { schema: '', name: reference.table },
        keys: reference.keys,
      })),
    },
    from: table.part?.from ?? 0,
    to: table.part === undefined ? table.rows : table.part.to + 1,
    openMaker: async (folder) => namingTable(await openMaker(compiled, columns, folder), table.name),
  };
}

async function openMaker(compiled: CompiledTable, columns: readonly LoadColumn[], folder?: string): Promise<RowMaker> {
  const generator = await openGenerator({ folder, memory: memory + columns.length * memoryOfColumn });
  try {
    for (const [table, lookup] of compiled.lookups)
      await generator.addLookup(lookupSchema, table, lookup.columns, lookup.values());
  } catch (error) {
    generator.close();
    throw error;
  }
  return rowMaker(generator, columns, compiled.select);
}

function loadColumn(dataset: Dataset, table: DataTable, column: DataColumn, types: ValueTypes): LoadColumn {
  const { source } = column;
  const isNullable = column.nulls !== undefined;
  switch (source.kind) {
    case 'reference': {
      const reference = table.references.find(({ columns }) => columns.includes(column.name))!;
      const parent = dataset.tables.find((each) => each.name === reference.table)!;
      const key = reference.keys[reference.columns.indexOf(column.name)]!;
      const found = loadColumn(
        dataset,
        parent,
        parent.columns.find((each) => each.name === key)!,
        types,
      );
      const isOwn = parent.name === table.name;
      return { ...found, name: column.name, isNullable: isOwn || reference.nulls !== undefined || found.isNullable };
    }
    case 'template':
      return { name: column.name, type: 'text', isNullable: true };
    case 'expression':
      return { name: column.name, ...expressionType(source.type), isNullable: true };
    case 'type': {
      const type = types.get(source.type)!;
      const { locale = dataset.locale } = source.with as { readonly locale?: string };
      const context = { with: source.with, locale, now: dataset.now, rows: table.rows, types };
      return { name: column.name, ...type.loadType(context), isNullable };
    }
  }
}

function expressionType(type: string | undefined): Pick<LoadColumn, 'type' | 'precision' | 'scale'> {
  const match = /^([A-Z]+)(?:\((\d+), ?(\d+)\))?$/.exec(type ?? 'VARCHAR');
  switch (match?.[1]) {
    case 'BIGINT':
    case 'INTEGER':
      return { type: 'integer' };
    case 'DECIMAL':
      return { type: 'decimal', precision: Number(match[2] ?? 18), scale: Number(match[3] ?? 3) };
    case 'DOUBLE':
      return { type: 'float' };
    case 'BOOLEAN':
      return { type: 'boolean' };
    case 'DATE':
      return { type: 'date' };
    case 'TIME':
      return { type: 'time' };
    case 'TIMESTAMP':
      return { type: 'timestamp' };
    default:
      return { type: 'text' };
  }
}
