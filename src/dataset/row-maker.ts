import type { Generator } from '../engine/duckdb/generator.ts';
import type { LoadColumn } from '../model/load.ts';
import type { Sql } from '../model/sql.ts';
import { join, name, sql } from '../sql/sql.ts';
import { asJson, asText } from './select-list.ts';
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
  const list = asVarchar(columns);
  return {
    copy: (from, to, path, options, columns) => generator.copy(picked(select(from, to), columns), path, options),
    texts: (from, to) => generator.texts(picked(picked(select(from, to), asText(columns)), list)),
    json: (from, to) => jsonRows(generator, picked(select(from, to), asJson(columns))),
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

function asVarchar(columns: readonly LoadColumn[]): Sql {
  return join(columns.map(({ name: column }) => sql`cast(${name(column)} as varchar) as ${name(column)}`));
}
