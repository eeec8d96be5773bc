import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { FaultlineError } from '../../model/errors.ts';
import type { Disk } from './disk.ts';
import type { FileRecord } from './manifest.ts';
import type { PlannedFile } from './planned-files.ts';

/** Bytes of a file that are to be appended. */
export interface Piece {
  readonly file: PlannedFile;
  readonly rows: number;
  readonly part: string;
  readonly start: number;
  readonly end: number;
  /** The part is the whole file, and may be moved. */
  readonly isAll: boolean;
}

/** The files of a run, under work in a hidden folder until they are whole. */
export interface GrowingFiles {
  /** Appends pieces of different files, behind `head` where a file has just begun and `between` where it has rows already. */
  append(
    table: string,
    pieces: readonly Piece[],
    frame: { readonly head: Buffer; readonly between: Buffer },
  ): Promise<void>;
  /** Appends what ends files, which are made where they have no rows. */
  finish(
    table: string,
    files: readonly PlannedFile[],
    frame: { readonly head: Buffer; readonly close: Buffer },
  ): Promise<void>;
  /** Brings all that was appended to the disk, has it recorded, and gives whole files their names. */
  settle(record: (files: readonly FileRecord[]) => Promise<void>): Promise<void>;
  /** All files so far. */
  records(): readonly FileRecord[];
}

export interface GrowingFolders {
  /** Where whole files stand. */
  readonly folder: string;
  /** Where those under work do. */
  readonly growing: string;
}

interface Growth {
  readonly table: string;
  rows: number;
  bytes: number;
  isWhole: boolean;
}

/** Files that are worked on at once where there are many. */
const atOnce = 8;

/** @param found what an earlier run has left, as its manifest says */
export function openGrowingFiles(
  disk: Disk,
  { folder, growing }: GrowingFolders,
  found: readonly FileRecord[],
): GrowingFiles {
  const files = new Map<string, Growth>(found.map((file) => [file.path, { ...file }]));
  const made = new Set<string>();
  let touched = new Set<string>();
  const growthOf = (table: string, { path }: PlannedFile) => {
    const growth = files.get(path) ?? { table, rows: 0, bytes: 0, isWhole: false };
    files.set(path, growth);
    touched.add(path);
    return growth;
  };
  const write = async (path: string, growth: Growth, bytes: Buffer) => {
    await disk.write(growingPath(growing, path), growth.bytes, bytes);
    growth.bytes += bytes.length;
  };
  const appendPiece = async (table: string, piece: Piece, head: Buffer, between: Buffer) => {
    const { file, part, start, end } = piece;
    const growth = growthOf(table, file);
    const to = growingPath(growing, file.path);
    const lead = growth.rows > 0 ? between : growth.bytes === 0 && file.hasHead ? head : Buffer.alloc(0);
    if (lead.length > 0) await write(file.path, growth, lead);
    if (growth.bytes === 0 && piece.isAll) await disk.rename(part, to);
    else await disk.copyInto(to, growth.bytes, part, start, end);
    growth.bytes += end - start;
    growth.rows += piece.rows;
  };
  const finishFile = async (table: string, file: PlannedFile, head: Buffer, close: Buffer) => {
    const growth = growthOf(table, file);
    const lead = growth.bytes === 0 && file.hasHead ? head : Buffer.alloc(0);
    if (growth.bytes === 0 || close.length > 0) await write(file.path, growth, Buffer.concat([lead, close]));
    growth.isWhole = true;
  };
  const makeHome = async (path: string) => {
    const home = dirname(join(folder, path));
    if (!made.has(home)) await disk.makeFolder(home);
    made.add(home);
    return home;
  };
  const records = () => [...files].map(([path, growth]) => ({ path, ...growth }));
  return {
    append: (table, pieces, { head, between }) =>
      inParallel(pieces, (piece) => appendPiece(table, piece, head, between)),
    finish: (table, finished, { head, close }) => inParallel(finished, (file) => finishFile(table, file, head, close)),
    async settle(record) {
      const settled = [...touched];
      await inParallel(settled, (path) => disk.sync(growingPath(growing, path)));
      await disk.sync(growing);
      await record(records());
      touched = new Set();
      const homes = new Set<string>();
      await inParallel(
        settled.filter((path) => files.get(path)!.isWhole),
        async (path) => {
          homes.add(await makeHome(path));
          await giveName(disk, growingPath(growing, path), join(folder, path));
        },
      );
      await inParallel([...homes], (home) => disk.sync(home));
    },
    records,
  };
}

/** Where a file stands as long as it is under work: in one folder with all others, under a name that is never too long. */
export function growingPath(growing: string, path: string): string {
  return join(growing, createHash('sha256').update(path).digest('hex').slice(0, 32));
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const limit = pLimit(atOnce);
  const results = await Promise.allSettled(items.map((item) => limit(() => work(item))));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Moves a file to a name that nothing has. @throws DUPLICATE_OBJECT */
export async function giveName(disk: Disk, from: string, to: string): Promise<void> {
  const isTaken = await lstat(to).then(
    () => true,
    () => false,
  );
  if (isTaken)
    throw new FaultlineError('DUPLICATE_OBJECT', `${to} has come from elsewhere while its rows were made`, {
      hint: 'Move it away and go on with --continue.',
    });
  await disk.rename(from, to);
}
