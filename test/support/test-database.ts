import { tmpdir } from 'node:os';
import { engineFor } from '../../src/engine/index.ts';
import type { Connection, ConnectOptions } from '../../src/model/engine.ts';

/** A fresh database for one test file. */
export interface TestDatabase {
  readonly url: string;
  /** Where the ledger of its runs stands: a schema, on some engines a database beside it, that belongs to it alone. */
  readonly ledgerSchema: string;
  /** By default writing, with 30 seconds for a statement and 5 for a lock. */
  connect(options?: Partial<ConnectOptions>): Promise<Connection>;
  /** A second database with the same tables, rows and runs; closes what is still open. */
  copy(): Promise<TestDatabase>;
  /** Closes what is still open and removes the database, with its ledger. */
  drop(): Promise<void>;
}

/** What each engine does in its own way. */
export interface DatabaseFiles {
  /** `faultline` where it is left out. */
  readonly ledgerSchema?: string;
  readonly copy: () => Promise<TestDatabase>;
  readonly remove: () => Promise<void>;
}

export function testDatabase(url: string, { ledgerSchema = 'faultline', copy, remove }: DatabaseFiles): TestDatabase {
  let connections: Connection[] = [];
  const closeAll = async () => {
    for (const connection of connections) await connection.close();
    connections = [];
  };
  return {
    url,
    ledgerSchema,
    async connect(options = {}) {
      const defaults = {
        url,
        ledgerSchema,
        root: tmpdir(),
        readOnly: false,
        connectTimeout: 10,
        statementTimeout: 30,
        lockTimeout: 5,
      };
      const connection = await (await engineFor(url)).connect({ ...defaults, ...options });
      connections.push(connection);
      return connection;
    },
    async copy() {
      await closeAll();
      return copy();
    },
    async drop() {
      await closeAll();
      await remove();
    },
  };
}
