import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverAccount, type Account } from './account.ts';
import { startDaemon } from './daemon.ts';
import { freePort } from './free-port.ts';
import { pingMySql } from './mysql-client.ts';
import type { TestServer } from './test-server.ts';

export interface ServerRequest {
  /** Waits for the disk at every commit, as a server does whose crash is part of a test. */
  readonly isDurable: boolean;
  /** More of the server's configuration, as `name=value`. */
  readonly settings?: readonly string[];
}

/** What MySQL and MariaDB do each in their own way. */
export interface MySqlProgram {
  readonly name: 'mysql' | 'mariadb';
  readonly command: string;
  /** What has to stand before all settings. */
  readonly args: readonly string[];
  /** Settings that the other one does not know. */
  readonly settings: readonly string[];
  /** Makes `data` in the folder, with what a server needs from the start. */
  prepare(folder: string, account: Account | undefined): Promise<void>;
}

const password = 'faultline-test';

/** Memory for the few connections and tables of tests. */
const frugal = [
  'innodb_buffer_pool_size=128M',
  'max_connections=60',
  'table_open_cache=400',
  'character_set_server=utf8mb4',
];

/** Nothing is lost but what a crash of the machine loses, and the folder goes anyway. */
const hasty = ['innodb_flush_log_at_trx_commit=0', 'innodb_flush_method=nosync', 'innodb_doublewrite=0'];

/** A server on a free port of this machine, in a temporary folder that goes with it; its user may do everything. */
export async function startMySqlFamily(program: MySqlProgram, request: ServerRequest): Promise<TestServer> {
  const account = await serverAccount();
  const folder = await mkdtemp(join(tmpdir(), `faultline-${program.name}-`));
  try {
    if (account) await chown(folder, account.uid, account.gid);
    await chmod(folder, 0o755);
    await program.prepare(folder, account);
    const port = await freePort();
    const url = `${program.name}://faultline:${password}@127.0.0.1:${port}/mysql`;
    const settings = [
      `datadir=${join(folder, 'data')}`,
      // A server that starts removes the temporary tables of all others that keep theirs in the same folder.
      `tmpdir=${folder}`,
      `socket=${join(folder, 'socket')}`,
      `pid_file=${join(folder, 'pid')}`,
      `init_file=${await administrator(folder)}`,
      'bind_address=127.0.0.1',
      `port=${port}`,
      'skip_name_resolve=ON',
      ...frugal,
      ...(request.isDurable ? [] : hasty),
      ...program.settings,
      ...(request.settings ?? []),
    ];
    const stop = await startDaemon({
      command: program.command,
      args: [...program.args, ...settings.map((setting) => `--${setting}`)],
      folder,
      account,
      isReady: () => pingMySql(url),
    });
    return { url, stop };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Statements that the server runs at its start. @returns their file */
async function administrator(folder: string): Promise<string> {
  const file = join(folder, 'administrator.sql');
  const statements = [
    `create user if not exists 'faultline'@'%' identified by '${password}';`,
    `grant all privileges on *.* to 'faultline'@'%' with grant option;`,
  ];
  await writeFile(file, `${statements.join('\n')}\n`, { mode: 0o644 });
  return file;
}
