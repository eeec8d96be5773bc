import { filePath } from './duckdb/file-path.ts';

/** Schemes of URLs whose engine holds machine code, each with its npm package. */
const packages: ReadonlyMap<string, string> = new Map([
  ['duckdb', '@duckdb/node-api'],
  ['files', '@duckdb/node-api'],
]);

/**
 * The npm package that a URL's engine needs and that no bundle can hold; undefined for drivers in pure JavaScript, and
 * where a database file is missing, which the engine tells without it.
 * @param root folder that relative paths start from
 */
export function nativeDriverOf(url: string, root: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(url)?.[1]?.toLowerCase() ?? '';
  return scheme === 'duckdb' && !isThere(url, root) ? undefined : packages.get(scheme);
}

function isThere(url: string, root: string): boolean {
  try {
    filePath({ url, root });
    return true;
  } catch {
    return false;
  }
}

/** The npm package that writes Parquet. */
export const parquetWriter = '@duckdb/node-api';
