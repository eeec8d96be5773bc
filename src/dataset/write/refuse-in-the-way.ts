import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';

/** Files that are named. */
const mostNamed = 10;

/**
 * Refuses to write over what is there already.
 * @param paths of the files that are to be made, relative to the folder
 * @param own those that an earlier run of the same data set has written
 * @throws DUPLICATE_OBJECT
 */
export async function refuseInTheWay(folder: string, paths: Iterable<string>, own: ReadonlySet<string>): Promise<void> {
  const foreign: string[] = [];
  for (const path of paths) {
    if (own.has(path)) continue;
    const isThere = await lstat(join(folder, path)).then(
      () => true,
      () => false,
    );
    if (isThere) foreign.push(path);
  }
  if (foreign.length === 0) return;
  throw new FaultlineError(
    'DUPLICATE_OBJECT',
    `${folder} already has ${listed(foreign)}, which this data set has not written`,
    {
      hint: 'Move them away, or choose another folder with --out.',
    },
  );
}

/** Up to ten names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
