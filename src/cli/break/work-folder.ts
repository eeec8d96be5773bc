import { copyFile, constants, link, mkdtemp, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** A folder of its own beside the output, in which a second name of the input is broken: the input itself is never written. */
export interface WorkFolder {
  readonly path: string;
  /** Name of the file in it. */
  readonly file: string;
  remove(): Promise<void>;
}

/** @param output path of the file that is to come out, on the disk of which the work is done */
export async function openWorkFolder(input: string, output: string): Promise<WorkFolder> {
  const path = await mkdtemp(join(dirname(resolve(output)), '.faultline-'));
  const file = basename(input);
  const from = await realpath(input);
  // Files are replaced by renaming, so that a second name is as good as a copy, and costs nothing.
  await link(from, join(path, file)).catch(() => copyFile(from, join(path, file), constants.COPYFILE_FICLONE));
  return { path, file, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Gives a finished file its name. */
export async function handOver(from: string, output: string): Promise<void> {
  const handle = await open(from, 'r+');
  await handle.sync();
  await handle.close();
  await rename(from, output);
}
