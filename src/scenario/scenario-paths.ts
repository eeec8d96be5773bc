import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { globPattern } from '../model/glob.ts';

/** Folders that hold the files of others. */
const skipped = new Set(['node_modules', '.git']);

/**
 * The files below a folder that one of the globs matches, relative to it, with forward slashes, sorted.
 * Links to folders are not followed.
 */
export async function matchingFiles(root: string, globs: readonly string[]): Promise<readonly string[]> {
  const patterns = globs.map((glob) => globPattern(normalised(glob)));
  const starts = new Set(globs.map((glob) => fixedFolder(normalised(glob))));
  const found = new Set<string>();
  for (const start of starts) {
    for await (const path of filesBelow(root, start))
      if (patterns.some((pattern) => pattern.test(path))) found.add(path);
  }
  return [...found].toSorted();
}

/** The folders, as absolute paths, in which files that one of the globs matches may be or come to be. */
export async function foldersWithMatches(root: string, globs: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const glob of globs) {
    const start = fixedFolder(normalised(glob));
    // Whoever removes the folder itself, or brings it back, does so in the one above it.
    for (const above of foldersAbove(start)) found.add(join(root, above));
    for await (const folder of foldersBelow(root, start)) found.add(join(root, folder));
  }
  return [...found];
}

/** Only `scenarios` has to be walked for `scenarios/**` + `/*.yaml`. */
function fixedFolder(glob: string): string {
  const folders = glob.split('/').slice(0, -1);
  const moving = folders.findIndex((folder) => /[*?{]/.test(folder));
  return (moving < 0 ? folders : folders.slice(0, moving)).join('/');
}

function normalised(glob: string): string {
  return glob.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
}

async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) yield path;
    else if (!skipped.has(entry.name)) yield* filesBelow(root, path);
  }
}

/** The folder itself, too. */
async function* foldersBelow(root: string, folder: string): AsyncGenerator<string> {
  yield folder;
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory() && !skipped.has(entry.name))
      yield* foldersBelow(root, folder === '' ? entry.name : `${folder}/${entry.name}`);
  }
}

/** `''` and `data` for `data/scenarios`. */
function foldersAbove(folder: string): readonly string[] {
  if (folder === '') return [];
  const names = folder.split('/');
  return names.map((_, index) => names.slice(0, index).join('/'));
}
