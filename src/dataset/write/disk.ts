import { mkdir, open, rename, rm, rmdir, truncate, type FileHandle } from 'node:fs/promises';
import { FaultlineError } from '../../model/errors.ts';
import { fileFailure } from './file-failure.ts';

/** Everything that changes files of an output, each of it a step that a crash may come before or after. */
export interface Disk {
  /** Makes a folder and those above it. @returns the first one that was made; undefined where all were there */
  makeFolder(path: string): Promise<string | undefined>;
  /** Writes bytes of `from`, from `start` (inclusive) to `end` (exclusive), into a file at a position. The file is made where it is missing. */
  copyInto(path: string, position: number, from: string, start: number, end: number): Promise<void>;
  /** Writes bytes into a file at a position. The file is made where it is missing. */
  write(path: string, position: number, bytes: Uint8Array): Promise<void>;
  /** Makes a file. @returns false where it is there already */
  create(path: string, text: string): Promise<boolean>;
  truncate(path: string, length: number): Promise<void>;
  /** Brings the bytes of a file, or the names in a folder, to the disk. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; none is no error. */
  remove(path: string): Promise<void>;
  /** Removes a folder with all that is in it; none is no error. */
  removeFolder(path: string): Promise<void>;
  /** Removes a folder if nothing is in it; none is no error. */
  removeEmpty(path: string): Promise<void>;
}

/** Bytes that are copied at a time. */
const buffered = 1 << 20;

/** The disk of this machine. Its errors are those of `fileFailure`. */
export const machineDisk: Disk = {
  makeFolder: (path) => told(path, () => mkdir(path, { recursive: true })),
  copyInto: (path, position, from, start, end) => told(path, () => copyRange(path, position, from, start, end)),
  write: (path, position, bytes) => told(path, () => withFile(path, (file) => writeAll(file, bytes, position))),
  create: (path, text) => told(path, () => createFile(path, text)),
  truncate: (path, length) => told(path, () => truncate(path, length)),
  sync: (path) => told(path, () => syncPath(path)),
  rename: (from, to) => told(to, () => rename(from, to)),
  remove: (path) => told(path, () => rm(path, { force: true })),
  removeFolder: (path) => told(path, () => rm(path, { recursive: true, force: true })),
  removeEmpty: (path) => told(path, () => removeEmpty(path)),
};

async function told<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FaultlineError ? error : fileFailure(path, error);
  }
}

async function copyRange(path: string, position: number, from: string, start: number, end: number): Promise<void> {
  const source = await open(from, 'r');
  try {
    await withFile(path, async (file) => {
      const buffer = Buffer.allocUnsafe(Math.min(buffered, end - start));
      for (let at = start; at < end;) {
        const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, end - at), at);
        if (bytesRead === 0) throw new FaultlineError('INTERNAL', `${from} ends before byte ${end}`);
        await writeAll(file, buffer.subarray(0, bytesRead), position + at - start);
        at += bytesRead;
      }
    });
  } finally {
    await source.close();
  }
}

/** Opens a file for writing, and makes it where it is missing. */
async function withFile(path: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return open(path, 'wx+');
  });
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

async function createFile(path: string, text: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    return undefined;
  });
  if (file === undefined) return false;
  try {
    await file.writeFile(text);
    return true;
  } finally {
    await file.close();
  }
}

async function syncPath(path: string): Promise<void> {
  // Windows has no way to ask this for a folder, which cannot be opened there.
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r').catch((error: NodeJS.ErrnoException) => {
    if (process.platform !== 'win32') throw error;
    return undefined;
  });
  try {
    await file?.sync();
  } finally {
    await file?.close();
  }
}

/** Another run may be quicker, to remove the folder or to put something into it. */
async function removeEmpty(path: string): Promise<void> {
  await rmdir(path).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error;
  });
}
