import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { TableName } from '../model/table.ts';
import { join, name, raw, sql } from '../sql/sql.ts';

type Statements = Pick<
  Dialect,
  | 'table'
  | 'cast'
  | 'concat'
  | 'countIf'
  | 'rollup'
  | 'materialized'
  | 'inlined'
  | 'update'
  | 'delete'
  | 'limit'
  | 'createTable'
  | 'dropTable'
  | 'createSchema'
  | 'dropSchema'
  | 'renameColumn'
>;

/**
 * What PostgreSQL and the engines that took its grammar say alike.
 * @param qualified how the engine writes the full name of a table
 */
export function standardStatements(qualified: (table: TableName) => Sql): Statements {
  return {
    table: qualified,
    // Type names come from the database's own catalog, which quotes them.
    cast: (value, type) => sql`cast(${value} as ${raw(type)})`,
    concat: (parts) => sql`(${join(parts, sql` || `)})`,
    countIf: (condition) => sql`count(*) filter (where ${condition})`,

    rollup: (value) => sql`rollup (${value})`,
    materialized: (title, query) => sql`${name(title)} as materialized (\n${query}\n)`,
    inlined: (title, query) => sql`${name(title)} as not materialized (\n${query}\n)`,

    update(table, set, source, on) {
      const assignments = join(set.map(([column, value]) => sql`${name(column)} = ${value}`));
      return sql`update ${qualified(table)} as t\nset ${assignments}\nfrom ${source} as fl_s\nwhere ${on}`;
    },
    delete: (table, source, on) => sql`delete from ${qualified(table)} as t\nusing ${source} as fl_s\nwhere ${on}`,
    // A bigint prints as digits and nothing else.
    limit: (rows) => raw(`limit ${BigInt(rows)}`),

    createTable(table, columns, primaryKey) {
      const parts = columns.map(
        (column) => sql`${name(column.name)} ${raw(column.type)}${raw(column.isNullable ? '' : ' not null')}`,
      );
      if (primaryKey.length > 0) parts.push(sql`primary key (${join(primaryKey.map(name))})`);
      return sql`create table if not exists ${qualified(table)} (${join(parts)})`;
    },
    dropTable: (table) => sql`drop table if exists ${qualified(table)}`,
    createSchema: (schema) => sql`create schema if not exists ${name(schema)}`,
    dropSchema: (schema) => sql`drop schema if exists ${name(schema)}`,
    renameColumn: (table, from, to) => sql`alter table ${qualified(table)} rename column ${name(from)} to ${name(to)}`,
  };
}
