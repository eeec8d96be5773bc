import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';
import { dataFileAt, type DataFile } from './data-file.ts';

/** What a folder holds. */
export interface Listing {
  /** Sorted by path. */
  readonly files: readonly DataFile[];
  /** Folders whose files belong to a table format, with its name: `{path: 'orders', of: 'Delta Lake'}`. */
  readonly lakes: readonly { readonly path: string; readonly of: string }[];
  /** Symbolic links that look like files or folders of rows. */
  readonly links: readonly string[];
}

/** Lists the files of rows below a folder. What begins with a point or an underscore is not looked at. */
export async function listFiles(folder: string): Promise<Listing> {
  const files: DataFile[] = [];
  const lakes: { path: string; of: string }[] = [];
  const links: string[] = [];
  const walk = async (path: string): Promise<void> => {
    const entries = await readdir(join(folder, path), { withFileTypes: true });
    const lake = await lakeOf(join(folder, path), entries);
    if (lake !== undefined) {
      lakes.push({ path: path === '' ? '.' : path, of: lake });
      return;
    }
    for (const entry of entries) {
      const inside = path === '' ? entry.name : `${path}/${entry.name}`;
      if (/^[._]/.test(entry.name)) continue;
      if (entry.isSymbolicLink()) links.push(inside);
      else if (entry.isDirectory()) await walk(inside);
      else {
        const file = dataFileAt(folder, inside);
        if (file !== undefined && entry.isFile()) files.push(file);
      }
    }
  };
  await walk('');
  return { files: files.toSorted((left, right) => (left.path < right.path ? -1 : 1)), lakes, links };
}

/** Files of these belong together by a log of their own, which knows nothing of what is changed beside it. */
async function lakeOf(absolute: string, entries: readonly Dirent[]): Promise<string | undefined> {
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  if (folders.includes('_delta_log')) return 'Delta Lake';
  if (folders.includes('.hoodie')) return 'Hudi';
  if (!folders.includes('metadata')) return undefined;
  const inside = await readdir(join(absolute, 'metadata'));
  return inside.some((name) => name.endsWith('.metadata.json')) ? 'Iceberg' : undefined;
}

/** @throws UNSUPPORTED where what a table asks for is a link */
export function refuseLink(path: string): never {
  throw new FaultlineError('UNSUPPORTED', `${path} is a symbolic link, and Faultline changes nothing behind one`, {
    hint: 'Put the files themselves into the folder, or leave the link out of the globs of `tables`.',
  });
}
