import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ServerName } from './engine-names.ts';
import { pingMySql } from './mysql-client.ts';
import { onOracle } from './oracle-client.ts';
import { onSqlServer } from './sqlserver-client.ts';
import type { TestServer } from './test-server.ts';

interface Image {
  readonly image: string;
  /** On which the server listens inside of the container. */
  readonly port: number;
  /** What the image takes for the administrator's password, and whatever else it wants to be told. */
  readonly environment: (password: string) => Readonly<Record<string, string>>;
  /** @param address host and port */
  readonly url: (address: string, password: string) => string;
  /** Throws as long as the server does not answer. */
  readonly ping: (url: string) => Promise<unknown>;
}

const images: Readonly<Record<Exclude<ServerName, 'postgres'>, Image>> = {
  mariadb: {
    image: 'mariadb:11.4',
    port: 3306,
    environment: (password) => ({ MARIADB_ROOT_PASSWORD: password }),
    url: (address, password) => `mariadb://root:${password}@${address}/mysql`,
    ping: pingMySql,
  },
  mysql: {
    image: 'mysql:8.4',
    port: 3306,
    environment: (password) => ({ MYSQL_ROOT_PASSWORD: password }),
    url: (address, password) => `mysql://root:${password}@${address}/mysql`,
    ping: pingMySql,
  },
  sqlserver: {
    image: 'mcr.microsoft.com/mssql/server:2022-latest',
    port: 1433,
    environment: (password) => ({ ACCEPT_EULA: 'Y', MSSQL_SA_PASSWORD: password }),
    url: (address, password) => `sqlserver://sa:${password}@${address}/master?trustServerCertificate=true`,
    ping: (url) => onSqlServer(url, (client) => client.query('select 1')),
  },
  oracle: {
    image: 'gvenzl/oracle-free:slim-faststart',
    port: 1521,
    environment: (password) => ({ ORACLE_PASSWORD: password }),
    url: (address, password) => `oracle://system:${password}@${address}/FREEPDB1`,
    ping: (url) => onOracle(url, (client) => client.ping()),
  },
};

/** Seconds in which a server has to answer whose image is already here. */
const patience = 180;

/**
 * A server in a container of its own, on a free port of this machine. The first time Docker fetches its image, which
 * has up to a gigabyte.
 * @throws Error with what Docker says, or where the server does not answer
 */
export async function startContainer(engine: keyof typeof images): Promise<TestServer> {
  const { image, port, environment, url, ping } = images[engine];
  // SQL Server asks for letters of both cases, digits and a sign.
  const password = `Fl-${randomBytes(9).toString('hex')}`;
  const variables = environment(password);
  // By their names only: Docker reads the values from its own environment, and no list of processes shows them.
  const named = Object.keys(variables).flatMap((variable) => ['--env', variable]);
  const publish = `127.0.0.1::${port}`;
  const container = await docker(['run', '--detach', '--rm', '--publish', publish, ...named, image], variables);
  const stop = async () => {
    await docker(['rm', '--force', '--volumes', container]);
  };
  try {
    const address = (await docker(['port', container, `${port}/tcp`])).split('\n')[0]!;
    const found = url(address, password);
    await answered(() => ping(found));
    return { url: found, stop };
  } catch (error) {
    await stop();
    throw new Error(`the server of ${image} does not answer`, { cause: error });
  }
}

/** What Docker's command line prints. @throws Error with what it complains of */
async function docker(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('docker', args, { env: { ...process.env, ...variables } });
    return stdout.trim();
  } catch (error) {
    const complaint = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw complaint === '' ? error : new Error(complaint);
  }
}

async function answered(ping: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + patience * 1000;
  for (;;) {
    try {
      await ping();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(500);
  }
}
