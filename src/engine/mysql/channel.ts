import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql, { type Connection as Client, type ResultSetHeader, type RowDataPacket } from 'mysql2';
import type { ConnectOptions, Row } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { SqlValue } from '../../model/sql.ts';
import { sourceStream } from '../source-stream.ts';
import { translate } from './errors.ts';
import { infileLines } from './infile-lines.ts';
import { warningOf } from './load-warnings.ts';
import { ask, openClient, timeLimit, type Session } from './session.ts';

/** Rows of a stream that are read ahead. */
const rowsAhead = 1000;

/** Milliseconds that a session may take to say goodbye. */
const patience = 1000;

/** Rows, or how many were changed. */
export type Answer = readonly Row[] | ResultSetHeader;

/** The statements of one session, one after the other: how long they may take, and how they are stopped. */
export class Channel {
  readonly #client: Client;
  readonly #session: Session;
  readonly #options: ConnectOptions;
  #isInterrupted = false;
  #isClosed = false;
  /** A kill of the statement that was running, until the next one. */
  #killing: Promise<void> | undefined;

  constructor(client: Client, session: Session, options: ConnectOptions) {
    this.#client = client;
    this.#session = session;
    this.#options = options;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Values are bound by the server, which takes one statement only. Statements without values need not be prepared, and some cannot be. */
  async run(text: string, values: readonly SqlValue[] = []): Promise<Answer> {
    await this.#settle();
    return this.#guarded(text, () => this.#answer(text, values));
  }

  /** Ends a transaction. It is never stopped halfway, since nobody would know its outcome. */
  async end(text: 'commit' | 'rollback'): Promise<void> {
    await this.#settle();
    try {
      await ask(this.#client, text);
    } catch (error) {
      throw this.#explained(this.#translated(error, text), false);
    }
  }

  /** The rows of one statement; whoever reads them may take longer than a statement. */
  async *stream(text: string, values: readonly SqlValue[]): AsyncGenerator<Row> {
    await this.run(timeLimit(this.#session.product, 0));
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
      if (!rows.readableEnded && !rows.errored) {
        rows.destroy();
        await this.#kill().catch(() => undefined);
        await hasEnded;
      }
      await this.run(timeLimit(this.#session.product, this.#options.statementTimeout)).catch(() => undefined);
    }
  }

  /**
   * A statement `load data local`, which is given these rows and no file, whatever the server asks for. How long they take
   * is up to whoever gives them. What would have been an error is one.
   * @returns number of rows
   */
  async load(text: string, csv: AsyncIterable<Uint8Array>): Promise<number> {
    const { product } = this.#session;
    await this.run(timeLimit(product, 0));
    // Notes, of rounded decimals say, would be counted as warnings.
    await this.run('set session sql_notes = 0');
    await this.#settle();
    const { stream, rethrow } = sourceStream(infileLines(csv));
    try {
      const loaded = await this.#send(text, stream);
      const refusal = await warningOf(loaded, (question) => ask(this.#client, question));
      if (refusal) throw refusal;
      return loaded.affectedRows;
    } catch (error) {
      rethrow();
      throw this.#explained(this.#translated(error, text), false);
    } finally {
      stream.destroy();
      await this.run('set session sql_notes = 1').catch(() => undefined);
      await this.run(timeLimit(product, this.#options.statementTimeout)).catch(() => undefined);
    }
  }

  /** Stops the statement that is running; it then fails with INTERRUPTED. */
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

  #answer(text: string, values: readonly SqlValue[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (error: Error | null, answer: RowDataPacket[] | ResultSetHeader) =>
        error ? reject(error) : resolve(answer);
      if (values.length === 0) this.#client.query(text, settle);
      else this.#client.execute(text, bound(values), settle);
    });
  }

  #send(text: string, stream: Readable): Promise<ResultSetHeader> {
    const statement = { sql: text, infileStreamFactory: () => stream };
    return new Promise((resolve, reject) => {
      this.#client.query<ResultSetHeader>(statement, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  /** A kill that came too late for its statement must not stop the next one. */
  async #settle(): Promise<void> {
    const { product } = this.#session;
    if (this.#isClosed) throw new FaultlineError('CONNECTION_LOST', `the connection to ${product} is closed`);
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
      throw this.#explained(this.#translated(error, text), isTimedOut);
    } finally {
      clearTimeout(timer);
    }
  }

  #translated(error: unknown, text: string): FaultlineError {
    const { product, server } = this.#session;
    return translate(error, { product, user: server.user, text });
  }

  /** What only the session knows: whether it asked for the interruption, and that it was connected before. */
  #explained(failure: FaultlineError, isTimedOut: boolean): FaultlineError {
    const details = { hint: failure.hint, cause: failure.cause };
    if (failure.code === 'CONNECTION_FAILED') return new FaultlineError('CONNECTION_LOST', failure.message, details);
    if (failure.code !== 'INTERRUPTED' && failure.code !== 'STATEMENT_TIMEOUT') return failure;
    const { product } = this.#session;
    if (this.#isInterrupted) {
      this.#isInterrupted = false;
      return new FaultlineError('INTERRUPTED', `${product}: the statement was interrupted`, details);
    }
    if (failure.code === 'INTERRUPTED' && !isTimedOut) return failure;
    const limit = `the statement ran longer than ${this.#options.statementTimeout} seconds`;
    return new FaultlineError('STATEMENT_TIMEOUT', `${product}: ${limit}`, {
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
      await ask(messenger, `kill query ${BigInt(this.#session.id)}`);
    } catch (error) {
      throw translate(error, { product: this.#session.product });
    } finally {
      messenger.destroy();
    }
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
