import type { Engine } from '../../model/engine.ts';
import { loadDriver } from '../load-driver.ts';
import { urlUser } from '../url-user.ts';
import { dialect } from './dialect.ts';
import { grants } from './grants.ts';
import { productOfUrl } from './product.ts';

/**
 * MySQL 8.0.17 to 9.x and MariaDB from 10.6 on: `mysql://user:password@host:3306/database`, or `mariadb://…`. The
 * database is the schema of tables that are named without one. Options behind `?` are those of MySQL's own clients:
 *
 * - `ssl-mode`: `disabled`, `preferred` (encrypted where the server can; the default without `ssl-ca`), `required` (encrypted, whoever
 *   answers), `verify-ca` (the certificate is signed by a known authority; the default with `ssl-ca`), `verify-identity` (and is made out to the host)
 * - `ssl-ca`, `ssl-cert`, `ssl-key`: files in PEM format, relative to the folder of faultline.yaml; the authority
 *   defaults to those that Node.js knows
 * - `socket`: a Unix socket instead of host and port
 */
export const engine: Engine = {
  schemes: ['mysql', 'mariadb'],
  dialect,
  productAt: productOfUrl,
  userAt: urlUser,
  grants,
  async connect(options) {
    const { connect } = await loadDriver('mysql2', () => import('./connection.ts'));
    return connect(options);
  },
};
