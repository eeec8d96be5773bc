import type { Connection } from '../../../model/engine.ts';
import type { Table } from '../../../model/table.ts';
import { all, column as columnOf, join, name, sql } from '../../../sql/sql.ts';
import type { ReferenceFigures } from './figures.ts';

/** How many parents have so many children, those without any left out, and rows that refer to nothing: two statements. */
export async function measureChildren(
  connection: Connection,
  table: Table,
  columns: readonly string[],
): Promise<Pick<ReferenceFigures, 'nulls' | 'sizes'>> {
  const { dialect } = connection;
  const text = (figure: ReturnType<typeof sql>) => dialect.cast(figure, dialect.ledgerTypes.text);
  const own = columns.map((each) => columnOf('t', each));
  const isComplete = all(own.map((each) => sql`${each} is not null`));
  const children = columnOf('g', 'children');
  const rows =
    await connection.query(sql`select ${text(children)} as ${name('children')}, ${text(sql`count(*)`)} as ${name('parents')}
    from (select count(*) as ${name('children')} from ${dialect.table(table.name)} t
      where ${isComplete}
      group by ${join(own)}) g
    group by ${children}`);
  const isNull = join(
    own.map((each) => sql`${each} is null`),
    sql` or `,
  );
  const [row = {}] = await connection.query(
    sql`select ${text(dialect.countIf(isNull))} as ${name('nulls')} from ${dialect.table(table.name)} t`,
  );
  return {
    nulls: Number(row['nulls'] ?? 0),
    sizes: rows
      .map((each) => ({ children: Number(each['children']), parents: Number(each['parents']) }))
      .toSorted((left, right) => left.children - right.children),
  };
}
