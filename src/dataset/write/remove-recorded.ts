import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';
import type { Disk } from './disk.ts';
import type { Manifest } from './manifest.ts';

/**
 * Removes the files that a manifest lists, and folders that are empty then. What is a link, or stands behind one that
 * leads out of the folder, is not Faultline's own.
 * @param folder without links in its path
 * @throws FILE_NOT_WRITTEN before anything is removed
 */
export async function removeRecorded(disk: Disk, folder: string, manifest: Manifest): Promise<void> {
  const paths: string[] = [];
  for (const { path } of manifest.files) if (await isOwn(folder, path)) paths.push(path);
  for (const path of paths) await disk.remove(join(folder, path));
  const folders = new Set(paths.flatMap((path) => foldersOf(path)));
  const deepestFirst = [...folders].toSorted((left, right) => right.length - left.length);
  for (const each of deepestFirst) await disk.removeEmpty(join(folder, each));
}

/** @returns false where nothing is there */
async function isOwn(folder: string, path: string): Promise<boolean> {
  const absolute = join(folder, path);
  const entry = await lstat(absolute).catch(() => undefined);
  if (entry === undefined) return false;
  const home = await realpath(dirname(absolute));
  const within = relative(folder, home);
  const isWithin = within !== '..' && !within.startsWith(`..${sep}`) && home === dirname(absolute);
  if (entry.isFile() && isWithin) return true;
  throw new FaultlineError(
    'FILE_NOT_WRITTEN',
    `${absolute} is no file that Faultline has written: it is, or stands behind, a link`,
    {
      hint: 'Move it away, or choose another folder with --out.',
    },
  );
}

/** `a/b` and `a` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, names.length - index).join('/'));
}
