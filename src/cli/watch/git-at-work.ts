import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Whether git is in the middle of a checkout, a merge or a reset of the repository that a folder is in: it then holds the lock of its index. */
export async function isGitAtWork(folder: string): Promise<boolean> {
  const found = await stat(join(folder, '.git')).catch(() => undefined);
  if (found === undefined) return dirname(folder) === folder ? false : isGitAtWork(dirname(folder));
  const git = found.isDirectory() ? join(folder, '.git') : await linkedFolder(folder);
  return (await stat(join(git, 'index.lock')).catch(() => undefined)) !== undefined;
}

/** In a work tree and in a submodule `.git` is a file that names the folder: `gitdir: ../.git/worktrees/x`. */
async function linkedFolder(folder: string): Promise<string> {
  const text = await readFile(join(folder, '.git'), 'utf8').catch(() => '');
  return resolve(folder, /^gitdir:\s*(.+?)\s*$/mu.exec(text)?.[1] ?? '.git');
}
