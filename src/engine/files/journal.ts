import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf, syncFolder } from './durable.ts';
import { ownFolder } from './folder.ts';

/** One file that a commit replaces. Paths are inside of the folder. */
interface Replacement {
  readonly path: string;
  /** Where the new bytes are written, beside the file. */
  readonly temporary: string;
  /** Digest of the bytes that are replaced; empty where there are none. */
  readonly before: string;
}

/** What a commit is about to do, written down before it does anything. */
export interface Journal {
  readonly formatVersion: 1;
  readonly commit: string;
  readonly files: readonly Replacement[];
}

/** Commits of this process that are under way: nobody else settles them. */
const underWay = new Set<string>();

/** Writes a commit down, on the disk when it returns. */
export async function writeJournal(folder: string, journal: Journal): Promise<void> {
  await mkdir(join(folder, ownFolder), { recursive: true });
  underWay.add(journal.commit);
  const path = pathOf(folder, journal.commit);
  const handle = await open(`${path}.new`, 'w');
  try {
    await handle.writeFile(JSON.stringify(journal, null, 2));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

/** Commits that were written down and have not ended, those of this process left out. */
export async function openJournals(folder: string): Promise<readonly Journal[]> {
  const names = await readdir(join(folder, ownFolder)).catch(() => []);
  const journals: Journal[] = [];
  for (const name of names.filter((each) => /^journal-[0-9a-f]+\.json$/.test(each)).toSorted()) {
    const journal = JSON.parse(await readFile(join(folder, ownFolder, name), 'utf8')) as Journal;
    if (!underWay.has(journal.commit)) journals.push(journal);
  }
  return journals;
}

/**
 * Ends a commit: puts all of its files in place where the ledger has it, else none. Safe to be killed and called again.
 * A file that others have replaced in the meantime stays theirs: its rows then stand as changed by others.
 */
export async function settleJournal(folder: string, journal: Journal, isCommitted: boolean): Promise<void> {
  for (const { path, temporary, before } of journal.files) {
    const [from, to] = [join(folder, temporary), join(folder, path)];
    const isOurs = isCommitted && (await isThere(from)) && (await digestOf(to).catch(() => '')) === before;
    if (isOurs) {
      await rename(from, to);
      await syncFolder(dirname(to));
    } else await rm(from, { force: true });
  }
  await rm(pathOf(folder, journal.commit), { force: true });
  await syncFolder(join(folder, ownFolder));
  underWay.delete(journal.commit);
}

/** Removes journals that were not written to their end: their commits had not begun. */
export async function sweepJournals(folder: string): Promise<void> {
  const names = await readdir(join(folder, ownFolder)).catch(() => []);
  for (const name of names) {
    const commit = /^journal-([0-9a-f]+)\.json\.new$/.exec(name)?.[1];
    if (commit !== undefined && !underWay.has(commit)) await rm(join(folder, ownFolder, name), { force: true });
  }
}

/** Leaves a commit whose outcome is not known to the next session. */
export function leaveJournal({ commit }: Journal): void {
  underWay.delete(commit);
}

function pathOf(folder: string, commit: string): string {
  return join(folder, ownFolder, `journal-${commit}.json`);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
