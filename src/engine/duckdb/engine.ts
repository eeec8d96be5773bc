import type { Engine } from '../../model/engine.ts';
import { loadDriver } from '../load-driver.ts';
import { dialect } from './dialect.ts';
import { grants } from './grants.ts';

/** DuckDB files (`duckdb:path/to/file.duckdb`) and databases in memory (`duckdb::memory:`). */
export const engine: Engine = {
  schemes: ['duckdb'],
  dialect,
  grants,
  async connect(options) {
    const { connect } = await loadDriver('@duckdb/node-api', () => import('./connection.ts'));
    return connect(options);
  },
};
