import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { abandonAppender } from './abandon-appender.ts';
import { rowsPerChunk } from './append-rows.ts';
import { script } from './script.ts';

/** Columns of values, by name, all of one length. */
export type Values = Readonly<Record<string, readonly Value[]>>;

type Value = string | number | bigint | boolean | null;

const types: Readonly<Record<string, DuckDBType>> = { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR };

/** Makes a table of values: one row, with a list for each column. @param columns types of the values, by name */
export async function makeLookup(
  connection: DuckDBConnection,
  schema: string,
  table: string,
  columns: Readonly<Record<string, string>>,
  values: Values,
): Promise<void> {
  const target = sql`${name(schema)}.${name(table)}`;
  const rows = `rows of ${table}`;
  const staged = sql`${name(schema)}.${name(rows)}`;
  const names = Object.keys(columns);
  // Types are words of Faultline's own tables of values.
  const typed = names.map((each) => sql`${name(each)} ${raw(columns[each]!)}`);
  await connection.run(script.render(sql`create schema if not exists ${name(schema)}`));
  await connection.run(script.render(sql`create table ${staged} (k integer, ${join(typed)})`));
  const appender = await connection.createAppender(rows, schema);
  const kinds = names.map((each) => types[columns[each]!] ?? VARCHAR);
  const { chunk: memory } = DuckDBDataChunk.create([INTEGER, ...kinds]);
  const count = values[names[0]!]!.length;
  try {
    for (let start = 0; start < count; start += rowsPerChunk) {
      const end = Math.min(count, start + rowsPerChunk);
      const chunk = new DuckDBDataChunk(memory);
      chunk.reset();
      chunk.setColumns([
        Array.from({ length: end - start }, (_, index) => start + index),
        ...names.map((each, index) => values[each]!.slice(start, end).map((value) => asType(value, kinds[index]!))),
      ]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  } catch (error) {
    abandonAppender(appender);
    throw error;
  }
  const lists = names.map((each) => sql`list(${name(each)} order by k) as ${name(each)}`);
  await connection.run(script.render(sql`create table ${target} as select ${join(lists)} from ${staged}`));
  await connection.run(script.render(sql`drop table ${staged}`));
}

/** The driver takes whole numbers of 64 bits as such only. */
function asType(value: Value, type: DuckDBType): Value {
  return type === BIGINT && typeof value === 'number' ? BigInt(value) : value;
}
