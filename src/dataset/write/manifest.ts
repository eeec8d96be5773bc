import { lstat, readFile } from 'node:fs/promises';
import { FaultlineError } from '../../model/errors.ts';
import type { Disk } from './disk.ts';
import { replaceText } from './replace-text.ts';

/** What was written, and how far. It is written behind the data that it speaks of. */
export interface Manifest {
  readonly formatVersion: 1;
  readonly dataset: string;
  readonly state: 'unfinished' | 'finished';
  /** All that decides the bytes of the files. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Number of jobs whose rows are in the files. */
  readonly jobs: number;
  readonly files: readonly FileRecord[];
}

/** A file, or the part of it that is on the disk. */
export interface FileRecord {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  /** It is done, and stands under its name, or is about to. */
  readonly isWhole: boolean;
}

/** Name of the manifest of a run. @param run name of the data set, with the shard if there is one */
export function manifestName(run: string): string {
  return `.faultline-${run}.json`;
}

/** Rows of all files so far. */
export function rowsIn({ files }: Manifest): number {
  return files.reduce((sum, { rows }) => sum + rows, 0);
}

/** @returns undefined where there is none @throws FILE_NOT_WRITTEN where what is there was not written by Faultline */
export async function readManifest(path: string): Promise<Manifest | undefined> {
  const entry = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (entry === undefined) return undefined;
  const value: unknown = entry.isFile() ? parsed(await readFile(path, 'utf8')) : undefined;
  if (isManifest(value)) return value;
  throw new FaultlineError('FILE_NOT_WRITTEN', `${path} is no record of what Faultline has written`, {
    hint: 'Move it away, or choose another folder with --out.',
  });
}

/** Replaces a manifest at once: whoever is killed in between leaves the old one. */
export async function writeManifest(disk: Disk, path: string, manifest: Manifest): Promise<void> {
  await replaceText(disk, path, `${JSON.stringify(manifest, undefined, 1)}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { formatVersion, state, configuration, jobs, files } = value as Partial<Record<keyof Manifest, unknown>>;
  return (
    formatVersion === 1 &&
    (state === 'unfinished' || state === 'finished') &&
    typeof configuration === 'object' &&
    configuration !== null &&
    Number.isSafeInteger(jobs) &&
    Array.isArray(files) &&
    files.every(isRecord)
  );
}

function isRecord(value: unknown): value is FileRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { path, table, rows, bytes, isWhole } = value as Partial<Record<keyof FileRecord, unknown>>;
  return (
    typeof path === 'string' &&
    path.split('/').every((name) => name !== '' && name !== '.' && name !== '..' && !/[\\\0]/.test(name)) &&
    typeof table === 'string' &&
    Number.isSafeInteger(rows) &&
    Number.isSafeInteger(bytes) &&
    typeof isWhole === 'boolean'
  );
}
