/** Schemes of URLs whose engine holds machine code, each with its npm package. */
const packages: ReadonlyMap<string, string> = new Map([
  ['duckdb', '@duckdb/node-api'],
  ['files', '@duckdb/node-api'],
]);

/** The npm package that a URL's engine needs and that no bundle can hold; undefined for drivers in pure JavaScript. */
export function nativeDriverOf(url: string): string | undefined {
  return packages.get(/^([a-z][a-z0-9+.-]*):/iu.exec(url)?.[1]?.toLowerCase() ?? '');
}

/** The npm package that writes Parquet. */
export const parquetWriter = '@duckdb/node-api';
