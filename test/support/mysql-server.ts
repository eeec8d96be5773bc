import { join } from 'node:path';
import { runToEnd } from './daemon.ts';
import { findProgram } from './find-program.ts';
import { startMySqlFamily, type ServerRequest } from './mysql-family-server.ts';
import type { TestServer } from './test-server.ts';

/** Where `provide-mysql.sh` puts the server. */
const folder = join(process.env['FAULTLINE_TEST_CACHE'] ?? '/var/cache/faultline-tests', 'mysql');

/**
 * The real MySQL that `provide-mysql.sh` has put into the tests' cache.
 * @throws Error that says what is missing
 */
export async function startMySql(request: ServerRequest): Promise<TestServer> {
  const command = await findProgram('mysqld', [folder]);
  if (command === undefined) {
    throw new Error(`no MySQL in ${folder}: run test/support/provide-mysql.sh, or set FAULTLINE_TEST_MYSQL_URL`);
  }
  return startMySqlFamily(
    {
      name: 'mysql',
      command,
      // The program is one of ours that reads no other settings.
      args: [],
      settings: ['innodb_redo_log_capacity=128M', 'mysqlx=OFF', 'skip_log_bin'],
      // A copy of what the server made once for all: its own would take seconds.
      prepare: (here, account) =>
        runToEnd({ command: 'cp', args: ['-r', join(folder, 'data'), join(here, 'data')], folder: here, account }),
    },
    request,
  );
}
