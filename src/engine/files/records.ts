import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';
import { textOf } from '../read-row.ts';
import type { TypedColumn } from './infer-types.ts';
import type { Ask } from './literals.ts';

/** What Faultline remembers of a file that it has changed. Digests are SHA-256 in hex. */
export interface FileRecord {
  readonly path: string;
  readonly table: string;
  /** Digest of the bytes that stand for the state before; they are kept among the originals. */
  readonly base: string;
  /** Digest of the bytes that Faultline wrote last. */
  readonly written: string;
  /** The file is broken as a file: until that is taken back, its rows are those of `base`. */
  readonly isBroken: boolean;
  /** Types of the table's columns when it was written. */
  readonly columns: readonly TypedColumn[];
}

/** Schema of what Faultline remembers of files, beside the ledger's own. */
export const recordSchema = 'files';

const records = sql`ledger.files.written`;
const ranges = sql`ledger.files.ranges`;
const commits = sql`ledger.files.commits`;

/** Creates what is missing, each statement committed by itself. */
export async function prepareRecords(ask: Ask): Promise<void> {
  for (const statement of [
    sql`create schema if not exists ledger.files`,
    sql`create table if not exists ${records} (path varchar not null, table_name varchar not null, base varchar not null, written varchar not null, is_broken boolean not null, columns varchar not null)`,
    sql`create table if not exists ${ranges} (path varchar not null, first_position bigint not null, first_row bigint not null)`,
    sql`create table if not exists ${commits} (id varchar not null)`,
    sql`create sequence if not exists ledger.files.arrivals start 1000000000001`,
  ])
    await ask(statement);
}

/** Whether there is anything to remember. */
async function hasRecords(ask: Ask): Promise<boolean> {
  const found = await ask(sql`select 1 as one from duckdb_tables()
    where database_name = 'ledger' and schema_name = ${recordSchema} and table_name = 'commits'`);
  return found.length > 0;
}

/** Records by the paths of their files. */
export async function readRecords(ask: Ask): Promise<ReadonlyMap<string, FileRecord>> {
  if (!(await hasRecords(ask))) return new Map();
  const rows = await ask(sql`select * from ${records}`);
  return new Map(
    rows.map((row) => [
      textOf(row, 'path'),
      {
        path: textOf(row, 'path'),
        table: textOf(row, 'table_name'),
        base: textOf(row, 'base'),
        written: textOf(row, 'written'),
        isBroken: row['is_broken'] === true,
        columns: JSON.parse(textOf(row, 'columns')) as TypedColumn[],
      },
    ]),
  );
}

/** Forgets a file, or remembers it anew. @param record undefined where it is as before again */
export async function writeRecord(ask: Ask, path: string, record: FileRecord | undefined): Promise<void> {
  await ask(sql`delete from ${records} where path = ${path}`);
  await ask(sql`delete from ${ranges} where path = ${path}`);
  if (record === undefined) return;
  const { table, base, written, isBroken, columns } = record;
  await ask(
    sql`insert into ${records} values (${path}, ${table}, ${base}, ${written}, ${isBroken}, ${JSON.stringify(columns)})`,
  );
}

/**
 * Remembers which rows the lines of a written file are, as stretches of numbers that follow each other.
 * @param rows a select of the numbers of its rows, `row`, in the order of its lines
 */
export async function writeRanges(ask: Ask, path: string, rows: Sql): Promise<void> {
  await ask(sql`insert into ${ranges}
    select ${path}, min(p.position), min(p.row)
    from (select r.row, row_number() over (order by r.row) as position from (${rows}) r) p
    group by p.row - p.position`);
}

/** The stretches of a file, to be joined by the position of a line; undefined where lines and rows have the same numbers. */
export async function rangesOf(ask: Ask, path: string): Promise<Sql | undefined> {
  const [row] = await ask(sql`select count(*) as counted from ${ranges} where path = ${path}`);
  if (Number(row!['counted']) === 0) return undefined;
  return sql`(select first_position, first_row from ${ranges} where path = ${raw(`'${path.replaceAll("'", "''")}'`)})`;
}

/** The number of the row in a line, of rows joined with `rangesOf` as `n`. */
export function rowNumbersOf(position: Sql): Sql {
  return sql`n.first_row + ${position} - n.first_position`;
}

/** Marks a commit as done, as a part of it. */
export async function markCommit(ask: Ask, id: string): Promise<void> {
  await ask(sql`insert into ${commits} values (${id})`);
}

export async function isCommitted(ask: Ask, id: string): Promise<boolean> {
  return (await hasRecords(ask)) && (await ask(sql`select 1 as one from ${commits} where id = ${id}`)).length > 0;
}
