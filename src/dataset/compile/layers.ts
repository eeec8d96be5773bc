import type { Sql } from '../../model/sql.ts';
import { column, join, name, sql, tableAlias } from '../../sql/sql.ts';
import type { LookupTable } from '../value-type.ts';

/** A value that has a name, and the layer from which on it may be used. */
export interface Named {
  readonly sql: Sql;
  readonly layer: number;
}

interface Layer {
  readonly values: { readonly alias: string; readonly expression: Sql }[];
  readonly lookups: {
    readonly table: LookupTable;
    readonly index: Sql;
    readonly columns: Map<string, string>;
  }[];
}

/**
 * A select in layers, each a subquery of the next: what a layer names, the layers above it may use, and it is computed
 * once. The first layer is the number of the row.
 */
export interface Layers {
  readonly row: Named;
  /** Names an expression that uses values up to `layer`. */
  name(expression: Sql, layer: number): Named;
  /** Joins a table of values. @param index BIGINT made of values up to `layer` */
  lookup(table: LookupTable, index: Named): (column: string) => Named;
  /** How many there are. */
  readonly depth: () => number;
  /** Tables of values that the select needs. */
  readonly tables: ReadonlyMap<string, LookupTable>;
  /** @param columns the select list, by name. @param from first row's number. @param to behind the last row's */
  select(columns: readonly { readonly name: string; readonly value: Sql }[], from: number, to: number): Sql;
}

/** The schema in which tables of values stand. */
export const lookupSchema = 'lookup';

/** The alias of the layer below, in every layer. */
const below = 'l';

/** No layers yet but the row's number. */
export function openLayers(): Layers {
  const layers: Layer[] = [];
  const tables = new Map<string, LookupTable>();
  let names = 0;
  const next = (prefix: string) => `${prefix}${++names}`;
  const at = (number: number): Layer => {
    while (layers.length <= number) layers.push({ values: [], lookups: [] });
    return layers[number]!;
  };
  return {
    row: { sql: column(below, 'i'), layer: 0 },
    depth: () => layers.length,
    tables,
    name(expression, layer) {
      const alias = next('v');
      at(layer).values.push({ alias, expression });
      return { sql: column(below, alias), layer: layer + 1 };
    },
    lookup(table, index) {
      tables.set(table.name, table);
      const columns = new Map<string, string>();
      at(index.layer).lookups.push({ table, index: index.sql, columns });
      return (wanted) => {
        const alias = columns.get(wanted) ?? next('v');
        columns.set(wanted, alias);
        return { sql: column(below, alias), layer: index.layer + 1 };
      };
    },
    select(columns, from, to) {
      const list = columns.map((each) => sql`${each.value} as ${name(each.name)}`);
      const wraps = layers.map(wrap);
      // Side by side, not one within the other: what renders a statement calls itself for each statement within it.
      return join(
        [
          sql`select ${join(list)} from (`,
          ...wraps.map(({ before }) => before).toReversed(),
          sql`select range as i from range(${from}, ${to})`,
          ...wraps.map(({ behind }) => behind),
          sql`) ${tableAlias(below)}`,
        ],
        sql``,
      );
    },
  };
}

/**
 * What stands before and behind the layers below one. What nothing above uses is left out by DuckDB. A table of values is
 * one row of lists, out of which values are taken by their place: that is as quick as a join and takes hardly any memory,
 * where each join would take 8 megabytes for its partitions.
 */
function wrap({ values, lookups }: Layer): { readonly before: Sql; readonly behind: Sql } {
  const tables = [...new Set(lookups.map(({ table }) => table.name))];
  const aliasOf = new Map(tables.map((table, index) => [table, `k${index}`]));
  const list = [
    ...values.map(({ alias, expression }) => sql`${expression} as ${name(alias)}`),
    ...lookups.flatMap(({ table, index, columns }) =>
      [...columns].map(
        ([from, to]) => sql`list_extract(${column(aliasOf.get(table.name)!, from)}, ${index} + 1) as ${name(to)}`,
      ),
    ),
  ];
  if (list.length === 0) return { before: sql``, behind: sql`` };
  const joins = tables.map(
    (table) => sql` cross join ${name(lookupSchema)}.${name(table)} ${tableAlias(aliasOf.get(table)!)}`,
  );
  return {
    before: sql`select ${tableAlias(below)}.*, ${join(list)} from (`,
    behind: join([sql`) ${tableAlias(below)}`, ...joins], sql``),
  };
}
