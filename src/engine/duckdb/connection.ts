import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { accessSync, constants } from 'node:fs';
import type { Dialect } from '../../model/dialect.ts';
import type { Connection, ConnectOptions, Privilege, Row, ServerInfo } from '../../model/engine.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Loading, LoadSource } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, type TableName } from '../../model/table.ts';
import { name, sql } from '../../sql/sql.ts';
import { columnsToLoad } from '../columns-to-load.ts';
import { tableToLoad } from '../table-to-load.ts';
import { loadRows } from './load-rows.ts';
import { loadType } from './load-types.ts';
import { dialect, dialectOf } from './dialect.ts';
import { translate } from './errors.ts';
import { filePath } from './file-path.ts';
import { openSession, type Session } from './instance.ts';
import { declareTable } from './declare-table.ts';
import { describeTable, hasTable, listTables } from './introspection.ts';
import { ledgerSchema } from '../ledger-schema.ts';
import { textOf } from '../read-row.ts';
import { bindValues, rowFrom } from './types.ts';

/** @throws CONNECTION_FAILED where there is no such file: none is ever made */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const path = filePath(options);
  return connectTo(await openSession(path, options.readOnly, options.lockTimeout), options, isWritable(path));
}

/** A connection over a session that is open. @param isWritable whether this user may write the database's file */
export async function connectTo(session: Session, options: ConnectOptions, isWritable: boolean): Promise<Connection> {
  const connection = new DuckDbConnection(session, options, isWritable);
  await connection.identify();
  return connection;
}

function isWritable(path: string): boolean {
  if (path === ':memory:') return true;
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

class DuckDbConnection implements Connection {
  dialect: Dialect = dialect;
  server: ServerInfo;
  readonly #session: Session;
  readonly #timeout: number;
  readonly #isFileWritable: boolean;
  #isInTransaction = false;
  /** A statement of the open transaction has failed. */
  #hasFailed = false;
  #isClosed = false;

  constructor(session: Session, options: ConnectOptions, isFileWritable: boolean) {
    this.#session = session;
    this.#timeout = options.statementTimeout;
    this.#isFileWritable = isFileWritable;
    this.server = {
      product: 'DuckDB',
      version: '',
      database: '',
      user: '',
      defaultSchema: 'main',
      ledgerSchema: options.ledgerSchema ?? ledgerSchema,
    };
  }

  async identify(): Promise<void> {
    const [row] = await this.query(
      sql`select version() as version, current_database() as database, current_schema() as schema`,
    );
    const version = textOf(row, 'version').replace(/^v/, '');
    this.dialect = dialectOf(textOf(row, 'database'));
    this.server = {
      ...this.server,
      version,
      database: textOf(row, 'database'),
      defaultSchema: textOf(row, 'schema'),
    };
  }

  readonly loading: Loading = {
    createTable: async (table) => {
      const qualified = (name: TableName) => this.dialect.table(name);
      // A reference stays in its database, whose name the grammar does not take.
      const referred = (parent: TableName) => sql`${name(parent.schema)}.${name(parent.name)}`;
      const words = { typeOf: loadType, qualified, referred };
      await this.execute(await tableToLoad(words, table, (parent) => this.describeTable(parent)));
    },
    load: (table, source) => this.#load(table, source),
  };

  query(statement: Sql): Promise<Row[]> {
    return this.#run(statement, async (prepared) => (await (await prepared.run()).getRowObjects()).map(rowFrom));
  }

  execute(statement: Sql): Promise<number> {
    return this.#run(statement, async (prepared) => (await prepared.run()).rowsChanged);
  }

  async *stream(statement: Sql): AsyncGenerator<Row> {
    const prepared = await this.#guarded(() => this.#prepare(statement));
    try {
      const batches = (await this.#guarded(() => prepared.stream())).yieldRowObjects();
      for (;;) {
        const batch = await this.#guarded(() => batches.next());
        if (batch.done === true) return;
        for (const row of batch.value) yield rowFrom(row);
      }
    } finally {
      prepared.destroySync();
    }
  }

  async begin(mode: 'read only' | 'read write'): Promise<void> {
    await this.execute(mode === 'read only' ? sql`begin transaction read only` : sql`begin transaction`);
    this.#isInTransaction = true;
    this.#hasFailed = false;
  }

  async commit(): Promise<void> {
    if (this.#hasFailed) {
      await this.rollback();
      // DuckDB itself would answer "commit" to a transaction that it has undone.
      throw new FaultlineError('DATABASE_ERROR', 'DuckDB: the transaction was rolled back instead of committed');
    }
    // A commit that fails has undone the transaction.
    this.#isInTransaction = false;
    await this.execute(sql`commit`);
  }

  async rollback(): Promise<void> {
    if (!this.#isInTransaction || this.#isClosed) return;
    this.#isInTransaction = false;
    this.#hasFailed = false;
    try {
      await this.execute(sql`rollback`);
    } catch (error) {
      if (!hasCode(error, 'CONNECTION_LOST') && !/no transaction is active/.test(String(error))) throw error;
    }
  }

  async interrupt(): Promise<void> {
    if (!this.#isClosed) this.#session.connection.interrupt();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.rollback();
    this.#isClosed = true;
    this.#session.close();
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

  /** DuckDB has no privileges but those of the file, whether or not this session was opened for reading only. */
  async missingPrivileges(_name: TableName, wanted: readonly Privilege[]) {
    return this.#isFileWritable ? [] : wanted.filter((privilege) => privilege !== 'select');
  }

  async #load(title: TableName, source: LoadSource): Promise<number> {
    const table = await this.describeTable(title);
    const columns = columnsToLoad(title, table, source.columns);
    const session = {
      dialect: this.dialect,
      connection: this.#connection,
      database: this.server.database,
      query: (statement: Sql) => this.query(statement),
      execute: (statement: Sql) => this.execute(statement),
      guarded: <Result>(work: () => Promise<Result>) => this.#guarded(work),
    };
    try {
      return await loadRows(session, table!, columns, source);
    } catch (error) {
      if (!hasCode(error, 'CONSTRAINT_VIOLATION', 'VALUE_OUT_OF_RANGE')) throw error;
      // DuckDB's constraints have no names that it would tell.
      const { code, message, hint, cause } = error;
      throw new FaultlineError(code, `${message} (${formatTable(title)})`, { hint, cause });
    }
  }

  async #run<Result>(statement: Sql, use: (prepared: DuckDBPreparedStatement) => Promise<Result>): Promise<Result> {
    return this.#guarded(async () => {
      const prepared = await this.#prepare(statement);
      try {
        return await use(prepared);
      } finally {
        prepared.destroySync();
      }
    });
  }

  /** Preparing refuses a text of several statements; running would execute them all. */
  async #prepare(statement: Sql): Promise<DuckDBPreparedStatement> {
    const { text, values } = this.dialect.render(statement);
    const prepared = await this.#connection.prepare(text);
    bindValues(prepared, values);
    return prepared;
  }

  get #connection(): DuckDBConnection {
    if (this.#isClosed) throw new FaultlineError('CONNECTION_LOST', 'the connection to DuckDB is closed');
    return this.#session.connection;
  }

  /** Stops what takes longer than the statement timeout, again every second: an interrupt between two phases is forgotten. */
  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    let isTimedOut = false;
    const stop = () => {
      isTimedOut = true;
      this.#session.connection.interrupt();
      timer = setTimeout(stop, 1000);
    };
    let timer = setTimeout(stop, this.#timeout * 1000);
    try {
      return await work();
    } catch (error) {
      this.#hasFailed = this.#isInTransaction;
      const failure = translate(error);
      if (!isTimedOut || !hasCode(failure, 'INTERRUPTED')) throw failure;
      throw new FaultlineError('STATEMENT_TIMEOUT', `DuckDB: the statement ran longer than ${this.#timeout} seconds`, {
        hint: 'Narrow the step with where or during, or raise limits.statement of the target.',
        cause: error,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
