import type { Engine } from '../../model/engine.ts';
import { loadDriver } from '../load-driver.ts';
import { urlUser } from '../url-user.ts';
import { dialect } from './dialect.ts';
import { grants } from './grants.ts';

/** PostgreSQL 13 to 18: `postgres://user:password@host:port/database?sslmode=…`, as the driver pg reads it. */
export const engine: Engine = {
  schemes: ['postgres', 'postgresql'],
  dialect,
  userAt: urlUser,
  grants,
  async connect(options) {
    const { connect } = await loadDriver('pg', () => import('./connection.ts'));
    return connect(options);
  },
};
