import type { Engine } from '../../model/engine.ts';
import { loadDriver } from '../load-driver.ts';
import { dialect } from './dialect.ts';
import { folderOf } from './folder.ts';
import { grants } from './grants.ts';

/** Folders of CSV, JSON lines and Parquet files (`files:data`), changed through DuckDB and replaced atomically. */
export const engine: Engine = {
  schemes: ['files'],
  dialect,
  grants,
  readsFiles: true,
  async connect(options) {
    folderOf(options);
    const { connect } = await loadDriver('@duckdb/node-api', () => import('./connection.ts'));
    return connect(options);
  },
};
