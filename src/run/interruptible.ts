import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, Privilege, Row } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Loading } from '../model/load.ts';
import type { Sql } from '../model/sql.ts';
import type { TableName } from '../model/table.ts';
import { stoppableSource } from './stoppable-source.ts';

/** Milliseconds after which a statement that still runs is interrupted again: between two phases engines forget it. */
const again = 300;

const guarded = new WeakMap<Connection, Connection>();

/**
 * A connection that stops when the signal is aborted: the statement that runs is interrupted, and none is begun any
 * more; both fail with INTERRUPTED. A commit that is under way is left alone, `rollback` and `close` always work.
 */
export function interruptible(connection: Connection, signal: AbortSignal): Connection {
  const guard = new InterruptibleConnection(connection, signal);
  guarded.set(guard, connection);
  return guard;
}

/** The connection for statements that clean up, which are run whatever the signal says. */
export function forCleanup(connection: Connection): Connection {
  return guarded.get(connection) ?? connection;
}

class InterruptibleConnection implements Connection {
  readonly dialect: Connection['dialect'];
  readonly server: Connection['server'];
  readonly files: Connection['files'];
  readonly #inner: Connection;
  readonly #signal: AbortSignal;
  readonly #onAbort = () => void this.#stop();
  #isRunning = false;
  #interrupt: Promise<void> | undefined;

  constructor(inner: Connection, signal: AbortSignal) {
    this.dialect = inner.dialect;
    this.server = inner.server;
    this.files = inner.files;
    this.#inner = inner;
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  readonly loading: Loading = {
    createTable: (table) => this.#stoppable(() => this.#inner.loading.createTable(table)),
    load: (table, source) =>
      this.#stoppable(() => this.#inner.loading.load(table, stoppableSource(source, this.#signal))),
  };

  query(statement: Sql): Promise<Row[]> {
    return this.#stoppable(() => this.#inner.query(statement));
  }

  execute(statement: Sql): Promise<number> {
    return this.#stoppable(() => this.#inner.execute(statement));
  }

  async *stream(statement: Sql): AsyncGenerator<Row> {
    const rows = this.#inner.stream(statement)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.#stoppable(() => rows.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await rows.return?.();
    }
  }

  begin(mode: 'read only' | 'read write'): Promise<void> {
    return this.#stoppable(() => this.#inner.begin(mode));
  }

  async commit(): Promise<void> {
    await this.#refuse();
    await this.#inner.commit();
  }

  async rollback(): Promise<void> {
    await this.#interrupt;
    await this.#inner.rollback();
  }

  interrupt(): Promise<void> {
    return this.#inner.interrupt();
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#onAbort);
    await this.#interrupt;
    await this.#inner.close();
  }

  listTables() {
    return this.#stoppable(() => this.#inner.listTables());
  }

  hasTable(name: TableName) {
    return this.#stoppable(() => this.#inner.hasTable(name));
  }

  declareTable(name: TableName) {
    return this.#stoppable(() => this.#inner.declareTable(name));
  }

  describeTable(name: TableName) {
    return this.#stoppable(() => this.#inner.describeTable(name));
  }

  missingPrivileges(name: TableName, wanted: readonly Privilege[]) {
    return this.#stoppable(() => this.#inner.missingPrivileges(name, wanted));
  }

  async #stoppable<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#refuse();
    this.#isRunning = true;
    try {
      return await work();
    } finally {
      this.#isRunning = false;
    }
  }

  /** Waits for an interrupt on its way, so that it does not hit the statements that clean up. */
  async #refuse(): Promise<void> {
    if (!this.#signal.aborted) return;
    await this.#interrupt;
    throw new FaultlineError('INTERRUPTED', 'interrupted before the next statement');
  }

  async #stop(): Promise<void> {
    while (this.#isRunning) {
      this.#interrupt = this.#inner.interrupt().catch(() => undefined);
      await this.#interrupt;
      await sleep(again, undefined, { ref: false });
    }
  }
}
