import type { Engine } from '../../model/engine.ts';
import { loadDriver } from '../load-driver.ts';
import { dialect } from './dialect.ts';
import { filePath } from './file-path.ts';
import { grants } from './grants.ts';

/** DuckDB files (`duckdb:path/to/file.duckdb`) and databases in memory (`duckdb::memory:`). */
export const engine: Engine = {
  schemes: ['duckdb'],
  dialect,
  grants,
  async connect(options) {
    // Before the driver, which is large to install: a file that is missing is the likelier mistake.
    filePath(options);
    const { connect } = await loadDriver('@duckdb/node-api', () => import('./connection.ts'));
    return connect(options);
  },
};
