import { readFile, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { FaultlineError } from '../../model/errors.ts';
import type { Disk } from './disk.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the machine's own unit, so that another one with its number is told apart; where the system says it. */
  readonly began?: string | undefined;
}

/** Attempts to take a lock whose holder has just gone. */
const attempts = 5;

/**
 * Takes a lock file, so that a second run of the same files is refused. That of a process that is gone is taken over.
 * @returns what gives it back @throws LOCKED
 */
export async function takeLock(disk: Disk, path: string): Promise<() => Promise<void>> {
  const own: Holder = { pid: process.pid, host: hostname(), began: await beganAt(process.pid) };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await disk.create(path, JSON.stringify(own))) {
      held.add(path);
      return async () => {
        held.delete(path);
        await disk.remove(path);
      };
    }
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    if (await isHeld(path, text)) throw locked(path, text);
    // Only one of those who find the same stale lock moves it away; what it has moved is then looked at once more.
    const aside = `${path}.${process.pid}`;
    await disk.rename(path, aside).catch(() => undefined);
    const moved = await readFile(aside, 'utf8').catch(() => undefined);
    if (moved !== undefined && moved !== text) {
      await disk.rename(aside, path);
      throw locked(path, moved);
    }
    await disk.remove(aside);
  }
  throw locked(path, '');
}

/** Milliseconds in which whoever has made a lock has said who it is. */
const patience = 5000;

async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** Locks of this process. */
const held = new Set<string>();

async function isHeld(path: string, text: string): Promise<boolean> {
  const holder = read(text);
  // What is just being written has no words yet.
  if (holder === undefined) return text === '' && Date.now() - (await changedAt(path)) < patience;
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return held.has(path);
  if (!isAlive(holder.pid)) return false;
  const began = await beganAt(holder.pid);
  return holder.began === undefined || began === undefined || began === holder.began;
}

function locked(path: string, text: string): FaultlineError {
  const holder = read(text);
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return new FaultlineError('LOCKED', `${who} is writing the same files`, {
    hint: `Wait until it has ended. If no Faultline is at work there any more, remove ${path}.`,
  });
}

function read(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined;
    return Number.isSafeInteger(value.pid) && typeof value.host === 'string' ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, field 22; the second one may hold spaces. */
async function beganAt(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
