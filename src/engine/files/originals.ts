import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDurably } from './durable.ts';
import { ownFolder } from './folder.ts';

/** Where the bytes of a digest are kept, so that they can be put back as they were. */
export function originalPath(folder: string, digest: string): string {
  return join(folder, ownFolder, 'originals', digest);
}

/** Keeps the bytes of a file. */
export async function keepOriginal(folder: string, digest: string, from: string): Promise<void> {
  const to = originalPath(folder, digest);
  const isKept = await stat(to).then(
    () => true,
    () => false,
  );
  if (!isKept) await copyDurably(from, to);
}

/** Removes what no record needs any more. @param needed digests */
export async function dropOriginals(folder: string, needed: ReadonlySet<string>): Promise<void> {
  const kept = await readdir(join(folder, ownFolder, 'originals')).catch(() => []);
  for (const name of kept) if (!needed.has(name)) await rm(originalPath(folder, name), { force: true });
}
