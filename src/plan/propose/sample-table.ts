import type { Connection } from '../../model/engine.ts';
import type { Column, Table } from '../../model/table.ts';
import { column, join, name, sql } from '../../sql/sql.ts';

/** A few rows of a table, as text. They are looked at and never shown. */
export interface TableSample {
  /** Rows that were read, at most 200. */
  readonly rows: number;
  /** Values of a column of texts or numbers, without NULL. */
  valuesOf(column: Column): readonly string[];
}

/** Rows that are read at most. */
const mostRows = 200;

/** Columns of other kinds have nothing to tell that their type does not. */
const telling: readonly Column['kind'][] = ['text', 'decimal', 'float', 'integer'];

/** The first rows by the table's key, so that the database reads no more of it. @returns undefined where it has none */
export async function sampleTable(connection: Connection, table: Table): Promise<TableSample | undefined> {
  const { dialect } = connection;
  const key = table.keys.find(({ isPrimary }) => isPrimary) ?? table.keys[0];
  const columns = table.columns.filter(({ kind }) => telling.includes(kind));
  if (key === undefined || columns.length === 0) return undefined;
  const texts = columns.map(
    (each, index) => sql`${dialect.text(column('t', each.name), each)} as ${name(`v${index + 1}`)}`,
  );
  const order = join(key.columns.map((each) => column('t', each)));
  const rows = await connection.query(
    sql`select ${join(texts)} from ${dialect.table(table.name)} t order by ${order} ${dialect.limit(mostRows)}`,
  );
  return {
    rows: rows.length,
    valuesOf: (wanted) => {
      const field = `v${columns.indexOf(wanted) + 1}`;
      return rows.map((row) => row[field]).filter((value) => typeof value === 'string');
    },
  };
}
