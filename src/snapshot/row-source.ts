import type { Sql } from '../model/sql.ts';
import type { Column, Table } from '../model/table.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import type { Dialect } from '../model/dialect.ts';

/** Something that rows are read from: a table or a parenthesised select, to be followed by its alias `t`. */
export type RowSource = Sql;

/** The table itself. */
export function tableSource(dialect: Dialect, table: Table): RowSource {
  return dialect.table(table.name);
}

/** Equality of keys between a row (columns by name) and a snapshot (columns `k1 …`). Keys are never NULL. */
export function keysMeet(key: readonly Column[], rowAlias: string, snapshotAlias: string): Sql {
  return join(
    key.map((part, index) => sql`${column(rowAlias, part.name)} = ${column(snapshotAlias, `k${index + 1}`)}`),
    sql` and `,
  );
}

/**
 * Rows of `source` with some columns replaced.
 * @param replaced expressions over alias `t`, and `s` where `joined` gives it
 */
export function replacing(
  source: RowSource,
  columns: readonly Column[],
  replaced: ReadonlyMap<string, Sql>,
  joined: Sql,
): RowSource {
  const selected = columns.map(
    (each) => sql`${replaced.get(each.name) ?? column('t', each.name)} as ${name(each.name)}`,
  );
  return sql`(select ${join(selected)}
    from ${source} t
    ${joined})`;
}
