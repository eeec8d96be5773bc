import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Connection, ConnectOptions, Privilege, Row, ServerInfo } from '../../model/engine.ts';
import type { Declaration } from '../../model/alteration.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { FileOperations } from '../../model/file-operations.ts';
import type { Loading } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { connectTo } from '../duckdb/connection.ts';
import { openSession } from '../duckdb/instance.ts';
import { previewDamage, standingOf, suitsFormat, type PendingDamage } from './damage.ts';
import { dialect } from './dialect.ts';
import { exportTable } from './export-table.ts';
import type { FileSource } from './file-source.ts';
import { folderOf, ownFolder } from './folder.ts';
import { leaveJournal, openJournals, settleJournal, sweepJournals, type Journal } from './journal.ts';
import type { Ask } from './literals.ts';
import { dropOriginals } from './originals.ts';
import { isCommitted, prepareRecords, readRecords, recordSchema } from './records.ts';
import { replaceFiles } from './replace-files.ts';
import { SessionTables } from './session-tables.ts';
import { describe, filesSchema } from './table-source.ts';

/** Writing sessions of this process by folder: the last one tidies up. */
const writers = new Map<string, number>();

/**
 * A session on a folder of files. One that may write settles what a crash has left in the middle of a commit.
 * @throws CONNECTION_FAILED, LOCKED; RECOVERY_NEEDED where one that only reads finds such a commit
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const folder = folderOf(options);
  const own = join(folder, ownFolder);
  const ledger = join(own, 'ledger.duckdb');
  const isWritable = canWrite(folder);
  if (!options.readOnly) await makeFolder(own, isWritable);
  const path = options.readOnly && !existsSync(ledger) ? ':memory:' : ledger;
  const overflow = options.readOnly ? join(tmpdir(), `faultline-${process.pid}`) : join(own, 'overflow');
  const session = await openSession(path, options.readOnly, options.lockTimeout, { folder, overflow });
  const inner = await connectTo(session, options, isWritable);
  try {
    if (!options.readOnly) await prepareRecords((statement) => inner.query(statement));
    await settleOpen(inner, folder, options.readOnly);
    const connection = new FilesConnection(inner, folder, options, isWritable);
    await connection.listTables();
    return connection;
  } catch (error) {
    await inner.close();
    throw error;
  }
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function makeFolder(own: string, isWritable: boolean): Promise<void> {
  if (!isWritable && !existsSync(own))
    throw new FaultlineError('READ_ONLY_DATABASE', `the folder of ${own} cannot be written`, {
      hint: 'Give this user the right to write the folder and its files, or choose another target.',
    });
  await mkdir(own, { recursive: true });
}

async function settleOpen(inner: Connection, folder: string, isReadOnly: boolean): Promise<void> {
  const journals = await openJournals(folder);
  if (journals.length > 0 && isReadOnly)
    throw new FaultlineError('RECOVERY_NEEDED', `a crash came in the middle of replacing files of ${folder}`, {
      hint: 'Settle it with: faultline recover',
    });
  if (!isReadOnly) await sweepJournals(folder);
  for (const journal of journals)
    await settleJournal(folder, journal, await isCommitted((statement) => inner.query(statement), journal.commit));
}

/** Whole files are written by outputs of their own, which need no ledger beside them. */
function refuseRows(): FaultlineError {
  return new FaultlineError('UNSUPPORTED', 'rows are not loaded into a target of files', {
    hint: 'Write the files themselves into its folder, with an output csv, jsonl or parquet.',
  });
}

/** @throws UNKNOWN_TABLE */
function unknownTable(name: string): never {
  throw new FaultlineError('UNKNOWN_TABLE', `there is no table "${name}" of files`);
}

class FilesConnection implements Connection {
  readonly dialect = dialect;
  readonly server: ServerInfo;
  readonly #inner: Connection;
  readonly #folder: string;
  readonly #tables: SessionTables;
  readonly #isReadOnly: boolean;
  readonly #isWritable: boolean;
  /** Of the open transaction. */
  #damages: PendingDamage[] = [];
  #isInterrupted = false;
  #isClosed = false;

  constructor(inner: Connection, folder: string, options: ConnectOptions, isWritable: boolean) {
    this.#inner = inner;
    this.#folder = folder;
    this.#tables = new SessionTables(inner, folder, options.tables);
    this.#isReadOnly = options.readOnly;
    this.#isWritable = isWritable;
    const { version, ledgerSchema } = inner.server;
    this.server = {
      product: dialect.product,
      version: `DuckDB ${version}`,
      database: basename(folder),
      user: '',
      defaultSchema: filesSchema,
      ledgerSchema,
    };
    if (!this.#isReadOnly) writers.set(folder, (writers.get(folder) ?? 0) + 1);
  }

  readonly files: FileOperations = {
    filesOf: async ({ name }) => ((await this.#tables.list()).get(name) ?? unknownTable(name)).map(({ path }) => path),
    suits: async ({ name }, damage) =>
      suitsFormat(((await this.#tables.list()).get(name) ?? unknownTable(name))[0].format, damage),
    previewDamage: async (table, path, damage) => previewDamage(await this.#sourceOf(table, path), damage),
    damage: async (table, file, damage) => {
      const source = await this.#sourceOf(table, file.path);
      this.#damages.push({ table: table.name, source, file, damage });
    },
    repair: (file) => Promise.resolve(void this.#damages.push({ file })),
    standingOf: (file) => standingOf(this.#folder, file),
    exportTable: async ({ name }, path) => {
      const { source } = (await this.#tables.open(name)) ?? unknownTable(name);
      await exportTable(this.#inner, this.#folder, source, path);
    },
  };

  readonly loading: Loading = {
    createTable: () => Promise.reject(refuseRows()),
    load: () => Promise.reject(refuseRows()),
  };

  async query(statement: Sql): Promise<Row[]> {
    await this.#provide(statement);
    return this.#inner.query(statement);
  }

  async execute(statement: Sql): Promise<number> {
    await this.#provide(statement);
    return this.#inner.execute(statement);
  }

  async *stream(statement: Sql): AsyncGenerator<Row> {
    await this.#provide(statement);
    yield* this.#inner.stream(statement);
  }

  async begin(mode: 'read only' | 'read write'): Promise<void> {
    await this.#inner.begin(mode);
    this.#isInterrupted = false;
    this.#damages = [];
    this.#tables.begin();
  }

  /** Files are written beside the old ones first, then the ledger commits, and only then they take their places. */
  async commit(): Promise<void> {
    let journal: Journal | undefined;
    try {
      journal = await replaceFiles({
        connection: this.#inner,
        folder: this.#folder,
        tables: this.#tables.changed(),
        damages: this.#damages,
        checkpoint: () => this.#checkpoint(),
      });
    } catch (error) {
      await this.rollback();
      throw error;
    }
    await this.#inner.commit().catch((error: unknown) => {
      // Whether it has arrived is for the next session to find out.
      if (journal) leaveJournal(journal);
      throw error;
    });
    await this.#tables.end(true);
    if (journal === undefined) return;
    await settleJournal(this.#folder, journal, true);
    const records = await readRecords(this.#ask);
    await dropOriginals(this.#folder, new Set([...records.values()].map(({ base }) => base)));
  }

  async rollback(): Promise<void> {
    await this.#inner.rollback();
    await this.#tables.end(false);
  }

  interrupt(): Promise<void> {
    this.#isInterrupted = true;
    return this.#inner.interrupt();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const isEmpty = !this.#isReadOnly && (await this.#isLedgerEmpty());
    await this.#inner.close();
    if (this.#isReadOnly) return;
    const others = (writers.get(this.#folder) ?? 1) - 1;
    writers.set(this.#folder, others);
    if (isEmpty && others === 0) await rm(join(this.#folder, ownFolder), { recursive: true, force: true });
  }

  async listTables() {
    const own = [...(await this.#tables.list()).keys()].map((title) => ({
      name: { schema: filesSchema, name: title },
      type: 'table' as const,
    }));
    const others = (await this.#inner.listTables()).filter(({ name }) => name.schema !== recordSchema);
    return [...own, ...others];
  }

  async hasTable(name: TableName): Promise<boolean> {
    return name.schema === filesSchema ? (await this.#tables.list()).has(name.name) : this.#inner.hasTable(name);
  }

  async describeTable(name: TableName) {
    if (name.schema !== filesSchema) return this.#inner.describeTable(name);
    const opened = await this.#tables.open(name.name);
    return opened && describe(opened.source);
  }

  declareTable(name: TableName): Promise<Declaration> {
    return Promise.reject(
      new FaultlineError('UNSUPPORTED', `${name.name} is made of files, which declare nothing but columns`),
    );
  }

  async missingPrivileges(_name: TableName, wanted: readonly Privilege[]) {
    return this.#isWritable ? [] : wanted.filter((privilege) => privilege !== 'select');
  }

  async #sourceOf(table: TableName, path: string): Promise<FileSource> {
    const { files } = (await this.#tables.open(table.name)) ?? unknownTable(table.name);
    return files.find(({ source }) => source.file.path === path)!.source;
  }

  readonly #ask: Ask = (statement) => this.#inner.query(statement);

  async #provide(statement: Sql): Promise<void> {
    await this.#tables.provide(this.dialect.render(statement).text);
  }

  #checkpoint(): void {
    if (this.#isInterrupted) throw new FaultlineError('INTERRUPTED', 'Files: the work was interrupted');
  }

  /** Nothing of Faultline's is left: no ledger was made, or it was purged. */
  async #isLedgerEmpty(): Promise<boolean> {
    const rows = await this.#inner
      .query(
        sql`select 1 as one from duckdb_tables() where database_name = 'ledger' and schema_name <> ${recordSchema} limit 1`,
      )
      .catch(() => [{}]);
    return rows.length === 0;
  }
}
