import type { Dialect } from '../../model/dialect.ts';
import type { Connection, ConnectOptions, Privilege, Row, ServerInfo } from '../../model/engine.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Loading } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { ForeignKey, TableName } from '../../model/table.ts';
import { tableToLoad } from '../table-to-load.ts';
import { Channel, type Answer } from './channel.ts';
import { declareTable } from './declare-table.ts';
import { dialectOf } from './dialect.ts';
import { translate } from './errors.ts';
import { readAllReferences } from './introspect-keys.ts';
import { describeTable, hasTable, listTables } from './introspection.ts';
import { missingPrivileges } from './introspect-privileges.ts';
import { loadRows } from './load-rows.ts';
import { loadWords } from './load-words.ts';
import { productOfUrl, type Product } from './product.ts';
import { openClient, pinSession, type Session } from './session.ts';
import { idleTimeout, idleTransactionTimeout } from './session-settings.ts';

/** @throws CONNECTION_FAILED, AUTHENTICATION_FAILED, UNSUPPORTED for old servers */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const client = await openClient(options);
  try {
    const session = await pinSession(client, options);
    return new MySqlConnection(new Channel(client, session, options), session);
  } catch (error) {
    client.destroy();
    throw translate(error, { product: productOfUrl(options.url) });
  }
}

class MySqlConnection implements Connection {
  readonly dialect: Dialect;
  readonly server: ServerInfo;
  readonly #product: Product;
  readonly #channel: Channel;
  #isInTransaction = false;
  /** Every foreign key, read once in a transaction that describes tables. */
  #references: Promise<readonly ForeignKey[]> | undefined;
  /** A statement of the open transaction has failed: of some failures the server undoes the statement alone, of others all. */
  #hasFailed = false;

  constructor(channel: Channel, session: Session) {
    this.#channel = channel;
    this.#product = session.product;
    this.dialect = dialectOf(session.product);
    this.server = session.server;
  }

  readonly loading: Loading = {
    createTable: async (table) => {
      const words = loadWords(this.#product, this.dialect);
      await this.execute(await tableToLoad(words, table, (name) => this.describeTable(name)));
    },
    load: async (name, source) => {
      const table = await this.describeTable(name);
      return this.#failing(() => loadRows(this.#channel, this.dialect, name, table, source));
    },
  };

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
    this.#assertUsable();
    try {
      yield* this.#channel.stream(text, values);
    } catch (error) {
      this.#hasFailed = this.#isInTransaction;
      throw error;
    }
  }

  async begin(mode: 'read only' | 'read write'): Promise<void> {
    await this.#rest(idleTransactionTimeout);
    if (mode === 'read only') {
      await this.#channel.run('set transaction isolation level repeatable read');
      await this.#channel.run('start transaction with consistent snapshot, read only');
    } else {
      // Not "read write": a server whose owner has made it read-only stays so.
      await this.#channel.run('start transaction');
    }
    this.#isInTransaction = true;
    this.#references = undefined;
    this.#hasFailed = false;
  }

  async commit(): Promise<void> {
    if (this.#hasFailed) {
      await this.rollback();
      // MySQL itself would commit what came before the failure.
      const message = `${this.#product}: the transaction was rolled back instead of committed`;
      throw new FaultlineError('DATABASE_ERROR', message);
    }
    this.#isInTransaction = false;
    await this.#channel.end('commit');
    await this.#rest(idleTimeout).catch(() => undefined);
  }

  async rollback(): Promise<void> {
    if (!this.#isInTransaction || this.#channel.isClosed) return;
    this.#isInTransaction = false;
    this.#hasFailed = false;
    try {
      await this.#channel.end('rollback');
      await this.#rest(idleTimeout);
    } catch (error) {
      if (!hasCode(error, 'CONNECTION_LOST')) throw error;
    }
  }

  interrupt() {
    return this.#channel.interrupt();
  }

  close() {
    return this.#channel.close();
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
    return describeTable(
      (statement) => this.query(statement),
      name,
      this.#product,
      () => this.#allReferences(),
    );
  }

  missingPrivileges(name: TableName, wanted: readonly Privilege[]) {
    return missingPrivileges((statement) => this.query(statement), name, wanted);
  }

  /** Reading them takes MariaDB longer the more tables its server has. */
  #allReferences(): Promise<readonly ForeignKey[]> {
    const read = () => readAllReferences((statement) => this.query(statement));
    if (!this.#isInTransaction) return read();
    this.#references ??= read();
    return this.#references;
  }

  async #run(statement: Sql): Promise<Answer> {
    const { text, values } = this.dialect.render(statement);
    this.#assertUsable();
    return this.#failing(() => this.#channel.run(text, values));
  }

  async #failing<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.#hasFailed = this.#isInTransaction;
      throw error;
    }
  }

  #assertUsable(): void {
    if (!this.#hasFailed || this.#channel.isClosed) return;
    const message = `${this.#product}: a statement of the transaction failed: it can only be rolled back`;
    throw new FaultlineError('DATABASE_ERROR', message);
  }

  /** How long the session may rest: MariaDB knows by itself when a transaction is open, MySQL does not. */
  async #rest(seconds: number): Promise<void> {
    if (this.#product === 'MySQL') await this.#channel.run(`set session wait_timeout = ${seconds}`);
  }
}
