import { watch, type FSWatcher } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileChanges } from '../../run/watch/watch.ts';

/** The files as they are at one point in time. */
export interface FilesSeen {
  /** Differs as soon as any file does. */
  readonly digest: string;
  /** Where files may come and go, each with what tells it from a later folder of the same path. */
  readonly folders: ReadonlyMap<string, string>;
  /** Somebody is at work on many of them: git, in the middle of a checkout. */
  readonly isBusy: boolean;
}

export interface FileChangesOptions {
  readonly look: () => Promise<FilesSeen>;
  /** Milliseconds after which files are looked at though nobody told of a change, since network file systems tell nothing; default 30 s. */
  readonly poll?: number;
  /** Milliseconds in which nothing may change before files count as written; default 300. */
  readonly quiet?: number;
}

/** Folders beyond that are left to the slow look: an operating system watches only so many. */
const mostFolders = 500;
/** Looks at files that do not come to rest: a minute of them. */
const mostLooks = 200;

/** Tells when files have changed and have come to rest: a checkout of many files is one change. */
export async function openFileChanges({ look, poll = 30_000, quiet = 300 }: FileChangesOptions): Promise<FileChanges> {
  const closing = new AbortController();
  const watchers = new Map<string, { readonly watcher: FSWatcher; readonly identity: string }>();
  let isTouched = false;
  let wake = () => {};
  const touch = () => {
    isTouched = true;
    wake();
  };
  const watchFolders = (folders: FilesSeen['folders']) => {
    for (const [folder, { watcher, identity }] of watchers) {
      if (folders.get(folder) === identity) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const [folder, identity] of folders) {
      if (watchers.has(folder) || watchers.size >= mostFolders) continue;
      const watcher = watchFolder(folder, touch, () => watchers.delete(folder));
      if (watcher === undefined) continue;
      watchers.set(folder, { watcher, identity });
      // What has changed in it before it was watched is found by one more look.
      isTouched = true;
    }
  };
  let seen = await look();
  watchFolders(seen.folders);
  return {
    async changed() {
      for (;;) {
        if (closing.signal.aborted) return false;
        if (!isTouched) {
          const touched = new AbortController();
          wake = () => touched.abort();
          await sleep(poll, undefined, { signal: touched.signal }).catch(() => undefined);
        }
        isTouched = false;
        if (closing.signal.aborted) return false;
        const settled = await settle(look, seen, quiet, closing.signal);
        watchFolders(closing.signal.aborted ? new Map() : settled.folders);
        const hasChanged = settled.digest !== seen.digest;
        seen = settled;
        if (hasChanged && !closing.signal.aborted) return true;
      }
    },
    close() {
      closing.abort();
      watchFolders(new Map());
      wake();
    },
  };
}

/** Looks until two looks agree, and nobody is at work. */
async function settle(
  look: () => Promise<FilesSeen>,
  seen: FilesSeen,
  quiet: number,
  signal: AbortSignal,
): Promise<FilesSeen> {
  let last = await look();
  for (let looks = 1; looks < mostLooks; looks += 1) {
    if (last.digest === seen.digest) return last;
    await sleep(quiet, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return seen;
    const next = await look();
    if (next.digest === last.digest && !next.isBusy) return next;
    last = next;
  }
  return last;
}

/** A folder that cannot be watched, or no longer is, is left to the slow look. */
function watchFolder(folder: string, touch: () => void, lose: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, touch);
    watcher.on('error', () => {
      watcher.close();
      lose();
      touch();
    });
    return watcher;
  } catch {
    return undefined;
  }
}
