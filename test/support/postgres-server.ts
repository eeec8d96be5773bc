import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importEmbeddedPostgres } from './embedded-postgres.ts';
import { freePort } from './free-port.ts';
import type { TestServer } from './test-server.ts';

/**
 * A real PostgreSQL server on a free port of this machine, in a temporary folder that goes with it.
 * @param options `isDurable`: waits for the disk at every commit, as a server does whose crash is part of a test;
 * `settings`: more of the server's configuration, as `name=value`
 */
export async function startPostgres(options: {
  readonly isDurable: boolean;
  readonly settings?: readonly string[];
}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-postgres-'));
  // The server does not run as root; its own user has to get through to its folder.
  await chmod(folder, 0o755);
  const log: string[] = [];
  const port = await freePort();
  const EmbeddedPostgres = await importEmbeddedPostgres(folder);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'faultline-test',
    authMethod: 'scram-sha-256' as 'password',
    createPostgresUser: process.getuid?.() === 0,
    persistent: false,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [...flags(options.isDurable), ...(options.settings ?? [])].flatMap((flag) => ['-c', flag]),
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${log.slice(-20).join('\n')}`, { cause: error });
  }
  return {
    url: `postgres://postgres:faultline-test@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function flags(isDurable: boolean): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'shared_buffers=64MB',
    'wal_level=logical',
  ];
  return isDurable ? settings : [...settings, 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
}
