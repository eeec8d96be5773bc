import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { Label } from '../model/run.ts';
import { labelColumns } from './label-columns.ts';

const rowsPerFlush = 50_000;

/**
 * Writes labels to a Parquet file, in memory that does not grow with their number: they pass through a database file in a
 * temporary folder.
 * @param path the file; one that is there is replaced
 * @returns number of labels
 */
export async function writeLabelsParquet(labels: AsyncIterable<Label>, path: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-labels-'));
  try {
    return await writeThrough(join(folder, 'labels.duckdb'), labels, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeThrough(database: string, labels: AsyncIterable<Label>, path: string): Promise<number> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(database, { memory_limit: '256MB', threads: '1' });
  const connection = await instance.connect();
  try {
    const columns = labelColumns.map((column) => `"${column}" ${column === 'occurrence' ? 'integer' : 'varchar'}`);
    await connection.run(`create table labels (${columns.join(', ')})`);
    const rows = await append(connection, labels);
    // COPY takes no parameter for its file.
    await connection.run(`copy labels to '${path.replaceAll("'", "''")}' (format parquet, compression zstd)`);
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function append(connection: DuckDBConnection, labels: AsyncIterable<Label>): Promise<number> {
  const appender = await connection.createAppender('labels');
  let rows = 0;
  for await (const label of labels) {
    appendLabel(appender, label);
    rows += 1;
    if (rows % rowsPerFlush === 0) appender.flushSync();
  }
  appender.closeSync();
  return rows;
}

function appendLabel(appender: DuckDBAppender, label: Label): void {
  for (const column of labelColumns) {
    const value = label[column];
    if (value === null) appender.appendNull();
    else if (typeof value === 'number') appender.appendInteger(value);
    else appender.appendVarchar(value);
  }
  appender.endRow();
}
