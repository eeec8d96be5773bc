import { existsSync } from 'node:fs';
import type { Engine } from '../../model/engine.ts';
import { loadDriver } from '../load-driver.ts';
import { dialect } from './dialect.ts';
import { filePath, namedPath } from './file-path.ts';
import { grants } from './grants.ts';

/** DuckDB files (`duckdb:path/to/file.duckdb`) and databases in memory (`duckdb::memory:`). */
export const engine: Engine = {
  schemes: ['duckdb'],
  dialect,
  grants,
  async createDatabase(options) {
    const path = namedPath(options);
    if (/^duckdb:(:memory:)?$/.test(options.url) || existsSync(path)) return false;
    const { createDatabase } = await loadDriver('@duckdb/node-api', () => import('./create-database.ts'));
    await createDatabase(path);
    return true;
  },
  async connect(options) {
    // Before the driver, which is large to install: a file that is missing is the likelier mistake.
    filePath(options);
    const { connect } = await loadDriver('@duckdb/node-api', () => import('./connection.ts'));
    return connect(options);
  },
};
