import { enginesIn, type ServerName, type ServerOfRun } from './engine-names.ts';
import { startMariaDb } from './mariadb-server.ts';
import { startMySql } from './mysql-server.ts';
import { startPostgres } from './postgres-server.ts';
import type { TestServer } from './test-server.ts';

/** The servers of one run. */
export interface Servers {
  readonly found: Readonly<Record<ServerName, ServerOfRun>>;
  stop(): Promise<void>;
}

/** What this machine starts by itself; downloads nothing. */
const own: Readonly<Record<ServerName, () => Promise<TestServer>>> = {
  postgres: () => startPostgres({ isDurable: false }),
  mariadb: () => startMariaDb({ isDurable: false }),
  mysql: () => startMySql({ isDurable: false }),
  sqlserver: () => none('FAULTLINE_TEST_SQLSERVER_URL names no server, and FAULTLINE_TEST_CONTAINERS no sqlserver'),
  oracle: () => none('FAULTLINE_TEST_ORACLE_URL names no server, and FAULTLINE_TEST_CONTAINERS no oracle'),
};

/**
 * A server for every engine: the one that the environment names (`FAULTLINE_TEST_<ENGINE>_URL`), or one in a container
 * where `FAULTLINE_TEST_CONTAINERS` lists the engine, or one of this machine's own. What does not start is missing.
 */
export async function startServers(): Promise<Servers> {
  const inContainers = new Set(enginesIn('FAULTLINE_TEST_CONTAINERS'));
  const started: TestServer[] = [];
  const find = async (name: ServerName): Promise<ServerOfRun> => {
    const given = process.env[`FAULTLINE_TEST_${name.toUpperCase()}_URL`];
    if (given !== undefined && given !== '') return { url: given };
    try {
      const server = name !== 'postgres' && inContainers.has(name) ? await contained(name) : await own[name]();
      started.push(server);
      return { url: server.url };
    } catch (error) {
      return { missing: reasonOf(error) };
    }
  };
  const [postgres, mariadb, mysql, sqlserver, oracle] = await Promise.all([
    find('postgres'),
    find('mariadb'),
    find('mysql'),
    find('sqlserver'),
    find('oracle'),
  ]);
  return {
    found: { postgres, mariadb, mysql, sqlserver, oracle },
    async stop() {
      await Promise.all(started.map((server) => server.stop()));
    },
  };
}

/** The drivers of all engines are loaded for it. */
async function contained(name: Exclude<ServerName, 'postgres'>): Promise<TestServer> {
  return (await import('./containers.ts')).startContainer(name);
}

async function none(reason: string): Promise<never> {
  throw new Error(reason);
}

/** In one line, with what lies behind it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reason = error.message.replaceAll(/\s*\n\s*/g, ' ');
  return error.cause === undefined ? reason : `${reason} (${reasonOf(error.cause)})`;
}
