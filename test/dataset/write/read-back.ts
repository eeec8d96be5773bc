import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';

/** Rows of a file as DuckDB reads them, as text. @param format `csv`, `json`, `parquet` or `parquet_metadata` */
export async function readBack(
  folder: string,
  format: string,
  file: string,
  options: Readonly<Record<string, string | boolean>> = {},
  columns: readonly string[] = ['*'],
): Promise<readonly (readonly (string | null)[])[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const all = Object.entries(options).map(
      ([key, value]) => `, ${key} = ${typeof value === 'boolean' ? value : `'${value}'`}`,
    );
    const reader = format === 'parquet_metadata' ? format : `read_${format}`;
    const rows = `${reader}('${join(folder, file)}'${all.join('')})`;
    const result = await connection.runAndReadAll(
      `select cast(columns(*) as varchar) from (select ${columns.join(', ')} from ${rows})`,
    );
    return result.getRows() as (string | null)[][];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
