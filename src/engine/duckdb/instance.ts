import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import { textLiteral } from '../text-literal.ts';
import { translate } from './errors.ts';

interface Opened {
  readonly instance: Promise<DuckDBInstance>;
  readonly isReadOnly: boolean;
  users: number;
}

/** Files that statements may read and write besides the database. */
export interface FileAccess {
  /** The only folder, absolute. */
  readonly folder: string;
  /** Where DuckDB puts what does not fit into memory; it is made when it is needed. */
  readonly overflow: string;
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
 * @param access absent = no other files than the database
 * @throws LOCKED, CONNECTION_FAILED, READ_ONLY_DATABASE, PERMISSION_DENIED
 */
export async function openSession(
  path: string,
  isReadOnly: boolean,
  patience: number,
  access?: FileAccess,
): Promise<Session> {
  const end = performance.now() + patience * 1000;
  for (;;) {
    try {
      return await tryOpen(path, isReadOnly, access);
    } catch (error) {
      const failure = asOpenFailure(translate(error), path);
      if (!hasCode(failure, 'LOCKED') || performance.now() >= end) throw failure;
      await sleep(50);
    }
  }
}

async function tryOpen(path: string, isReadOnly: boolean, access: FileAccess | undefined): Promise<Session> {
  const entry = share(path, isReadOnly, access);
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

function share(path: string, isReadOnly: boolean, access: FileAccess | undefined): Opened {
  const known = path === ':memory:' ? undefined : opened.get(path);
  if (known && known.isReadOnly && !isReadOnly) {
    throw new FaultlineError('LOCKED', `the file ${path} is open for reading in this process`);
  }
  if (known) {
    known.users += 1;
    return known;
  }
  const entry = { instance: open(path, isReadOnly, access), isReadOnly, users: 1 };
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

async function open(path: string, isReadOnly: boolean, access: FileAccess | undefined): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(path, {
    access_mode: isReadOnly && path !== ':memory:' ? 'READ_ONLY' : 'AUTOMATIC',
    ...(access === undefined && { enable_external_access: 'false' }),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // DuckDB 1.5 pushes filters of a join below the limit of its other side, which then keeps other rows:
    // github.com/duckdb/duckdb/issues/22924.
    disabled_optimizers: 'join_filter_pushdown',
  });
  const connection = await instance.connect();
  // The zone belongs to an extension that is not there yet when an instance is created; after the lock it stays.
  const settings = [...accessSettings(access), `set global TimeZone = 'UTC'`, 'set global lock_configuration = true'];
  for (const setting of settings) await connection.run(setting);
  connection.closeSync();
  return instance;
}

/** Of sessions that read files, whatever their size: what does not fit goes to the disk. */
const fileMemory = '512MiB';

/** Folders are allowed before everything else is forbidden: afterwards nothing can be allowed. https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview */
function accessSettings(access: FileAccess | undefined): readonly string[] {
  if (access === undefined) return [];
  return [
    `set global allowed_directories = [${textLiteral(`${access.folder}/`)}]`,
    `set global temp_directory = ${textLiteral(access.overflow)}`,
    `set global memory_limit = '${fileMemory}'`,
    'set global enable_external_access = false',
  ];
}

function asOpenFailure(failure: FaultlineError, path: string): FaultlineError {
  if (failure.code !== 'DATABASE_ERROR') return failure;
  return new FaultlineError('CONNECTION_FAILED', failure.message, {
    hint: `Check that ${path} is a DuckDB database of this version or an older one.`,
    cause: failure.cause,
  });
}
