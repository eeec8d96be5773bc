import { dirname } from 'node:path';
import type { Disk } from './disk.ts';

/** Writes a file, or replaces it, at once: whoever is killed in between leaves what was there. @throws as `fileFailure` */
export async function replaceText(disk: Disk, path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  await disk.remove(beside);
  await disk.write(beside, 0, Buffer.from(text));
  await disk.sync(beside);
  await disk.rename(beside, path);
  await disk.sync(dirname(path));
}
