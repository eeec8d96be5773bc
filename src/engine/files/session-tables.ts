import type { Connection } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import { name, sql } from '../../sql/sql.ts';
import { listFiles } from './list-files.ts';
import type { Ask } from './literals.ts';
import { openTable, signatureOf, type Digests, type OpenTable } from './open-table.ts';
import { readRecords } from './records.ts';
import { tablesOf, type TableFiles } from './table-files.ts';
import { filesSchema } from './table-source.ts';
import type { ChangedTable } from './replace-files.ts';

interface Known extends OpenTable {
  /** Its rows were copied into a table of the session, to be changed. */
  isCopied: boolean;
  /** Opened in the transaction that is open: gone with it where it is undone. */
  isOfTransaction: boolean;
}

/**
 * The tables of a session: views over the files until a statement writes to one, which then is copied into a
 * temporary table of the same name. Temporary tables belong to the transaction that changes the ledger, too.
 */
export class SessionTables {
  readonly #ask: Ask;
  readonly #folder: string;
  readonly #globs: Readonly<Record<string, string>> | undefined;
  readonly #digests: Digests = new Map();
  #files: ReadonlyMap<string, TableFiles> | undefined;
  #known = new Map<string, Known>();
  #isInTransaction = false;

  constructor(connection: Connection, folder: string, globs: Readonly<Record<string, string>> | undefined) {
    this.#ask = (statement) => connection.query(statement);
    this.#folder = folder;
    this.#globs = globs;
  }

  /** Names and files of all tables, as the folder is now. Inside of a transaction the folder is listed once. */
  async list(): Promise<ReadonlyMap<string, TableFiles>> {
    if (this.#files === undefined || !this.#isInTransaction)
      this.#files = tablesOf(await listFiles(this.#folder), this.#globs);
    return this.#files;
  }

  /** Looks at a table where that was not done yet, or its files have changed since. @returns undefined where there is no such table */
  async open(title: string): Promise<OpenTable | undefined> {
    const files = (await this.list()).get(title);
    const known = this.#known.get(title);
    if (known && (known.isOfTransaction || (files && (await isSame(known, files))))) return known;
    if (known) await this.#forget(title);
    if (files === undefined) return undefined;
    const records = await readRecords(this.#ask);
    const opened = await openTable(this.#ask, this.#folder, title, files, records, this.#digests);
    await this.#ask(sql`create temporary view ${name(title)} as ${opened.rows}`);
    this.#known.set(title, { ...opened, isCopied: false, isOfTransaction: this.#isInTransaction });
    return opened;
  }

  /** Makes everything ready that a statement may name. @param text of the statement */
  async provide(text: string): Promise<void> {
    const lower = text.toLowerCase();
    for (const title of (this.#files ?? (await this.list())).keys()) {
      if (text.includes(quoted(title))) await this.open(title);
      // A scenario's own condition may name other tables. Those that cannot be read are missed soon enough.
      else if (lower.includes(title.toLowerCase())) await this.open(title).catch(() => undefined);
    }
    const written = writtenIn(text);
    const known = written === undefined ? undefined : this.#known.get(written);
    if (known && !known.isCopied) await this.#copy(written!, known);
  }

  begin(): void {
    this.#files = undefined;
    this.#isInTransaction = true;
  }

  /** Tables that a statement has written to. */
  changed(): readonly ChangedTable[] {
    const copied = [...this.#known].filter(([, { isCopied }]) => isCopied);
    return copied.map(([title, table]) => ({ table, rows: tableName(title) }));
  }

  /** After the end of a transaction. */
  async end(isCommitted: boolean): Promise<void> {
    this.#isInTransaction = false;
    this.#files = undefined;
    for (const [title, known] of this.#known) {
      if (isCommitted && known.isCopied) await this.#ask(sql`drop table ${tableName(title)}`);
      if (known.isCopied || (known.isOfTransaction && !isCommitted)) this.#known.delete(title);
      else known.isOfTransaction = false;
    }
  }

  async #copy(title: string, known: Known): Promise<void> {
    const { isOfTransaction } = known;
    await this.#ask(sql`drop view ${tableName(title)}`);
    await this.#ask(sql`create temporary table ${name(title)} as ${known.rows}`);
    this.#known.set(title, { ...known, isCopied: true, isOfTransaction });
  }

  async #forget(title: string): Promise<void> {
    await this.#ask(sql`drop view if exists ${tableName(title)}`);
    this.#known.delete(title);
  }
}

async function isSame(known: OpenTable, files: TableFiles): Promise<boolean> {
  if (known.files.length !== files.length) return false;
  for (const [index, file] of files.entries()) {
    const other = known.files[index]!;
    if (other.source.file.path !== file.path || other.signature !== (await signatureOf(file.absolute))) return false;
  }
  return true;
}

function tableName(title: string): Sql {
  return sql`${name('temp')}.${name(filesSchema)}.${name(title)}`;
}

function quoted(title: string): string {
  return `"temp"."${filesSchema}"."${title.replaceAll('"', '""')}"`;
}

/** The table that a statement of ours writes to; undefined for statements that read, or write to the ledger. */
function writtenIn(text: string): string | undefined {
  const match = /\b(?:update|delete from|insert into|alter table) "temp"\."main"\."((?:[^"]|"")+)"/.exec(text);
  return match?.[1]?.replaceAll('""', '"');
}
