import type { Engine } from '../../model/engine.ts';
import { loadDriver } from '../load-driver.ts';
import { urlUser } from '../url-user.ts';
import { dialect } from './dialect.ts';
import { grants } from './grants.ts';

/**
 * Oracle Database 12.2 to 26ai, by the driver oracledb in its thin mode, which needs no client libraries:
 *
 * - `oracle://user:password@host:1521/service_name`
 * - `oracle://user:password@host/?sid=ORCL`: by the system identifier, where there is no service
 * - `oracle://user:password@/?connectString=shop_high&configDir=wallet`: by an alias of `tnsnames.ora` in a folder, or
 *   by a whole connect descriptor
 *
 * Options, all of them percent-encoded where they hold `&`, `%` or `+`:
 *
 * | option | means |
 * | --- | --- |
 * | `protocol` | `tcp` (default) or `tcps`, which is TLS |
 * | `walletLocation` | folder of `ewallet.pem`: certificates that are trusted, and the client's own |
 * | `walletPassword` | what its key is encrypted with |
 * | `sslServerDNMatch` | `false`: the certificate may be of another host; default `true` |
 * | `sslServerCertDN` | the distinguished name that the certificate must have |
 * | `sid`, `connectString`, `configDir` | see above |
 *
 * Folders are relative to the one of faultline.yaml.
 */
export const engine: Engine = {
  schemes: ['oracle'],
  dialect,
  // Names without quotes are in capitals: https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Database-Object-Names-and-Qualifiers.html
  userAt: (url) =>
    urlUser(url)
      ?.replace(/^(?!").+$/, (user) => user.toUpperCase())
      .replaceAll('"', ''),
  grants,
  async connect(options) {
    const { connect } = await loadDriver('oracledb', () => import('./connection.ts'));
    return connect(options);
  },
};
