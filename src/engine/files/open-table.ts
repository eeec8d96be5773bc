import { stat } from 'node:fs/promises';
import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import type { DataFile } from './data-file.ts';
import { digestOf } from './durable.ts';
import { sourceAt, sourceOf, type FileSource } from './file-source.ts';
import type { TypedColumn } from './infer-types.ts';
import type { Ask } from './literals.ts';
import { originalPath } from './originals.ts';
import { rangesOf, type FileRecord } from './records.ts';
import type { TableFiles } from './table-files.ts';
import { fileRows, tableSourceOf, type TableSource } from './table-source.ts';

/** A table that the session has looked at. */
export interface OpenTable {
  readonly source: TableSource;
  /** Each file with what Faultline remembers of its present bytes. */
  readonly files: readonly OpenFile[];
  /** A select of all its rows. */
  readonly rows: Sql;
}

export interface OpenFile {
  readonly source: FileSource;
  readonly signature: string;
  /** Undefined where Faultline has not written these bytes. */
  readonly record: FileRecord | undefined;
}

/** Digests of files by path and signature, so that none is read twice. */
export type Digests = Map<string, string>;

/** Looks at the files of a table: spelling, columns, types. */
export async function openTable(
  ask: Ask,
  folder: string,
  title: string,
  files: TableFiles,
  records: ReadonlyMap<string, FileRecord>,
  digests: Digests,
): Promise<OpenTable> {
  const found: OpenFile[] = [];
  let bytes = 0;
  for (const file of files) {
    const signature = await signatureOf(file.absolute);
    bytes += Number(signature.split(':')[0]);
    const remembered = records.get(file.path);
    const isOurs = remembered !== undefined && (await digestAt(file, signature, digests)) === remembered.written;
    const record = isOurs ? remembered : undefined;
    const path = record?.isBroken === true ? originalPath(folder, record.base) : file.absolute;
    found.push({ source: await sourceOf(ask, file, path), signature, record });
  }
  const known = new Map<string, TypedColumn>(
    found.flatMap(({ record }) => record?.columns ?? []).map((each) => [each.name, each] as const),
  );
  const source = await tableSourceOf(
    ask,
    title,
    found.map((each) => each.source),
    known,
    bytes,
  );
  const selects: Sql[] = [];
  for (const { source: each, record } of found)
    selects.push(fileRows(source, each, record && (await rangesOf(ask, each.file.path))));
  return { source, files: found, rows: join(selects, sql` union all `) };
}

/** A select of the rows that stand in the kept bytes of a file. */
export function originalRows({ source }: OpenTable, file: FileSource, path: string): Sql {
  return fileRows(source, sourceAt(file, path), undefined);
}

/** What tells, without reading it, that a file was changed. */
export async function signatureOf(path: string): Promise<string> {
  const { size, mtimeNs, ino } = await stat(path, { bigint: true });
  return `${size}:${mtimeNs}:${ino}`;
}

/** Digest of a file that has the signature. */
async function digestAt(file: DataFile, signature: string, digests: Digests): Promise<string> {
  const key = `${file.path}:${signature}`;
  const known = digests.get(key);
  if (known !== undefined) return known;
  const digest = await digestOf(file.absolute);
  digests.set(key, digest);
  return digest;
}
