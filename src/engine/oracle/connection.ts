import type oracledb from 'oracledb';
import type { Connection, ConnectOptions, Privilege, Row, ServerInfo } from '../../model/engine.ts';
import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Loading } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { columnsToLoad } from '../columns-to-load.ts';
import { tableToLoad } from '../table-to-load.ts';
import { declareTable } from './declare-table.ts';
import { dialectOf } from './dialect.ts';
import { translate } from './errors.ts';
import { describeTable, hasTable, listTables } from './introspection.ts';
import { loadRows } from './load-rows.ts';
import { loadType } from './load-types.ts';
import { missingPrivileges } from './privileges.ts';
import { bindsOf, reading, rowFrom } from './rows.ts';
import { milliseconds, openSession, type Session } from './session.ts';

const rowsPerFetch = 1000;

/** Seconds beyond the statement's own in which the server has to say that it has stopped it. */
const grace = 10;

/** @throws CONNECTION_FAILED, AUTHENTICATION_FAILED, UNSUPPORTED before Oracle 12.2 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return new OracleConnection(await openSession(options), options);
}

class OracleConnection implements Connection {
  readonly dialect: Dialect;
  readonly server: ServerInfo;
  readonly #driver: oracledb.Connection;
  readonly #isUnicode: boolean;
  readonly #timeout: number;
  #isInTransaction = false;
  /** A statement of the open transaction has failed. */
  #hasFailed = false;
  #isInterrupted = false;
  #isClosed = false;

  constructor({ driver, server, isUnicode }: Session, { lockTimeout, statementTimeout }: ConnectOptions) {
    this.#driver = driver;
    this.server = server;
    this.#isUnicode = isUnicode;
    this.#timeout = statementTimeout;
    this.dialect = dialectOf({ isUnicode, lockTimeout });
  }

  readonly loading: Loading = {
    createTable: async (table) => {
      const words = { typeOf: loadType, qualified: this.dialect.table };
      await this.execute(await tableToLoad(words, table, (name) => this.describeTable(name)));
    },
    load: async (table, source) => {
      const columns = columnsToLoad(table, await this.describeTable(table), source.columns);
      return loadRows(this.dialect, table, columns, source, async (text, rows, bindDefs) => {
        const { rowsAffected } = await this.#guarded(() => this.#driver.executeMany(text, rows, { bindDefs }));
        return rowsAffected ?? 0;
      });
    },
  };

  async query(statement: Sql): Promise<Row[]> {
    const { rows } = await this.#run(statement, reading);
    return (rows ?? []).map(rowFrom);
  }

  /** Outside of a transaction every statement is one by itself. */
  async execute(statement: Sql): Promise<number> {
    const { rowsAffected } = await this.#run(statement, { autoCommit: !this.#isInTransaction });
    return rowsAffected ?? 0;
  }

  async *stream(statement: Sql): AsyncGenerator<Row> {
    const { resultSet } = await this.#run(statement, { ...reading, resultSet: true, fetchArraySize: rowsPerFetch });
    if (resultSet === undefined) return;
    try {
      for (;;) {
        const rows = await this.#guarded(() => resultSet.getRows(rowsPerFetch));
        yield* rows.map(rowFrom);
        if (rows.length < rowsPerFetch) return;
      }
    } finally {
      await this.#guarded(() => resultSet.close()).catch(() => undefined);
    }
  }

  /** https://docs.oracle.com/database/122/SQLRF/SET-TRANSACTION.htm: read-only transactions see one state of the database. */
  async begin(mode: 'read only' | 'read write'): Promise<void> {
    const isReadOnly = mode === 'read only';
    this.#isInTransaction = true;
    this.#hasFailed = false;
    try {
      await this.execute(
        isReadOnly ? sql`set transaction read only` : sql`set transaction isolation level read committed`,
      );
    } catch (error) {
      this.#isInTransaction = false;
      throw error;
    }
  }

  async commit(): Promise<void> {
    if (this.#hasFailed) {
      await this.rollback();
      // Oracle undoes the statement that fails, and would commit the others.
      throw new FaultlineError('DATABASE_ERROR', 'Oracle: the transaction was rolled back instead of committed');
    }
    this.#isInTransaction = false;
    try {
      await this.#guarded(() => this.#driver.commit());
    } catch (error) {
      // It may have been committed before the time was up: whoever asks has to look.
      if (!hasCode(error, 'STATEMENT_TIMEOUT', 'INTERRUPTED')) throw error;
      await this.close();
      throw unanswered('Oracle: the commit was not answered', error);
    }
  }

  async rollback(): Promise<void> {
    if (!this.#isInTransaction || this.#isClosed) return;
    this.#isInTransaction = false;
    this.#hasFailed = false;
    try {
      await this.#guarded(() => this.#driver.rollback());
    } catch (error) {
      if (!hasCode(error, 'CONNECTION_LOST')) throw error;
    }
  }

  async interrupt(): Promise<void> {
    if (this.#isClosed) return;
    this.#isInterrupted = true;
    try {
      await this.#driver.break();
    } catch (error) {
      throw translate(error, this.server.user);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#driver.close().catch(() => undefined);
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
    return describeTable((statement) => this.query(statement), name, this.server.user, this.#isUnicode);
  }

  missingPrivileges(name: TableName, wanted: readonly Privilege[]) {
    return missingPrivileges((statement) => this.query(statement), name, wanted, this.server.user);
  }

  #run(statement: Sql, options: oracledb.ExecuteOptions): Promise<oracledb.Result<unknown>> {
    const query = this.dialect.render(statement);
    return this.#guarded(() => this.#driver.execute<unknown>(query.text, bindsOf(query), options));
  }

  /** The driver asks the server to stop what takes too long, and waits for its answer however long that takes. */
  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new FaultlineError('CONNECTION_LOST', 'the connection to Oracle is closed');
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#abandoned()), milliseconds(this.#timeout + grace));
    });
    try {
      return await Promise.race([work(), silence]);
    } catch (error) {
      this.#hasFailed = this.#isInTransaction;
      throw this.#explained(translate(error, this.server.user));
    } finally {
      clearTimeout(timer);
    }
  }

  #abandoned(): FaultlineError {
    void this.close();
    return unanswered('Oracle: the server no longer answers');
  }

  /** What only the session knows: whether it asked for the interruption, its limit, and that it was connected before. */
  #explained(failure: FaultlineError): FaultlineError {
    const { hint, cause } = failure;
    switch (failure.code) {
      case 'CONNECTION_FAILED':
        return new FaultlineError('CONNECTION_LOST', failure.message, { hint, cause });
      case 'STATEMENT_TIMEOUT':
        return new FaultlineError(
          'STATEMENT_TIMEOUT',
          `Oracle: the statement ran longer than ${this.#timeout} seconds`,
          { hint, cause },
        );
      case 'INTERRUPTED':
        if (!this.#isInterrupted) return failure;
        this.#isInterrupted = false;
        return new FaultlineError('INTERRUPTED', 'Oracle: the statement was interrupted', { cause });
      default:
        return failure;
    }
  }
}

function unanswered(message: string, cause?: unknown): FaultlineError {
  return new FaultlineError('CONNECTION_LOST', message, {
    hint: 'Check the server and the network; `faultline recover` settles what was open.',
    cause,
  });
}
