import { readExpression } from '../../engine/duckdb/expression.ts';
import { castTo } from '../../engine/duckdb/cast.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { DataColumn, Dataset, DataTable } from '../../model/dataset.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { templateParts } from '../template.ts';
import type { LookupTable, ValueType } from '../value-type.ts';
import { typedValue } from './compile-column.ts';
import { correlatedRank } from './correlated-rank.ts';
import { openLayers, type Layers, type Named } from './layers.ts';
import { nullRows, type NullRows } from './null-rows.ts';
import { parentRow, type ParentRow } from './parent-row.ts';
import { typed } from './random-value.ts';
import { openScope, type ValueScope } from './value-scope.ts';

/** A table of a data set as a query of DuckDB. */
export interface CompiledTable {
  /** Tables of values that the query looks values up in; they are made before it runs. */
  readonly lookups: ReadonlyMap<string, LookupTable>;
  /** Rows `from` (inclusive) to `to` (exclusive), in their order, with the table's columns. */
  select(from: number, to: number): Sql;
}

/** Selects within each other that DuckDB's parser takes, with room for what stands in them. */
const mostLayers = 1200;

/** Value types by id. */
export type ValueTypes = ReadonlyMap<string, ValueType>;

/**
 * The query that makes a table: each value a function of seed, table, column and the row's number. What a row refers
 * to is computed anew from the number of the other row, along chains of references.
 * @param only names of the columns that are wanted; absent = all
 * @throws INVALID_VALUE where a chain is too long
 */
export function compileTable(
  dataset: Dataset,
  table: DataTable,
  types: ValueTypes,
  only?: readonly string[],
): CompiledTable {
  const layers = openLayers();
  const maker = new ValueMaker(dataset, types, layers);
  const wanted = table.columns.filter(({ name }) => only?.includes(name) !== false);
  const columns = wanted.map((column) => ({
    name: column.name,
    value: maker.column(table, column, layers.row).sql,
  }));
  if (layers.depth() > mostLayers)
    throw new FaultlineError(
      'INVALID_VALUE',
      `values of ${table.name} are made in ${layers.depth()} steps, one after the other: more than ${mostLayers}`,
      { hint: 'Shorten the chain of references or expressions: refer to the table at its end.' },
    );
  return { lookups: layers.tables, select: (from, to) => layers.select(columns, from, to) };
}

/** Makes the values of columns, each once for each row that they are of. */
class ValueMaker {
  readonly #dataset: Dataset;
  readonly #types: ValueTypes;
  readonly #layers: Layers;
  readonly #columns = new Map<string, Named>();
  readonly #parents = new Map<string, ParentRow>();
  readonly #rows = new Map<Sql, number>();

  constructor(dataset: Dataset, types: ValueTypes, layers: Layers) {
    this.#dataset = dataset;
    this.#types = types;
    this.#layers = layers;
  }

  /** The values of a column in the rows of a number. */
  column(table: DataTable, column: DataColumn, row: Named): Named {
    const key = JSON.stringify([table.name, column.name, this.#idOf(row)]);
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const made = this.#make(table, column, row);
    this.#columns.set(key, made);
    return made;
  }

  #make(table: DataTable, column: DataColumn, row: Named): Named {
    const scope = this.#scope(table, column, row);
    const nulls = nullRows(column, scope);
    const value = this.#value(table, column, row, scope, nulls);
    const whole = nulls === undefined ? value : sql`case when not ${nulls.isNull} then ${value} end`;
    return this.#layers.name(whole, scope.layer());
  }

  #value(table: DataTable, column: DataColumn, row: Named, scope: ValueScope, nulls?: NullRows): Sql {
    const { source } = column;
    const names = table.columns.map(({ name }) => name);
    switch (source.kind) {
      case 'reference':
        return this.#referred(table, column, row, scope);
      case 'expression': {
        const value = readExpression(source.text, names, scope.other);
        return source.type === undefined ? value : castTo(value, source.type);
      }
      case 'template': {
        const parts = templateParts(source.text).map((part) =>
          'text' in part ? sql`${part.text}` : castTo(readExpression(part.expression, names, scope.other), 'VARCHAR'),
        );
        return parts.reduce((left, right) => sql`${left} || ${right}`, sql`''`);
      }
      case 'type': {
        const type = this.#types.get(source.type)!;
        const scopeAt = (other: Sql, rows: number) =>
          this.#scope(table, column, { sql: other, layer: scope.layer() }, rows);
        const rank = this.#rank(table, column, row);
        if (rank !== undefined) scope.reach(rank);
        const value = typedValue({ column, type, rank, nulls }, scope, (other, rows) =>
          scope.adopt(scopeAt(other, rows)),
        );
        return typed(value, type, scope);
      }
    }
  }

  /** The rank that a correlation gives the column's values; undefined where none does. */
  #rank(table: DataTable, column: DataColumn, row: Named): Named | undefined {
    const correlation = table.correlations.find(({ columns }) => columns.includes(column.name));
    if (correlation === undefined) return undefined;
    const scopes = correlation.columns.map((each) =>
      this.#scope(
        table,
        table.columns.find(({ name }) => name === each)!,
        row,
      ),
    );
    return correlatedRank(correlation, correlation.columns.indexOf(column.name), scopes, this.#layers);
  }

  #referred(table: DataTable, column: DataColumn, row: Named, scope: ValueScope): Sql {
    const index = table.references.findIndex(({ columns }) => columns.includes(column.name));
    const reference = table.references[index]!;
    const parent = this.#dataset.tables.find(({ name }) => name === reference.table)!;
    const key = JSON.stringify([table.name, index, this.#idOf(row)]);
    const owner = { seed: this.#dataset.seed, table: table.name, column: reference.columns.join(',') };
    const found =
      this.#parents.get(key) ??
      parentRow(reference, { table, parent }, this.#scopeOf(owner, table, row, {}, table.rows), this.#layers);
    this.#parents.set(key, found);
    const wanted = reference.keys[reference.columns.indexOf(column.name)]!;
    const value = scope.reach(
      this.column(
        parent,
        parent.columns.find(({ name }) => name === wanted)!,
        found.row,
      ),
    );
    return found.isNull === undefined ? value : sql`case when not ${scope.reach(found.isNull)} then ${value} end`;
  }

  #scope(table: DataTable, column: DataColumn, row: Named, rows = table.rows): ValueScope {
    const parameters = column.source.kind === 'type' ? column.source.with : {};
    const owner = { seed: this.#dataset.seed, table: table.name, column: column.name };
    return this.#scopeOf(owner, table, row, parameters, rows);
  }

  #scopeOf(
    owner: { readonly seed: string; readonly table: string; readonly column: string },
    table: DataTable,
    row: Named,
    parameters: Readonly<Record<string, unknown>>,
    rows: number,
  ): ValueScope {
    const { locale, now } = this.#dataset;
    const context = {
      with: parameters,
      locale: typeof parameters['locale'] === 'string' ? parameters['locale'] : locale,
      now,
      rows,
      types: this.#types,
    };
    const other = (name: string) =>
      this.column(
        table,
        table.columns.find((each) => each.name === name)!,
        row,
      );
    return openScope(this.#layers, owner, row, context, other);
  }

  #idOf({ sql: row }: Named): number {
    const id = this.#rows.get(row) ?? this.#rows.size;
    this.#rows.set(row, id);
    return id;
  }
}
