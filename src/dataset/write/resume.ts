import { lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';
import type { Disk } from './disk.ts';
import { giveName, growingPath, type GrowingFolders } from './growing-files.ts';
import type { FileRecord, Manifest } from './manifest.ts';

/**
 * Brings the files of a run that was broken off to where its manifest says they are: what was written behind that is
 * cut off, whole files get their names.
 * @throws STALE_PLAN where a file is not what the manifest says
 */
export async function resumeFiles(disk: Disk, folders: GrowingFolders, manifest: Manifest): Promise<void> {
  for (const file of manifest.files) {
    const growing = growingPath(folders.growing, file.path);
    const size = await sizeOf(growing);
    if (file.isWhole && size === undefined) await checkWhole(folders.folder, file);
    else if (size === undefined || size < file.bytes) throw changed(growing);
    else if (size > file.bytes) await disk.truncate(growing, file.bytes);
    if (!file.isWhole || size === undefined) continue;
    await disk.makeFolder(dirname(join(folders.folder, file.path)));
    await giveName(disk, growing, join(folders.folder, file.path));
  }
  const recorded = new Set(manifest.files.map(({ path }) => growingPath(folders.growing, path)));
  for (const name of await readdir(folders.growing).catch(() => []))
    if (!recorded.has(join(folders.growing, name))) await disk.remove(join(folders.growing, name));
}

/** @throws STALE_PLAN where one of the files is not what the manifest says */
export async function checkFinished(folder: string, { files }: Manifest): Promise<void> {
  for (const file of files) await checkWhole(folder, file);
}

async function checkWhole(folder: string, { path, bytes }: FileRecord): Promise<void> {
  if ((await sizeOf(join(folder, path))) !== bytes) throw changed(join(folder, path));
}

function changed(path: string): FaultlineError {
  return new FaultlineError('STALE_PLAN', `${path} is gone, or was changed since it was written`, {
    hint: 'Make all files anew with --force.',
  });
}

async function sizeOf(path: string): Promise<number | undefined> {
  const entry = await lstat(path).catch(() => undefined);
  return entry?.isFile() === true ? entry.size : undefined;
}
