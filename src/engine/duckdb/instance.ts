import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import { translate } from './errors.ts';

interface Opened {
  readonly instance: Promise<DuckDBInstance>;
  readonly isReadOnly: boolean;
  users: number;
}

export interface Session {
  readonly connection: DuckDBConnection;
  /** Closes the connection, and the file with its last one. */
  close(): void;
}

/**
 * Files that this process has open. The operating system's lock on a file belongs to the process: a second
 * instance in the same process would get it too and write over the first, so connections to a file share one.
 */
const opened = new Map<string, Opened>();

/**
 * A session on a database file, or on a new database in memory.
 * @param path absolute path, or `:memory:`
 * @param patience seconds to wait while another process has the file open
 * @throws LOCKED, CONNECTION_FAILED, READ_ONLY_DATABASE, PERMISSION_DENIED
 */
export async function openSession(path: string, isReadOnly: boolean, patience: number): Promise<Session> {
  const end = performance.now() + patience * 1000;
  for (;;) {
    try {
      return await tryOpen(path, isReadOnly);
    } catch (error) {
      const failure = asOpenFailure(translate(error), path);
      if (!hasCode(failure, 'LOCKED') || performance.now() >= end) throw failure;
      await sleep(50);
    }
  }
}

async function tryOpen(path: string, isReadOnly: boolean): Promise<Session> {
  const entry = share(path, isReadOnly);
  try {
    const instance = await entry.instance;
    const connection = await instance.connect();
    return { connection, close: () => release(path, entry, instance, connection) };
  } catch (error) {
    entry.users -= 1;
    if (opened.get(path) === entry) opened.delete(path);
    throw error;
  }
}

function share(path: string, isReadOnly: boolean): Opened {
  const known = path === ':memory:' ? undefined : opened.get(path);
  if (known && known.isReadOnly && !isReadOnly) {
    throw new FaultlineError('LOCKED', `the file ${path} is open for reading in this process`);
  }
  if (known) {
    known.users += 1;
    return known;
  }
  const entry = { instance: open(path, isReadOnly), isReadOnly, users: 1 };
  if (path !== ':memory:') opened.set(path, entry);
  return entry;
}

function release(path: string, entry: Opened, instance: DuckDBInstance, connection: DuckDBConnection): void {
  connection.closeSync();
  entry.users -= 1;
  if (entry.users > 0) return;
  if (opened.get(path) === entry) opened.delete(path);
  instance.closeSync();
}

async function open(path: string, isReadOnly: boolean): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(path, {
    access_mode: isReadOnly && path !== ':memory:' ? 'READ_ONLY' : 'AUTOMATIC',
    enable_external_access: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // DuckDB 1.5 pushes filters of a join below the limit of its other side, which then keeps other rows:
    // github.com/duckdb/duckdb/issues/22924.
    disabled_optimizers: 'join_filter_pushdown',
  });
  const connection = await instance.connect();
  // The zone belongs to an extension that is not there yet when an instance is created; after the lock it stays.
  for (const setting of [`set global TimeZone = 'UTC'`, 'set global lock_configuration = true'])
    await connection.run(setting);
  connection.closeSync();
  return instance;
}

function asOpenFailure(failure: FaultlineError, path: string): FaultlineError {
  if (failure.code !== 'DATABASE_ERROR') return failure;
  return new FaultlineError('CONNECTION_FAILED', failure.message, {
    hint: `Check that ${path} is a DuckDB database of this version or an older one.`,
    cause: failure.cause,
  });
}
