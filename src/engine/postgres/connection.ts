import type pg from 'pg';
import Cursor from 'pg-cursor';
import type { Connection, ConnectOptions, Privilege, Row, ServerInfo } from '../../model/engine.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Loading, LoadSource } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { columnsToLoad } from '../columns-to-load.ts';
import { tableToLoad } from '../table-to-load.ts';
import { withCopyPlace } from './copy-place.ts';
import { copyFrom, copyRows } from './copy-rows.ts';
import { declareTable } from './declare-table.ts';
import { dialect } from './dialect.ts';
import { translate } from './errors.ts';
import { describeTable, hasTable, listTables, missingPrivileges } from './introspection.ts';
import { loadType } from './load-types.ts';
import { openClient, pinSession } from './session.ts';
import { clientTypes } from './types.ts';
import { textOf } from '../read-row.ts';

const rowsPerFetch = 1000;

/** @throws CONNECTION_FAILED, AUTHENTICATION_FAILED, UNSUPPORTED before PostgreSQL 13 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const client = await openClient(options);
  try {
    return new PostgresConnection(client, await pinSession(client, options), options);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw translate(error);
  }
}

class PostgresConnection implements Connection {
  readonly dialect = dialect;
  readonly server: ServerInfo;
  readonly #client: pg.Client;
  readonly #options: ConnectOptions;
  /** The server's number of this session. */
  readonly #session: string;
  /** Settles when the connection has ended, from whichever side. */
  readonly #gone: Promise<void>;
  #isInTransaction = false;
  #isInterrupted = false;
  #isClosed = false;

  constructor(
    client: pg.Client,
    session: { readonly server: ServerInfo; readonly id: string },
    options: ConnectOptions,
  ) {
    this.#client = client;
    this.server = session.server;
    this.#session = session.id;
    this.#options = options;
    this.#gone = new Promise((resolve) => client.once('end', resolve));
  }

  readonly loading: Loading = {
    createTable: async (table) => {
      const words = { typeOf: loadType, qualified: dialect.table };
      await this.execute(await tableToLoad(words, table, (name) => this.describeTable(name)));
    },
    load: (table, source) => this.#load(table, source),
  };

  async query(statement: Sql): Promise<Row[]> {
    return (await this.#run(statement)).rows as Row[];
  }

  async execute(statement: Sql): Promise<number> {
    return (await this.#run(statement)).rowCount ?? 0;
  }

  async *stream(statement: Sql): AsyncGenerator<Row> {
    const { text, values } = dialect.render(statement);
    const cursor = this.#client.query(new Cursor<Row>(text, [...values], { types: clientTypes }));
    try {
      for (;;) {
        const rows = await this.#translated(text, () => cursor.read(rowsPerFetch));
        yield* rows;
        if (rows.length < rowsPerFetch) return;
      }
    } finally {
      // The driver waits for an answer to this, which a lost server never gives.
      await Promise.race([cursor.close().catch(() => undefined), this.#gone]);
    }
  }

  async begin(mode: 'read only' | 'read write'): Promise<void> {
    const isReadOnly = mode === 'read only';
    await this.#run(
      isReadOnly
        ? sql`begin isolation level repeatable read, read only`
        : // Not "read write": a database whose owner has made it read-only stays so.
          sql`begin isolation level read committed`,
    );
    this.#isInTransaction = true;
  }

  async commit(): Promise<void> {
    this.#isInTransaction = false;
    const { command } = await this.#run(sql`commit`);
    // The server answers so, without an error, where a statement of the transaction had failed.
    if (command === 'ROLLBACK')
      throw new FaultlineError('DATABASE_ERROR', 'PostgreSQL: the transaction was rolled back instead of committed');
  }

  async rollback(): Promise<void> {
    if (!this.#isInTransaction || this.#isClosed) return;
    this.#isInTransaction = false;
    try {
      await this.#run(sql`rollback`);
    } catch (error) {
      if (!hasCode(error, 'CONNECTION_LOST')) throw error;
    }
  }

  /** Over a second connection: the first one is busy with the statement. */
  async interrupt(): Promise<void> {
    if (this.#isClosed) return;
    this.#isInterrupted = true;
    const messenger = await openClient(this.#options);
    try {
      await messenger.query('select pg_cancel_backend(cast($1 as integer))', [this.#session]);
    } catch (error) {
      throw translate(error);
    } finally {
      await messenger.end().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#client.end().catch(() => undefined);
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

  /** How long all rows take is up to whoever gives them. */
  async #load(table: TableName, source: LoadSource): Promise<number> {
    const columns = columnsToLoad(table, await this.describeTable(table), source.columns);
    const { text } = dialect.render(copyFrom(table, columns));
    const limit = (milliseconds: string) => sql`select set_config('statement_timeout', ${milliseconds}, true)`;
    const [before] = await this.query(sql`select current_setting('statement_timeout') as timeout`);
    await this.#run(limit('0'));
    const names = columns.map(({ name }) => name);
    const rows = await copyRows(this.#client, text, source, columns, this.server.version, (error) =>
      this.#explained(withCopyPlace(translate(error, { user: this.server.user, text }), error, names)),
    );
    await this.#run(limit(textOf(before, 'timeout')));
    return rows;
  }

  /** Always the extended protocol, which takes one statement only. */
  #run(statement: Sql): Promise<pg.QueryResult> {
    const { text, values } = dialect.render(statement);
    const query = { text, values: [...values], types: clientTypes, queryMode: 'extended' };
    return this.#translated(text, () => this.#client.query(query));
  }

  async #translated<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new FaultlineError('CONNECTION_LOST', 'the connection to PostgreSQL is closed');
    try {
      return await work();
    } catch (error) {
      throw this.#explained(translate(error, { user: this.server.user, text }));
    }
  }

  /** What only the session knows: whether it asked for the interruption, and that it was connected before. */
  #explained(failure: FaultlineError): FaultlineError {
    const details = { hint: failure.hint, cause: failure.cause };
    if (failure.code === 'CONNECTION_FAILED') return new FaultlineError('CONNECTION_LOST', failure.message, details);
    if (failure.code !== 'STATEMENT_TIMEOUT') return failure;
    if (this.#isInterrupted) {
      this.#isInterrupted = false;
      return new FaultlineError('INTERRUPTED', 'PostgreSQL: the statement was interrupted', { cause: failure.cause });
    }
    if (!failure.message.includes('statement timeout')) return failure;
    const limit = `the statement ran longer than ${this.#options.statementTimeout} seconds`;
    return new FaultlineError('STATEMENT_TIMEOUT', `PostgreSQL: ${limit}`, details);
  }
}
