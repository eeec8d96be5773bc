import type { Connection } from '../../model/engine.ts';
import type { Column, Key, Table } from '../../model/table.ts';
import { column as columnOf, join, name, sql } from '../../sql/sql.ts';
import { isTimeColumn } from '../time-column.ts';

/** Rows of a table as text: looked at, and never shown. */
export interface RowSample {
  readonly rows: number;
  /** The values of a column, one for each row, NULL as null; undefined of columns that tell nothing. */
  valuesOf(column: Column): readonly (string | null)[] | undefined;
}

/** Rows that are read from each end of the table. */
const rowsOfEnd = 500;
/** Characters of a text that are looked at. */
const longest = 200;

/** Columns of other kinds have nothing to tell that their type and their extremes do not. */
const telling: readonly Column['kind'][] = ['text', 'enum', 'boolean', 'integer', 'decimal', 'float'];

/** The first and the last rows by the table's key, so that the database reads few others; by its time, or a column, where it has none. */
export async function sampleRows(connection: Connection, table: Table, key: Key | undefined): Promise<RowSample> {
  const { dialect } = connection;
  const columns = table.columns.filter(({ kind }) => telling.includes(kind));
  const order = orderOf(table, key);
  if (columns.length === 0 || order.length === 0) return { rows: 0, valuesOf: () => undefined };
  const texts = columns.map((each, index) => {
    const text = dialect.text(columnOf('t', each.name), each);
    const start = each.kind === 'text' ? dialect.substring(text, dialect.integer(1), dialect.integer(longest)) : text;
    return sql`${start} as ${name(`v${index + 1}`)}`;
  });
  const end = (direction: 'asc' | 'desc') => {
    const by = order.map((each) =>
      direction === 'asc' ? columnOf('t', each.name) : sql`${columnOf('t', each.name)} desc`,
    );
    return sql`select ${join(texts)} from ${dialect.table(table.name)} t order by ${join(by)} ${dialect.limit(rowsOfEnd)}`;
  };
  const names = join(columns.map((_, index) => columnOf('s', `v${index + 1}`)));
  const rows = await connection.query(sql`select ${names} from (${end('asc')}) s
    union all
    select ${names} from (${end('desc')}) s`);
  return {
    rows: rows.length,
    valuesOf(wanted) {
      const place = columns.indexOf(wanted);
      if (place < 0) return undefined;
      return rows.map((row) => textOf(row[`v${place + 1}`]));
    },
  };
}

function orderOf(table: Table, key: Key | undefined): readonly Column[] {
  const own = key?.columns.filter((each) => table.columns.includes(each)) ?? [];
  if (own.length > 0) return own;
  const fallback = table.columns.find(isTimeColumn) ?? table.columns.find(({ kind }) => telling.includes(kind));
  return fallback === undefined ? [] : [fallback];
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
