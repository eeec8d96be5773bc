import type { Generator } from '../engine/duckdb/generator.ts';
import type { LoadColumn } from '../model/load.ts';
import type { Sql } from '../model/sql.ts';
import { join, name, sql } from '../sql/sql.ts';
import type { RowMaker } from './table-source.ts';

/**
 * The maker of rows that a query gives.
 * @param columns of the query
 * @param select rows of the numbers `from` (inclusive) to `to` (exclusive), in their order, with these columns
 */
export function rowMaker(
  generator: Generator,
  columns: readonly LoadColumn[],
  select: (from: number, to: number) => Sql,
): RowMaker {
  const list = join(columns.map(asText));
  return {
    copy: (from, to, path, options, columns) => generator.copy(picked(select(from, to), columns), path, options),
    texts: (from, to) => generator.texts(picked(select(from, to), list)),
    json: (from, to) => jsonRows(generator, select(from, to)),
    interrupt: () => generator.interrupt(),
    close: () => generator.close(),
  };
}

async function* jsonRows(generator: Generator, rows: Sql) {
  for await (const batch of generator.texts(sql`select cast(to_json(r) as varchar) from (${rows}) r`))
    yield batch.map(([text]) => text!);
}

function picked(rows: Sql, columns: Sql | undefined): Sql {
  return columns === undefined ? rows : sql`select ${columns} from (${rows}) r`;
}

function asText({ name: column, type }: LoadColumn): Sql {
  if (type === 'binary') return sql`lower(hex(${name(column)})) as ${name(column)}`;
  return sql`cast(${name(column)} as varchar) as ${name(column)}`;
}
