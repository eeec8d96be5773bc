import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';

/**
 * Refuses labels that would go where a file of a table goes.
 * @param folder of the tables, without links in its path
 * @param paths of their files, relative to the folder
 * @param labels absolute
 * @throws DUPLICATE_NAME
 */
export async function refuseAsLabels(folder: string, paths: Iterable<string>, labels: string): Promise<void> {
  const place = await withoutLinks(labels);
  for (const path of paths)
    if (join(folder, path) === place)
      throw new FaultlineError('DUPLICATE_NAME', `${labels} is a file of a table, and the labels would go there, too`, {
        hint: 'Name another file: --labels labels.csv.',
      });
}

/** A path whose folders, as far as they are there, are no links. */
async function withoutLinks(path: string): Promise<string> {
  const parent = dirname(path);
  if (parent === path) return path;
  const home = await realpath(parent).catch(() => withoutLinks(parent));
  return join(home, basename(path));
}
