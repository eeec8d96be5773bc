import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { LoadSource } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { join, name, sql } from '../../sql/sql.ts';
import { csvOfRows } from '../csv-of-rows.ts';
import { sourceStream } from '../source-stream.ts';
import { refuseEndMarks } from './end-marks.ts';

/**
 * Values of an identity column are taken as they are, as by OVERRIDING SYSTEM VALUE; NULL is an unquoted empty text by
 * default: https://www.postgresql.org/docs/13/sql-copy.html
 */
export function copyFrom(table: TableName, columns: readonly Column[]): Sql {
  const names = join(columns.map((column) => name(column.name)));
  return sql`copy ${name(table.schema)}.${name(table.name)} (${names}) from stdin (format csv, encoding 'UTF8')`;
}

/**
 * Runs a COPY whose rows the source gives, no faster than the server takes them.
 * @param version of the server
 * @param told what the server or its driver has thrown, translated; what the source throws stays as it is
 * @returns number of rows
 */
export async function copyRows(
  client: pg.Client,
  text: string,
  source: LoadSource,
  columns: readonly Column[],
  version: string,
  told: (error: unknown) => Error,
): Promise<number> {
  // Plans and applies, which load no rows, do not wait for it.
  const { from } = await import('pg-copy-streams');
  const bytes = isCsvReadAsMeant(source, columns) ? source.csv() : csvOfRows(spelled(source, columns));
  const { stream, rethrow } = sourceStream(Number.parseInt(version, 10) < 18 ? refuseEndMarks(bytes) : bytes);
  const copy = client.query(from(text));
  // What the server answers to a copy that was given up arrives after all is over.
  copy.on('error', () => undefined);
  try {
    await pipeline(stream, copy);
  } catch (error) {
    rethrow();
    throw told(error);
  }
  return copy.rowCount;
}

/** Bytes have a prefix in PostgreSQL: https://www.postgresql.org/docs/13/datatype-binary.html */
function isCsvReadAsMeant(source: LoadSource, columns: readonly Column[]): boolean {
  return !columns.some((column, index) => isBinary(source, column, index));
}

async function* spelled(
  source: LoadSource,
  columns: readonly Column[],
): AsyncGenerator<readonly (readonly (string | null)[])[]> {
  const binary = columns.map((column, index) => isBinary(source, column, index));
  for await (const rows of source.rows())
    yield rows.map((row) => row.map((value, index) => (value !== null && binary[index] ? `\\x${value}` : value)));
}

function isBinary(source: LoadSource, column: Column, index: number): boolean {
  return column.kind === 'binary' && source.columns[index]!.type === 'binary';
}
