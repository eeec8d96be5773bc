import type { Request } from 'mssql';
import type { Dialect } from '../../model/dialect.ts';
import type { Connection, ConnectOptions, Privilege, Row, ServerInfo } from '../../model/engine.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Loading, LoadSource } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { columnsToLoad } from '../columns-to-load.ts';
import { tableToLoad } from '../table-to-load.ts';
import { declareTable } from './declare-table.ts';
import { dialectOf } from './dialect.ts';
import { recover } from './error-answers.ts';
import { translate } from './errors.ts';
import { describeTable, hasTable, listTables, missingPrivileges } from './introspection.ts';
import { loadRows } from './load-rows.ts';
import { loadType } from './load-types.ts';
import { identify, openSession, type Identity, type Session } from './session.ts';
import { rowFrom } from './types.ts';

/** @throws CONNECTION_FAILED, AUTHENTICATION_FAILED, INVALID_VALUE for options of the URL, UNSUPPORTED before SQL Server 2017 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const session = await openSession(options);
  try {
    return new SqlServerConnection(session, await identify(session, options), options);
  } catch (error) {
    await session.close().catch(() => undefined);
    throw translate(error);
  }
}

class SqlServerConnection implements Connection {
  readonly dialect: Dialect;
  readonly server: ServerInfo;
  readonly #session: Session;
  readonly #options: ConnectOptions;
  readonly #allowsSnapshots: boolean;
  #transaction: 'read only' | 'read write' | undefined;
  /** A statement of the open transaction has failed, and the server has undone it. */
  #hasFailed = false;
  #running: Request | undefined;
  #isInterrupted = false;
  /** By us, or because it broke. */
  #isClosed = false;

  constructor(session: Session, { server, facts, allowsSnapshots }: Identity, options: ConnectOptions) {
    this.#session = session;
    this.#options = options;
    this.#allowsSnapshots = allowsSnapshots;
    this.server = server;
    this.dialect = dialectOf(facts);
  }

  readonly loading: Loading = {
    createTable: async (table) => {
      const words = { typeOf: loadType, qualified: this.dialect.table };
      await this.execute(await tableToLoad(words, table, (name) => this.describeTable(name)));
    },
    load: (table, source) => this.#load(table, source),
  };

  async query(statement: Sql): Promise<Row[]> {
    const { text, values } = this.dialect.render(statement);
    const [rows = []] = await this.#run(text, values);
    return rows.map(rowFrom);
  }

  async execute(statement: Sql): Promise<number> {
    if (this.#options.readOnly || this.#transaction === 'read only') throw readOnly();
    const { text, values } = this.dialect.render(statement);
    const results = await this.#run(isChange.test(text) ? `${text};\nselect @@rowcount as [changed]` : text, values);
    const told = results.flat().find((row) => 'changed' in row);
    return Number(told?.['changed'] ?? 0);
  }

  async *stream(statement: Sql): AsyncGenerator<Row> {
    const { text, values } = this.dialect.render(statement);
    this.#refuse();
    const request = this.#session.request(values);
    const rows: AsyncIterable<Row> = request.toReadableStream();
    this.#running = request;
    this.#isInterrupted = false;
    let isOver = false;
    const end = request.query(text).then(
      () => (isOver = true),
      () => (isOver = true),
    );
    try {
      for await (const row of rows) yield rowFrom(row);
    } catch (error) {
      throw this.#explained(error);
    } finally {
      // A reader that stops early leaves rows behind, which the server would go on sending.
      if (!isOver) request.cancel();
      await end;
      this.#running = undefined;
    }
  }

  /**
   * Reading goes on under SNAPSHOT where the database allows it. Elsewhere every statement sees what is committed when it
   * begins, and waits for whoever is writing: a plan that others write into in between is found stale when it is applied.
   */
  async begin(mode: 'read only' | 'read write'): Promise<void> {
    if (mode === 'read write' && this.#options.readOnly) throw readOnly();
    const level = mode === 'read only' && this.#allowsSnapshots ? 'snapshot' : 'read committed';
    await this.#batch(`set transaction isolation level ${level};\nbegin transaction`);
    this.#transaction = mode;
    this.#hasFailed = false;
  }

  async commit(): Promise<void> {
    // There are no read-only transactions: nothing that was written in one is kept.
    if (this.#transaction === 'read only') return this.rollback();
    if (this.#isClosed) throw closed();
    if (this.#hasFailed) {
      await this.rollback();
      throw new FaultlineError('DATABASE_ERROR', 'SQL Server: the transaction was rolled back instead of committed');
    }
    this.#transaction = undefined;
    try {
      await this.#batch('commit transaction');
    } catch (error) {
      // It may have been committed before the time was up: whoever asks has to look.
      if (!hasCode(error, 'STATEMENT_TIMEOUT', 'INTERRUPTED')) throw error;
      await this.close();
      throw new FaultlineError('CONNECTION_LOST', 'SQL Server: the commit was not answered', {
        hint: recover,
        cause: error,
      });
    }
  }

  async rollback(): Promise<void> {
    const mode = this.#transaction;
    if (mode === undefined || this.#isClosed) return;
    this.#transaction = undefined;
    this.#hasFailed = false;
    try {
      // An error may have undone it: https://learn.microsoft.com/en-us/sql/t-sql/functions/xact-state-transact-sql
      await this.#batch('if xact_state() <> 0 rollback transaction');
      // The level lasts longer than the transaction.
      if (mode === 'read only' && this.#allowsSnapshots)
        await this.#batch('set transaction isolation level read committed');
    } catch (error) {
      if (!hasCode(error, 'CONNECTION_LOST')) throw error;
    }
  }

  async interrupt(): Promise<void> {
    if (!this.#running) return;
    this.#isInterrupted = true;
    this.#running.cancel();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#running?.cancel();
    await this.#session.close().catch(() => undefined);
  }

  listTables() {
    return listTables((statement) => this.query(statement));
  }

  hasTable(name: TableName) {
    return hasTable((statement) => this.query(statement), name);
  }

  async declareTable(name: TableName) {
    return declareTable((statement) => this.query(statement), await this.describeTable(name));
  }

  describeTable(name: TableName) {
    return describeTable((statement) => this.query(statement), name);
  }

  missingPrivileges(name: TableName, wanted: readonly Privilege[]) {
    return missingPrivileges((statement) => this.query(statement), name, wanted);
  }

  async #load(table: TableName, source: LoadSource): Promise<number> {
    const columns = columnsToLoad(table, await this.describeTable(table), source.columns);
    const session = {
      dialect: this.dialect,
      batch: async (statement: Sql) => {
        this.#refuse();
        await this.#batch(this.dialect.render(statement).text);
      },
      execute: (statement: Sql) => this.execute(statement),
      bulk: (rows: Parameters<Request['bulk']>[0]) => this.#bulk(rows),
    };
    return loadRows(session, table, columns, source);
  }

  async #bulk(rows: Parameters<Request['bulk']>[0]): Promise<void> {
    await this.#requested(this.#session.request([]), (request) => request.bulk(rows));
  }

  async #run(text: string, values: Parameters<Session['request']>[0]): Promise<readonly (readonly Row[])[]> {
    const request = this.#session.request(values);
    return [...(await this.#requested(request, () => request.query<Row>(text))).recordsets];
  }

  async #requested<Result>(request: Request, ask: (request: Request) => Promise<Result>): Promise<Result> {
    this.#refuse();
    this.#running = request;
    this.#isInterrupted = false;
    try {
      return await ask(request);
    } catch (error) {
      throw this.#explained(error);
    } finally {
      this.#running = undefined;
    }
  }

  /** Transactions begin and end in batches: a call of sp_executesql may not leave their number changed. */
  async #batch(text: string): Promise<void> {
    if (this.#isClosed) throw closed();
    try {
      await this.#session.batch(text);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** What follows an error in a transaction would be committed by itself: the server has undone what came before. */
  #refuse(): void {
    if (this.#isClosed) throw closed();
    if (this.#hasFailed)
      throw new FaultlineError('DATABASE_ERROR', 'SQL Server: the transaction has failed and takes no more statements');
  }

  #explained(error: unknown): FaultlineError {
    this.#hasFailed = this.#transaction !== undefined;
    const failure = translate(error, { user: this.server.user });
    if (failure.code === 'CONNECTION_LOST') void this.close();
    if (failure.code === 'CONNECTION_FAILED')
      return new FaultlineError('CONNECTION_LOST', failure.message, { hint: recover, cause: failure.cause });
    if (failure.code !== 'STATEMENT_TIMEOUT') return failure;
    // A server that does not answer the request to stop is given up after some seconds.
    if (this.#isInterrupted)
      return new FaultlineError('INTERRUPTED', 'SQL Server: the statement was interrupted', { cause: failure.cause });
    const limit = `the statement ran longer than ${this.#options.statementTimeout} seconds`;
    return new FaultlineError('STATEMENT_TIMEOUT', `SQL Server: ${limit}`, {
      hint: failure.hint,
      cause: failure.cause,
    });
  }
}

/** Statements that change rows. Those with values for an identity column tell the number themselves. */
const isChange = /^\s*(?:with|insert|update|delete)\b/i;

function readOnly(): FaultlineError {
  return new FaultlineError('READ_ONLY_DATABASE', 'SQL Server: this session only reads', {
    hint: 'Open the target for writing.',
  });
}

function closed(): FaultlineError {
  return new FaultlineError('CONNECTION_LOST', 'the connection to SQL Server is closed');
}
