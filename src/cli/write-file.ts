import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that is not there yet, and the folders above it. @throws EEXIST where it is there */
export async function writeNewFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: 'wx' });
}

/** Replaces the text of a file at once: whoever is killed in between leaves the old one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = await realpath(path);
  const beside = `${file}.${process.pid}.new`;
  try {
    await writeFile(beside, text, { flag: 'wx', mode: (await stat(file)).mode });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
