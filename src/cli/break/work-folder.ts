import { copyFile, constants, link, mkdtemp, open, realpath, rename, rm, stat } from 'node:fs/promises';
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

/** Gives a finished file its name; one that nothing has changed, and that still is the input itself, is copied. */
export async function handOver(from: string, output: string): Promise<void> {
  const finished = (await stat(from)).nlink > 1 ? await copyOf(from) : from;
  const handle = await open(finished, 'r+');
  await handle.sync();
  await handle.close();
  await rename(finished, output);
}

async function copyOf(file: string): Promise<string> {
  const copy = `${file}.copy`;
  await copyFile(file, copy, constants.COPYFILE_FICLONE);
  return copy;
}
