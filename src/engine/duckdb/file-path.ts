import { existsSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectOptions } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';

/** The database file of a URL, or `:memory:`. @throws CONNECTION_FAILED where there is no such file: none is ever made */
export function filePath({ url, root }: Pick<ConnectOptions, 'url' | 'root'>): string {
  const written = url.slice('duckdb:'.length);
  if (written === ':memory:') return written;
  const path = namedPath({ url, root });
  if (written !== '' && existsSync(path) && statSync(path).isFile()) return realpathSync(path);
  const problem = written !== '' && existsSync(path) ? 'is not a file' : 'does not exist';
  throw new FaultlineError('CONNECTION_FAILED', `the DuckDB file ${path} ${problem}`, {
    hint: 'Check the path of the URL; relative paths start at the folder of faultline.yaml.',
  });
}

/** The path that a URL names, whether or not there is something. */
export function namedPath({ url, root }: Pick<ConnectOptions, 'url' | 'root'>): string {
  return resolve(root, decodeURI(url.slice('duckdb:'.length).replace(/^\/\/(?=\/)/, '')));
}
