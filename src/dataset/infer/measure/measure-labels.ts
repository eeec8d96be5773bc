import type { Connection } from '../../../model/engine.ts';
import type { Column, Table } from '../../../model/table.ts';
import { column as columnOf, name, sql } from '../../../sql/sql.ts';
import type { LabelCount } from './figures.ts';

/**
 * How often each of a column's few values comes, the most frequent first: one statement.
 * @param withValues whether the values are read as well, not only their numbers of rows
 */
export async function measureLabels(
  connection: Connection,
  table: Table,
  column: Column,
  withValues: boolean,
): Promise<readonly LabelCount[]> {
  const { dialect } = connection;
  const own = columnOf('t', column.name);
  const label = columnOf('g', 'label');
  const shown = withValues ? sql`${label} as ${name('label')}, ` : sql``;
  const rows =
    await connection.query(sql`select ${shown}${dialect.cast(sql`count(*)`, dialect.ledgerTypes.text)} as ${name('times')}
    from (select ${dialect.text(own, column)} as ${name('label')} from ${dialect.table(table.name)} t where ${own} is not null) g
    group by ${label}
    order by count(*) desc${withValues ? sql`, ${label}` : sql``}`);
  return rows.map((row) => ({
    ...(withValues && { label: String(row['label']) }),
    rows: Number(row['times']),
  }));
}
