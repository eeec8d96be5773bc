import { DuckDBInstance } from '@duckdb/node-api';
import { fileURLToPath } from 'node:url';

const rowsPerBatch = 16_000;

/**
 * The first rows of a file of the npm package vega-datasets, in JSON: each batch an array, each row an array of texts
 * and nulls, the number of the row first.
 * @param values SQL of DuckDB over the file's columns and `n`, the number of the row
 * @param every only each row whose number this divides
 */
export async function* readRows(
  file: string,
  values: readonly string[],
  rows: number,
  every = 1,
): AsyncGenerator<string> {
  const path = fileURLToPath(new URL(`../../node_modules/vega-datasets/data/${file}`, import.meta.url));
  const instance = await DuckDBInstance.create();
  const reader = await instance.connect();
  const texts = values.map((value) => `cast(${value} as varchar)`);
  const result = await reader.stream(
    `select cast(n as varchar), ${texts.join(', ')}
      from (select row_number() over () as n, * from '${path}' limit ${rows}) where n % ${every} = 0`,
  );
  let batch: unknown[] = [];
  for await (const chunk of result.yieldRows()) {
    batch = [...batch, ...chunk];
    if (batch.length < rowsPerBatch) continue;
    yield JSON.stringify(batch);
    batch = [];
  }
  if (batch.length > 0) yield JSON.stringify(batch);
  reader.closeSync();
  instance.closeSync();
}
