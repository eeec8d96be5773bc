import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { connectTo } from './connection.ts';
import { translate } from './errors.ts';
import { openSession } from './instance.ts';
import { script } from './script.ts';

/** A database file of its own for tables on their way; what does not fit into its memory goes to the disk. */
export interface Scratch {
  /** A session that may write. @param ledgerSchema of the runs that it makes */
  connect(ledgerSchema: string): Promise<Connection>;
  /** Runs one statement with its values as literals: definitions and COPY take no bound ones. @throws INTERRUPTED */
  run(statement: Sql): Promise<void>;
  close(): void;
}

/** Seconds, since nobody else has the file. */
const lockTimeout = 5;
/** Seconds of one statement: days, since whoever waits can interrupt. */
const statementTimeout = 864_000;

/**
 * @param folder in which the database is made, and the only one that statements read and write; absolute
 * @param signal stops the statement of `run`, and every later one
 */
export async function openScratch(folder: string, signal: AbortSignal): Promise<Scratch> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'tables.duckdb');
  const access = { folder, overflow: join(folder, 'overflow') };
  const own = await openSession(path, false, lockTimeout, access);
  const stop = () => own.connection.interrupt();
  signal.addEventListener('abort', stop, { once: true });
  return {
    async connect(ledgerSchema) {
      const session = await openSession(path, false, lockTimeout, access);
      const options = {
        url: `duckdb:${path}`,
        root: folder,
        readOnly: false,
        connectTimeout: lockTimeout,
        statementTimeout,
        lockTimeout,
        ledgerSchema,
      };
      return connectTo(session, options, true);
    },
    async run(statement) {
      if (signal.aborted) throw new FaultlineError('INTERRUPTED', 'interrupted before the next statement');
      try {
        await own.connection.run(script.render(statement));
      } catch (error) {
        throw translate(error);
      }
    },
    close() {
      signal.removeEventListener('abort', stop);
      own.close();
    },
  };
}
