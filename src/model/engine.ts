import type { Declaration } from './alteration.ts';
import type { Dialect } from './dialect.ts';
import type { FileOperations } from './file-operations.ts';
import type { Grant, GrantRequest } from './grants.ts';
import type { Loading } from './load.ts';
import type { Sql } from './sql.ts';
import type { Table, TableName } from './table.ts';

/**
 * A row as the driver gives it. Shared code selects counts, text and booleans only: integers may come as number,
 * bigint or decimal text (read them with `Number` or `BigInt`), text as string, booleans as boolean, NULL as null.
 */
export type Row = Readonly<Record<string, unknown>>;

export interface ServerInfo {
  /** "PostgreSQL", "MariaDB". */
  readonly product: string;
  /** "16.4". */
  readonly version: string;
  readonly database: string;
  readonly user: string;
  /** Schema of tables that are named without one. */
  readonly defaultSchema: string;
  /** Schema of the ledger: the one of `ConnectOptions`, else `faultline`, or the user's own where a user has but one. */
  readonly ledgerSchema: string;
}

/**
 * One session. It pins UTC, date and float formats at the start, so that text is the same everywhere.
 * Every method throws FaultlineErrors only, translated once in `engine/<x>/errors.ts`.
 */
export interface Connection {
  readonly dialect: Dialect;
  readonly server: ServerInfo;
  /** The tables as files; absent where they are none. */
  readonly files?: FileOperations | undefined;
  /** How it makes tables for many rows, and takes them. */
  readonly loading: Loading;
  /** All rows of one statement; for results that are small by construction. */
  query(statement: Sql): Promise<Row[]>;
  /** Runs one statement and gives the number of rows it changed. */
  execute(statement: Sql): Promise<number>;
  /** The rows of one statement, in memory that does not grow with their number. */
  stream(statement: Sql): AsyncIterable<Row>;
  /** Opens a transaction; a read-only one sees one state of the database and can write nothing. */
  begin(mode: 'read only' | 'read write'): Promise<void>;
  /** @throws CONNECTION_LOST where the outcome is unknown */
  commit(): Promise<void>;
  /** Undoes the open transaction; does nothing where none is open or the connection is gone. */
  rollback(): Promise<void>;
  /** Stops the statement that is running; it then fails with INTERRUPTED. */
  interrupt(): Promise<void>;
  close(): Promise<void>;
  /** Tables and views that the user can see, without system schemas, sorted by schema and name. */
  listTables(): Promise<readonly TableSummary[]>;
  /** Whether there is a table or view of this name; far cheaper than its description. */
  hasTable(name: TableName): Promise<boolean>;
  /** @returns undefined where there is no table or view of this name that the user can see */
  describeTable(name: TableName): Promise<Table | undefined>;
  /** What the description leaves out. @throws UNKNOWN_TABLE where there is none of the name */
  declareTable(name: TableName): Promise<Declaration>;
  /** Privileges on the table that the user lacks, out of those named, as the database names them. */
  missingPrivileges(name: TableName, wanted: readonly Privilege[]): Promise<readonly Privilege[]>;
}

export type Privilege = 'select' | 'insert' | 'update' | 'delete' | 'alter';

export interface TableSummary {
  readonly name: TableName;
  readonly type: Table['type'];
  readonly estimatedRows?: number | undefined;
}

export interface ConnectOptions {
  /** With every secret resolved: never shown, never logged. */
  readonly url: string;
  /** Folder to which relative file paths in the URL refer. */
  readonly root: string;
  /** Opens the database for reading only where the engine can. */
  readonly readOnly: boolean;
  /** Seconds for reaching the server. */
  readonly connectTimeout: number;
  /** Seconds for one statement. */
  readonly statementTimeout: number;
  /** Seconds to wait for a lock that another session holds. */
  readonly lockTimeout: number;
  /** Schema of the ledger; absent = the engine's default. Never taken for the schema of tables that are named without one, though the user's path begin with it. */
  readonly ledgerSchema?: string | undefined;
  /** Globs of files by table, for engines that read files; absent = the engine's own rule. */
  readonly tables?: Readonly<Record<string, string>> | undefined;
}

/** What `engine/<x>` exports. Its driver is loaded by `connect`, not before. */
export interface Engine {
  /** URL schemes it answers to, without the colon: `['postgres', 'postgresql']`. */
  readonly schemes: readonly string[];
  readonly dialect: Dialect;
  /** Its tables are files, which `ConnectOptions.tables` may name; absent = false. */
  readonly readsFiles?: true | undefined;
  /** The product that a URL asks for; absent = the dialect's. */
  readonly productAt?: (url: string) => string;
  /** The user that a URL names, as the database names it; undefined where it names none. Absent where there are no users. */
  readonly userAt?: (url: string) => string | undefined;
  /**
   * Makes an empty database where the URL names a file that is not there. Absent where servers make their databases.
   * @returns whether it has made one
   */
  readonly createDatabase?: (options: Pick<ConnectOptions, 'url' | 'root'>) => Promise<boolean>;
  /** @throws CONNECTION_FAILED, AUTHENTICATION_FAILED, DRIVER_MISSING, LOCKED, READ_ONLY_DATABASE */
  connect(options: ConnectOptions): Promise<Connection>;
  /** The statements that give a user the least privileges that Faultline needs, to be run by whoever may grant them, in this order. */
  grants(request: GrantRequest): readonly Grant[];
}
