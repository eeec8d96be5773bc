import type { Engine } from '../../model/engine.ts';
import { loadDriver } from '../load-driver.ts';
import { urlUser } from '../url-user.ts';
import { dialect } from './dialect.ts';
import { grants } from './grants.ts';

/** SQL Server from 2017 on and Azure SQL: `sqlserver://user:password@host:port/database?encrypt=true&…`, see `url.ts`. */
export const engine: Engine = {
  schemes: ['sqlserver'],
  dialect,
  userAt: urlUser,
  grants,
  async connect(options) {
    const { connect } = await loadDriver('mssql', () => import('./connection.ts'));
    return connect(options);
  },
};
