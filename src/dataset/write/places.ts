import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Disk } from './disk.ts';
import type { GrowingFolders } from './growing-files.ts';
import { manifestName, readManifest } from './manifest.ts';

/** Where a run keeps what; all but the files themselves is hidden. */
export interface Places extends GrowingFolders {
  readonly manifest: string;
  readonly lock: string;
  /** Holds `growing` and `work`. */
  readonly parts: string;
  /** What makers write into. */
  readonly work: string;
}

/** @param folder of the files, without links in its path. @param run name of the data set, with the shard if there is one */
export function placesOf(folder: string, run: string): Places {
  const parts = join(folder, '.faultline-parts', run);
  return {
    folder,
    manifest: join(folder, manifestName(run)),
    lock: join(folder, `.faultline-${run}.lock`),
    parts,
    growing: join(parts, 'growing'),
    work: join(parts, 'work'),
  };
}

/** Refuses folders that are links: what they lead to is not Faultline's to remove. @throws FILE_NOT_WRITTEN */
export async function refuseLinks({ parts, growing, work }: Places): Promise<void> {
  for (const folder of [dirname(parts), parts, growing, work]) {
    const entry = await lstat(folder).catch(() => undefined);
    if (entry === undefined || entry.isDirectory()) continue;
    throw new FaultlineError('FILE_NOT_WRITTEN', `${folder} is no folder of Faultline's`, {
      hint: 'Move it away, or choose another folder with --out.',
    });
  }
}

/** Makes the folders for parts; what makers have left of an earlier run is removed. */
export async function prepareParts(disk: Disk, { work, growing }: Places): Promise<void> {
  await disk.removeFolder(work);
  await disk.makeFolder(work);
  await disk.makeFolder(growing);
}

/** Removes the folders for parts, which nothing needs any more. */
export async function removeParts(disk: Disk, { parts }: Places): Promise<void> {
  await disk.removeFolder(parts);
  await disk.removeEmpty(dirname(parts));
}

/**
 * Leaves what --continue needs, and nothing else.
 * @param firstMade the first of the folders that were made for the run
 * @returns what is thrown
 */
export async function leaveAfter(
  error: unknown,
  disk: Disk,
  places: Places,
  firstMade: string | undefined,
): Promise<unknown> {
  const kept = await readManifest(places.manifest).catch(() => undefined);
  const isKept = kept?.state === 'unfinished';
  if (isKept) await disk.removeFolder(places.work);
  else await removeParts(disk, places);
  if (!isKept && firstMade !== undefined) await removeMade(disk, places, firstMade);
  return withWayOut(error, isKept);
}

function withWayOut(error: unknown, isKept: boolean): unknown {
  if (isKept && hasCode(error, 'INTERRUPTED'))
    return new FaultlineError('INTERRUPTED', 'interrupted; what was written is kept', {
      hint: 'Go on with --continue.',
      cause: error,
    });
  if (!hasCode(error, 'DISK_FULL')) return error;
  const again = isKept ? 'Free some space and go on with --continue' : 'Free some space and try again';
  return new FaultlineError('DISK_FULL', error.message, {
    hint: `${again}, or choose another folder with --out.`,
    cause: error,
  });
}

async function removeMade(disk: Disk, { folder, lock }: Places, firstMade: string): Promise<void> {
  const last = await realpath(firstMade);
  await disk.remove(lock);
  for (let at = folder; ; at = dirname(at)) {
    await disk.removeEmpty(at);
    if (at === last || at === dirname(at)) return;
  }
}
