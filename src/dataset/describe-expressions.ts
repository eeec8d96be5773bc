import type { Generator } from '../engine/duckdb/generator.ts';
import type { DataColumn, Dataset, DataTable } from '../model/dataset.ts';
import { compileTable, type ValueTypes } from './compile/compile-table.ts';
import { lookupSchema } from './compile/layers.ts';
import { siblingsOf } from './parse/check-expressions.ts';

/** A column whose expression DuckDB refuses, and why. */
export interface RefusedColumn {
  readonly column: DataColumn;
  readonly error: unknown;
}

/**
 * Has DuckDB prepare the expressions of a table: all in one statement, and by halves where that fails. Columns that are
 * made of refused ones are not told.
 */
export async function describeExpressions(
  generator: Generator,
  dataset: Dataset,
  table: DataTable,
  types: ValueTypes,
): Promise<readonly RefusedColumn[]> {
  const refused = new Map<DataColumn, RefusedColumn>();
  const sorted = siblingsFirst(table);
  await search([...sorted.keys()].filter(({ source }) => source.kind === 'expression' || source.kind === 'template'));
  return [...refused.values()];

  async function search(columns: readonly DataColumn[]): Promise<void> {
    const spoilt = madeOfRefused();
    const left = columns.filter((column) => !spoilt.has(column));
    if (left.length === 0) return;
    const error = await errorOf(left);
    if (error === undefined) return;
    if (left.length === 1) {
      refused.set(left[0]!, { column: left[0]!, error });
      return;
    }
    const half = Math.ceil(left.length / 2);
    await search(left.slice(0, half));
    await search(left.slice(half));
  }

  async function errorOf(columns: readonly DataColumn[]): Promise<unknown> {
    const names = columns.map(({ name }) => name);
    const compiled = compileTable(dataset, table, types, names);
    for (const [name, lookup] of compiled.lookups)
      await generator.addLookup(lookupSchema, name, lookup.columns, lookup.values());
    try {
      await generator.describe(compiled.select(0, 1));
      return undefined;
    } catch (error) {
      return error;
    }
  }

  function madeOfRefused(): ReadonlySet<DataColumn> {
    const spoilt = new Set<DataColumn>(refused.keys());
    for (const [column, siblings] of sorted) if (siblings.some((each) => spoilt.has(each))) spoilt.add(column);
    return spoilt;
  }
}

/** Columns, each behind those that it is made of, with these. */
function siblingsFirst(table: DataTable): ReadonlyMap<DataColumn, readonly DataColumn[]> {
  const sorted = new Map<DataColumn, readonly DataColumn[]>();
  const visit = (column: DataColumn) => {
    if (sorted.has(column)) return;
    const names = siblingsOf(column, table);
    const siblings = table.columns.filter(({ name }) => names.includes(name));
    for (const each of siblings) visit(each);
    sorted.set(column, siblings);
  };
  for (const column of table.columns) visit(column);
  return sorted;
}
