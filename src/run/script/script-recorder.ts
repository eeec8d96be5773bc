import type { Connection, Privilege, Row } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Loading } from '../../model/load.ts';
import type { ScriptEntry } from '../../model/script.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';

/** What statements are taken to answer that are written down instead of run. */
export interface Supposition {
  /** Rows that each of them changes. */
  readonly changed: number;
  /** The only row that queries give; absent = the database is asked. */
  readonly row?: Row | undefined;
}

/**
 * A connection that reads from another one and writes nothing: what would change the target becomes a script. So the
 * script is what apply and rollback run, not a second telling of it.
 */
export class ScriptRecorder implements Connection {
  readonly dialect: Connection['dialect'];
  readonly server: Connection['server'];
  readonly entries: ScriptEntry[] = [];
  readonly #reader: Connection;
  #supposition: Supposition = { changed: 1 };

  /** @throws UNSUPPORTED where tables are files: no client of a database would replace them */
  constructor(reader: Connection) {
    if (reader.files !== undefined)
      throw new FaultlineError('UNSUPPORTED', 'there is no script for targets of files', {
        hint: 'Show the plan without --sql, and carry it out with: faultline apply',
      });
    this.#reader = reader;
    const { dialect, server } = reader;
    const { createSchema = dialect.createSchema.bind(dialect) } = dialect.script;
    this.dialect = { ...dialect, createSchema: (schema) => createSchema(schema, server.user) };
    this.server = server;
  }

  /** What is loaded is no part of apply and rollback. */
  readonly loading: Loading = {
    createTable: () => Promise.reject(refuseRows()),
    load: () => Promise.reject(refuseRows()),
  };

  comment(text: string): void {
    this.entries.push({ kind: 'comment', text });
  }

  /** The script ends here unless the condition holds. */
  check(condition: Sql, otherwise: string): void {
    this.entries.push({ kind: 'check', condition, otherwise });
  }

  /** Tables that the script makes belong to the user whom it is written for, whoever runs it. */
  give(tables: readonly TableName[]): void {
    const { giveTable } = this.dialect.script;
    if (giveTable === undefined) return;
    for (const table of tables) this.entries.push({ kind: 'statement', statement: giveTable(table, this.server.user) });
  }

  /** Works while statements are taken to answer as supposed; the script is to check that they do. */
  async supposing<Result>(supposition: Supposition, work: () => Promise<Result>): Promise<Result> {
    const before = this.#supposition;
    this.#supposition = supposition;
    try {
      return await work();
    } finally {
      this.#supposition = before;
    }
  }

  async query(statement: Sql): Promise<Row[]> {
    const { row } = this.#supposition;
    return row === undefined ? this.#reader.query(statement) : [row];
  }

  async execute(statement: Sql): Promise<number> {
    this.entries.push({ kind: 'statement', statement });
    return this.#supposition.changed;
  }

  stream(statement: Sql): AsyncIterable<Row> {
    return this.#reader.stream(statement);
  }

  async begin(): Promise<void> {
    this.entries.push({ kind: 'begin' });
  }

  async commit(): Promise<void> {
    this.entries.push({ kind: 'commit' });
  }

  /** Nothing was begun. */
  async rollback(): Promise<void> {}

  interrupt() {
    return this.#reader.interrupt();
  }

  close() {
    return this.#reader.close();
  }

  listTables() {
    return this.#reader.listTables();
  }

  hasTable(name: TableName) {
    return this.#reader.hasTable(name);
  }

  describeTable(name: TableName) {
    return this.#reader.describeTable(name);
  }

  declareTable(name: TableName) {
    return this.#reader.declareTable(name);
  }

  missingPrivileges(name: TableName, wanted: readonly Privilege[]) {
    return this.#reader.missingPrivileges(name, wanted);
  }
}

function refuseRows(): FaultlineError {
  return new FaultlineError('UNSUPPORTED', 'there is no script for rows that are loaded');
}
