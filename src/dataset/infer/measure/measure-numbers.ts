import type { Connection } from '../../../model/engine.ts';
import type { Survey } from '../../../model/anomaly.ts';
import type { Column, Table } from '../../../model/table.ts';
import { aggregatesOf } from '../../../plan/quantiles.ts';
import { tableSource } from '../../../snapshot/row-source.ts';
import { column as columnOf, join, name, sql } from '../../../sql/sql.ts';
import { quantileShares } from './figures.ts';

/** Columns of one statement; each quantile may cost a sort. */
const mostAtOnce = 8;

/** Quantiles of columns of numbers, by column, at `quantileShares`: one scan for each eight columns. */
export async function measureNumbers(
  connection: Connection,
  table: Table,
  columns: readonly Column[],
): Promise<ReadonlyMap<Column, readonly number[]>> {
  const found = new Map<Column, readonly number[]>();
  for (let start = 0; start < columns.length; start += mostAtOnce) {
    const some = columns.slice(start, start + mostAtOnce);
    for (const [column, quantiles] of await measureSome(connection, table, some)) found.set(column, quantiles);
  }
  return found;
}

async function measureSome(connection: Connection, table: Table, columns: readonly Column[]) {
  const { dialect } = connection;
  const survey: Survey = Object.fromEntries(
    columns.flatMap((column, index) => {
      const of = dialect.double(columnOf('t', column.name));
      return quantileShares.map((quantile, place) => [`q_${index}_${place}`, { quantile, of }] as const);
    }),
  );
  const { aggregates, source } = aggregatesOf(dialect, survey, tableSource(dialect, table));
  const selected = Object.entries(aggregates).map(
    ([figure, aggregate]) => sql`${dialect.cast(aggregate, dialect.ledgerTypes.text)} as ${name(figure)}`,
  );
  const [row = {}] = await connection.query(sql`select ${join(selected)} from ${source} t`);
  return columns.flatMap((column, index) => {
    const quantiles = quantileShares.map((_, place) => row[`q_${index}_${place}`]);
    return quantiles.some((each) => each === null || each === undefined)
      ? []
      : [[column, quantiles.map(Number)] as const];
  });
}
