import { runToEnd } from './daemon.ts';
import { startMySqlFamily, type ServerRequest } from './mysql-family-server.ts';
import { findProgram } from './find-program.ts';
import type { TestServer } from './test-server.ts';

/**
 * A real MariaDB of the programs that this machine has, as Debian's package mariadb-server brings them.
 * @throws Error that says what is missing
 */
export async function startMariaDb(request: ServerRequest): Promise<TestServer> {
  const [command, install] = await Promise.all([findProgram('mariadbd'), findProgram('mariadb-install-db')]);
  if (command === undefined || install === undefined) {
    throw new Error(
      'no mariadbd and mariadb-install-db on this machine: install mariadb-server, or set FAULTLINE_TEST_MARIADB_URL',
    );
  }
  return startMySqlFamily(
    {
      name: 'mariadb',
      command,
      args: ['--no-defaults'],
      settings: ['innodb_log_file_size=96M', 'collation_server=utf8mb4_general_ci', ...quiet(request)],
      prepare: (folder, account) =>
        runToEnd({
          command: install,
          args: [...firstStart, `--datadir=${folder}/data`, `--tmpdir=${folder}`],
          folder,
          account,
        }),
    },
    request,
  );
}

const firstStart = [
  '--no-defaults',
  '--auth-root-authentication-method=normal',
  '--skip-test-db',
  '--skip-name-resolve',
  // Else it wants to find the name of this machine in the network.
  '--force',
  '--innodb-log-file-size=4M',
  '--innodb-flush-method=nosync',
  '--loose-debug-no-sync',
];

/** Of the tables that are not InnoDB's, among them those of privileges: https://mariadb.com/docs/server/server-management/starting-and-stopping-mariadb/mariadbd-options */
function quiet({ isDurable }: ServerRequest): string[] {
  return isDurable ? [] : ['loose_debug_no_sync=ON'];
}
