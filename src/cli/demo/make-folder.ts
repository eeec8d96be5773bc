import { cp, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FaultlineError } from '../../model/errors.ts';

/** The shop that comes with the package: three folders up in the sources and in the build alike. */
const example = new URL('../../../examples/shop/', import.meta.url);

/** What was made for the demo. */
export interface DemoFolder {
  /** Absolute. */
  readonly path: string;
  /** Relative to it, with slashes. */
  readonly files: readonly string[];
}

/**
 * Makes the folder of the demo, with the files of the shop.
 * @throws INVALID_ARGUMENT where something is there already; FILE_NOT_FOUND where the folder above is not
 */
export async function makeFolder(folder: string): Promise<DemoFolder> {
  const path = resolve(folder);
  await makeEmpty(path, folder);
  await cp(fileURLToPath(example), path, { recursive: true });
  const made = await readdir(path, { recursive: true, withFileTypes: true });
  const files = made
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(path.length + 1));
  return { path, files: files.map((file) => file.replaceAll('\\', '/')).toSorted() };
}

async function makeEmpty(path: string, folder: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (isProblem(error, 'ENOENT'))
      throw new FaultlineError('FILE_NOT_FOUND', `the folder above ${folder} does not exist`, {
        hint: 'Make it first.',
        cause: error,
      });
    if (!isProblem(error, 'EEXIST')) throw error;
    if (!(await isEmptyFolder(path)))
      throw new FaultlineError('INVALID_ARGUMENT', `${folder} is there already; nothing was written`, {
        hint: 'Remove it, or name another folder: faultline demo <folder>.',
        cause: error,
      });
  }
}

async function isEmptyFolder(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    if (isProblem(error, 'ENOTDIR')) return false;
    throw error;
  }
}

function isProblem(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
