import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql, { type Connection as Client, type ResultSetHeader, type RowDataPacket } from 'mysql2';
import type { Dialect } from '../../model/dialect.ts';
import type { Connection, ConnectOptions, Privilege, Row, ServerInfo } from '../../model/engine.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Sql, SqlValue } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { dialectOf } from './dialect.ts';
import { translate } from './errors.ts';
import { describeTable, hasTable, listTables } from './introspection.ts';
import { missingPrivileges } from './introspect-privileges.ts';
import type { Product } from './product.ts';
import { ask, idleTimeout, idleTransactionTimeout, openClient, pinSession, type Session } from './session.ts';

/** Rows of a stream that are read ahead. */
const rowsAhead = 1000;

/** Milliseconds that a session may take to say goodbye. */
const patience = 1000;

type Answer = readonly Row[] | ResultSetHeader;

/** @throws CONNECTION_FAILED, AUTHENTICATION_FAILED, UNSUPPORTED for old servers */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const client = await openClient(options);
  try {
    return new MySqlConnection(client, await pinSession(client, options), options);
  } catch (error) {
    client.destroy();
    throw translate(error);
  }
}

class MySqlConnection implements Connection {
  readonly dialect: Dialect;
  readonly server: ServerInfo;
  readonly #product: Product;
  readonly #client: Client;
  readonly #options: ConnectOptions;
  /** The server's number of this session. */
  readonly #session: string;
  #isInTransaction = false;
  /** A statement of the open transaction has failed: of some failures the server undoes the statement alone, of others all. */
  #hasFailed = false;
  #isInterrupted = false;
  #isClosed = false;
  /** A kill of the statement that was running, until the next one. */
  #killing: Promise<void> | undefined;

  constructor(client: Client, session: Session, options: ConnectOptions) {
    this.#client = client;
    this.#session = session.id;
    this.#product = session.product;
    this.#options = options;
    this.dialect = dialectOf(session.product);
    this.server = session.server;
  }

  async query(statement: Sql): Promise<Row[]> {
    const answer = await this.#run(statement);
    return Array.isArray(answer) ? answer : [];
  }

  async execute(statement: Sql): Promise<number> {
    const answer = await this.#run(statement);
    return 'affectedRows' in answer ? answer.affectedRows : answer.length;
  }

  async *stream(statement: Sql): AsyncGenerator<Row> {
    const { text, values } = this.dialect.render(statement);
    await this.#prepare();
    const command = this.#client.execute(text, bound(values));
    const rows = command.stream({ highWaterMark: rowsAhead });
    // The driver tells a command without a callback nothing of a lost connection.
    const onLoss = (error: Error) => rows.destroy(error);
    this.#client.once('error', onLoss);
    const hasEnded = once(command, 'end').catch(() => undefined);
    const iterator = rows[Symbol.asyncIterator]() as AsyncIterator<Row>;
    try {
      for (;;) {
        const next = await this.#guarded(text, () => iterator.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      this.#client.off('error', onLoss);
      if (!rows.readableEnded && !rows.errored) await this.#abandon(rows, hasEnded);
    }
  }

  async begin(mode: 'read only' | 'read write'): Promise<void> {
    if (this.#product === 'MySQL') await this.#say(`set session wait_timeout = ${idleTransactionTimeout}`);
    if (mode === 'read only') {
      await this.#say('set transaction isolation level repeatable read');
      await this.#say('start transaction with consistent snapshot, read only');
    } else {
      // Not "read write": a server whose owner has made it read-only stays so.
      await this.#say('start transaction');
    }
    this.#isInTransaction = true;
    this.#hasFailed = false;
  }

  async commit(): Promise<void> {
    if (this.#hasFailed) {
      await this.rollback();
      // MySQL itself would commit what came before the failure.
      throw new FaultlineError(
        'DATABASE_ERROR',
        `${this.#product}: the transaction was rolled back instead of committed`,
      );
    }
    this.#isInTransaction = false;
    await this.#say('commit');
    await this.#rest().catch(() => undefined);
  }

  async rollback(): Promise<void> {
    if (!this.#isInTransaction || this.#isClosed) return;
    this.#isInTransaction = false;
    this.#hasFailed = false;
    try {
      await this.#say('rollback');
      await this.#rest();
    } catch (error) {
      if (!hasCode(error, 'CONNECTION_LOST')) throw error;
    }
  }

  async interrupt(): Promise<void> {
    if (this.#isClosed) return;
    this.#isInterrupted = true;
    await this.#kill();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const farewell = new Promise<void>((resolve) => this.#client.end(() => resolve()));
    await Promise.race([farewell, sleep(patience, undefined, { ref: false })]);
    this.#client.destroy();
  }

  listTables() {
    return listTables((statement) => this.query(statement));
  }

  hasTable(name: TableName) {
    return hasTable((statement) => this.query(statement), name);
  }

  describeTable(name: TableName) {
    return describeTable((statement) => this.query(statement), name, this.#product);
  }

  missingPrivileges(name: TableName, wanted: readonly Privilege[]) {
    return missingPrivileges((statement) => this.query(statement), name, wanted);
  }

  /** Values are bound by the server, which takes one statement only. Statements without values need not be prepared, and some cannot be. */
  async #run(statement: Sql): Promise<Answer> {
    const { text, values } = this.dialect.render(statement);
    await this.#prepare();
    return this.#guarded(text, () => (values.length === 0 ? this.#answer(text) : this.#answer(text, bound(values))));
  }

  #answer(text: string, values?: readonly Bound[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (error: Error | null, answer: RowDataPacket[] | ResultSetHeader) =>
        error ? reject(error) : resolve(answer);
      if (values === undefined) this.#client.query(text, settle);
      else this.#client.execute(text, [...values], settle);
    });
  }

  /** Statements of a transaction itself: they are short, and a failure of one is no failure of the transaction. */
  async #say(text: string): Promise<void> {
    await this.#settle();
    try {
      await ask(this.#client, text);
    } catch (error) {
      throw this.#explained(translate(error, { product: this.#product, user: this.server.user, text }), false);
    }
  }

  /** Outside of transactions somebody may think for longer. */
  async #rest(): Promise<void> {
    if (this.#product === 'MySQL') await this.#say(`set session wait_timeout = ${idleTimeout}`);
  }

  /** Makes sure that the session can take a statement. */
  async #prepare(): Promise<void> {
    if (this.#hasFailed && !this.#isClosed)
      throw new FaultlineError(
        'DATABASE_ERROR',
        `${this.#product}: a statement of the transaction failed: it can only be rolled back`,
      );
    await this.#settle();
  }

  /** A kill that came too late for its statement must not stop the next one. */
  async #settle(): Promise<void> {
    if (this.#isClosed) throw new FaultlineError('CONNECTION_LOST', `the connection to ${this.#product} is closed`);
    if (this.#killing === undefined) return;
    await this.#killing.catch(() => undefined);
    this.#killing = undefined;
    await ask(this.#client, 'do 0').catch(() => undefined);
  }

  /** The server's own time limit covers selects only on MySQL: whatever takes longer is stopped from here. */
  async #guarded<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      this.#kill().catch(() => undefined);
    }, this.#options.statementTimeout * 1000);
    try {
      return await work();
    } catch (error) {
      this.#hasFailed = this.#isInTransaction;
      throw this.#explained(translate(error, { product: this.#product, user: this.server.user, text }), isTimedOut);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What only the session knows: whether it asked for the interruption, and that it was connected before. */
  #explained(failure: FaultlineError, isTimedOut: boolean): FaultlineError {
    const details = { hint: failure.hint, cause: failure.cause };
    if (failure.code === 'CONNECTION_FAILED') return new FaultlineError('CONNECTION_LOST', failure.message, details);
    if (failure.code !== 'INTERRUPTED' && failure.code !== 'STATEMENT_TIMEOUT') return failure;
    if (this.#isInterrupted) {
      this.#isInterrupted = false;
      return new FaultlineError('INTERRUPTED', `${this.#product}: the statement was interrupted`, details);
    }
    if (failure.code === 'INTERRUPTED' && !isTimedOut) return failure;
    const limit = `the statement ran longer than ${this.#options.statementTimeout} seconds`;
    return new FaultlineError('STATEMENT_TIMEOUT', `${this.#product}: ${limit}`, {
      hint: 'Narrow the step with where or during, or raise limits.statement of the target.',
      cause: failure.cause,
    });
  }

  #kill(): Promise<void> {
    this.#killing = this.#sendKill();
    return this.#killing;
  }

  /** Over a second connection: the first one is busy with the statement. */
  async #sendKill(): Promise<void> {
    const messenger = await openClient(this.#options);
    try {
      await ask(messenger, `kill query ${BigInt(this.#session)}`);
    } catch (error) {
      throw translate(error);
    } finally {
      messenger.destroy();
    }
  }

  /** Stops what still sends rows, and waits until the session is ready for another statement. */
  async #abandon(rows: { destroy(): unknown }, hasEnded: Promise<unknown>): Promise<void> {
    rows.destroy();
    await this.#kill().catch(() => undefined);
    await hasEnded;
  }
}

type Bound = string | number | boolean | null | ReturnType<typeof mysql.TypedParameter.BIGINT>;

/** Whole numbers as such: the driver would bind them as floats, which have 53 bits. */
function bound(values: readonly SqlValue[]): Bound[] {
  return values.map((value) => {
    const isWhole = typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value));
    return isWhole ? mysql.TypedParameter.BIGINT(value) : (value as Exclude<SqlValue, bigint>);
  });
}
