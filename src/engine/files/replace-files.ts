import { chmod, copyFile, rm, stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join as joinPath } from 'node:path';
import type { Connection } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { column, join, name, sql } from '../../sql/sql.ts';
import { writeDamage, type PendingDamage } from './damage.ts';
import { digestOf, syncFile } from './durable.ts';
import { sourceAt } from './file-source.ts';
import { settleJournal, writeJournal, type Journal } from './journal.ts';
import { literal, type Ask } from './literals.ts';
import { originalRows, signatureOf, type OpenFile, type OpenTable } from './open-table.ts';
import { keepOriginal, originalPath } from './originals.ts';
import { markCommit, writeRanges, writeRecord, type FileRecord } from './records.ts';
import type { RowEdit } from './row-edit.ts';
import { dataColumns, rowEdits } from './row-edits.ts';
import { fileRows } from './table-source.ts';
import { writeParquet } from './write-parquet.ts';
import { writeRows } from './write-rows.ts';

/** A table whose rows were changed in the session, and where its rows are now. */
export interface ChangedTable {
  readonly table: OpenTable;
  /** The session's table that holds the rows as they are to be. */
  readonly rows: Sql;
}

export interface ReplaceRequest {
  readonly connection: Connection;
  readonly folder: string;
  readonly tables: readonly ChangedTable[];
  /** Files that are to be broken as files, or put back. */
  readonly damages: readonly PendingDamage[];
  /** Called now and then; what it throws ends the work. */
  readonly checkpoint: () => void;
}

/**
 * Writes the changed files of tables beside the old ones and remembers them in the open transaction. Nothing is
 * replaced yet: that is for `settleJournal`, once the transaction is committed.
 * @returns the journal, which is on the disk; undefined where no file changes
 * @throws WRITE_CONFLICT where others changed a file since it was read, UNSUPPORTED where it cannot be written so that it is read as meant
 */
export async function replaceFiles(request: ReplaceRequest): Promise<Journal | undefined> {
  const changed: { table: OpenTable; rows: Sql; file: OpenFile }[] = [];
  for (const { table, rows } of request.tables)
    for (const file of await changedFiles(request.connection, table, rows)) changed.push({ table, rows, file });
  if (changed.length === 0 && request.damages.length === 0) return undefined;
  const commit = randomBytes(8).toString('hex');
  const files: Journal['files'][number][] = [];
  for (const [index, { file }] of changed.entries()) {
    const { path, absolute } = file.source.file;
    if ((await signatureOf(absolute).catch(() => '')) !== file.signature) throw changedByOthers(path);
    if (file.record?.isBroken === true) throw brokenAsFile(path);
    const temporary = temporaryOf(path, commit, index);
    files.push({ path, temporary, before: file.record?.written ?? (await digestOf(absolute)) });
  }
  for (const [index, { file }] of request.damages.entries()) {
    const before = await digestOf(joinPath(request.folder, file.path)).catch(() => '');
    files.push({ path: file.path, temporary: temporaryOf(file.path, commit, changed.length + index), before });
  }
  const journal: Journal = { formatVersion: 1, commit, files };
  await writeJournal(request.folder, journal);
  try {
    for (const [index, { table, rows, file }] of changed.entries())
      await writeBeside(request, table, rows, file, files[index]!);
    for (const [index, pending] of request.damages.entries())
      await breakBeside(request, pending, files[changed.length + index]!);
    await markCommit((statement) => request.connection.query(statement), commit);
  } catch (error) {
    await settleJournal(request.folder, journal, false);
    throw error;
  }
  return journal;
}

function temporaryOf(path: string, commit: string, index: number): string {
  const place = dirname(path) === '.' ? '' : `${dirname(path)}/`;
  return `${place}.${basename(path)}.faultline-${commit}-${index}`;
}

/** Writes a file broken, or whole again, beside the one that is there. */
async function breakBeside(
  { connection, folder }: ReplaceRequest,
  pending: PendingDamage,
  { path, temporary, before }: Journal['files'][number],
): Promise<void> {
  const ask: Ask = (statement) => connection.query(statement);
  const { file, damage } = pending;
  const absolute = joinPath(folder, path);
  const to = joinPath(folder, temporary);
  if (damage !== undefined && before !== file.digestBefore) throw changedByOthers(path);
  if (damage !== undefined) await keepOriginal(folder, before, absolute);
  await writeDamage(folder, pending, to);
  await chmod(
    to,
    await stat(absolute).then(
      ({ mode }) => mode,
      () => 0o644,
    ),
  );
  await syncFile(to);
  const record: FileRecord | undefined = damage && {
    path,
    table: pending.table,
    base: before,
    written: file.digestAfter,
    isBroken: true,
    columns: [],
  };
  await writeRecord(ask, path, record);
}

/** Files of which a row is not as it was read. */
async function changedFiles(connection: Connection, table: OpenTable, rows: Sql): Promise<readonly OpenFile[]> {
  const { place } = table.source;
  if (table.files.length === 1) return table.files;
  const file = (alias: string) => column(alias, place.file);
  const row = (alias: string) => column(alias, place.row);
  const differs = dataColumns(table.source).map(
    (each) => sql`not ${connection.dialect.same(column('b', each.name), column('c', each.name), each)}`,
  );
  const found = await connection.query(sql`
    select distinct coalesce(${file('b')}, ${file('c')}) as ${name('path')}
    from (${table.rows}) b
    full join ${rows} c on ${file('b')} = ${file('c')} and ${row('b')} = ${row('c')}
    where ${row('b')} is null or ${row('c')} is null or ${join(differs, sql` or `)}`);
  const paths = new Set(found.map((each) => each['path']));
  return table.files.filter(({ source }) => paths.has(source.file.path));
}

async function writeBeside(
  request: ReplaceRequest,
  table: OpenTable,
  rows: Sql,
  { source, record }: OpenFile,
  { path, temporary, before }: Journal['files'][number],
): Promise<void> {
  const { connection, folder, checkpoint } = request;
  const ask: Ask = (statement) => connection.query(statement);
  const base = record?.base ?? before;
  await keepOriginal(folder, base, source.file.absolute);
  const original = originalPath(folder, base);
  const to = joinPath(folder, temporary);
  const { place } = table.source;
  const current = sql`select * from ${rows} w where ${column('w', place.file)} = ${literal(path)}`;
  const counted = { changed: 0, gone: 0, new: 0 };
  const edits = counting(
    rowEdits(connection, table.source, source.columns, originalRows(table, source, original), current),
    counted,
  );
  if (source.file.format === 'parquet') {
    for await (const _ of edits) if (counted.changed > 0 && counted.gone > 0 && counted.new > 0) break;
    if (counted.changed + counted.gone + counted.new > 0)
      await writeParquet(connection, source, original, to, sql`${current} order by ${column('w', place.row)}`);
  } else await writeRows(source, table.source.columns, original, to, edits, checkpoint);
  const isAsBefore = counted.changed + counted.gone + counted.new === 0;
  if (isAsBefore && base === before) return rm(to, { force: true });
  if (isAsBefore) await copyFile(original, to);
  await chmod(to, (await stat(source.file.absolute)).mode);
  await syncFile(to);
  await writeRecord(ask, path, undefined);
  if (isAsBefore) return;
  const isRenumbered = counted.gone + counted.new > 0;
  await assertReadsAsMeant(connection, table, source, to, current, isRenumbered);
  const written: FileRecord = {
    path,
    table: table.source.name,
    base,
    written: await digestOf(to),
    isBroken: false,
    columns: table.source.columns,
  };
  await writeRecord(ask, path, written);
  if (isRenumbered) await writeRanges(ask, path, sql`select ${column('w', place.row)} as row from (${current}) w`);
}

async function* counting(
  edits: AsyncGenerator<RowEdit>,
  counted: Record<RowEdit['kind'], number>,
): AsyncGenerator<RowEdit> {
  for await (const edit of edits) {
    counted[edit.kind] += 1;
    yield edit;
  }
}

/** The new bytes are read once more before they take the place of the old ones. */
async function assertReadsAsMeant(
  connection: Connection,
  table: OpenTable,
  source: OpenFile['source'],
  path: string,
  current: Sql,
  isRenumbered: boolean,
): Promise<void> {
  const { place } = table.source;
  const columns = dataColumns(table.source);
  const digest = (rows: Sql, row: Sql) => {
    const values = columns.map((each) => connection.dialect.text(column('v', each.name), each));
    return sql`select count(*) as ${name('rows')}, ${connection.dialect.digest([...values, row])} as ${name('digest')} from (${rows}) v`;
  };
  const own = column('v', place.row);
  const [read] = await connection.query(digest(fileRows(table.source, sourceAt(source, path), undefined), own));
  const numbered = sql`select w.*, row_number() over (order by ${column('w', place.row)}) as ${name('_fl_line')} from (${current}) w`;
  const [meant] = await connection.query(isRenumbered ? digest(numbered, sql`v."_fl_line"`) : digest(current, own));
  if (Number(read!['rows']) === Number(meant!['rows']) && read!['digest'] === meant!['digest']) return;
  throw new FaultlineError(
    'UNSUPPORTED',
    `${source.file.path} cannot hold the changed rows so that they are read as meant`,
    {
      hint: 'Choose another anomaly or another column for this file; nothing was changed.',
    },
  );
}

function brokenAsFile(path: string): FaultlineError {
  return new FaultlineError('UNSUPPORTED', `${path} is broken as a file: its rows cannot be changed`, {
    hint: 'Roll back what broke it first: faultline status',
  });
}

function changedByOthers(path: string): FaultlineError {
  return new FaultlineError('WRITE_CONFLICT', `others changed ${path} while Faultline was at work with it`);
}
