import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Origin } from '../model/project.ts';
import { readCiJob, type CiJob, type Environment } from './ci-environment.ts';

/**
 * Where a project's files come from, by git, else by what CI tells, else the folder itself with an empty ref.
 * @param root folder of faultline.yaml
 */
export async function readOrigin(root: string, env: Environment = process.env): Promise<Origin> {
  const folder = await realpath(root);
  const job = readCiJob(env);
  const top = await git(folder, 'rev-parse', '--show-toplevel');
  if (top === '') return originOfJob(folder, job);
  const [remote, branch, commit, changes] = await Promise.all([
    git(folder, 'config', '--get', 'remote.origin.url'),
    git(folder, 'symbolic-ref', '--short', '--quiet', 'HEAD'),
    git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD'),
    git(folder, 'status', '--porcelain', '--untracked-files=all', '--', '*.yaml', '*.yml'),
  ]);
  const topFolder = await realpath(top);
  return {
    repository: normaliseRemote(remote) || topFolder,
    ref: branch || job.ref || '',
    commit,
    ...(commit !== '' && changes !== '' && { hasLocalChanges: true as const }),
    directory: relative(topFolder, folder).split(sep).join('/') || '.',
  };
}

/**
 * As `readOrigin`, for a look ahead: of a pull request it is the branch that it is to be merged into, since the plan is
 * to say what merging would do to what that branch has applied.
 * @param base the branch that it is to be merged into; default: the one that CI tells
 */
export async function readOriginOnceMerged(
  root: string,
  env: Environment = process.env,
  base = readCiJob(env).base,
): Promise<Origin> {
  const origin = await readOrigin(root, env);
  return base === undefined ? origin : { ...origin, ref: base };
}

/** Files that were copied out of a checkout, or have lost their `.git`. */
async function originOfJob(folder: string, { repository, ref, commit, workspace }: CiJob): Promise<Origin> {
  if (repository === undefined) return { repository: folder, ref: '', commit: '', directory: '.' };
  const top = workspace === undefined ? folder : await realpath(workspace).catch(() => folder);
  const inside = relative(top, folder).split(sep).join('/');
  return {
    repository,
    ref: ref ?? '',
    commit: commit ?? '',
    directory: inside === '' || inside.startsWith('..') ? '.' : inside,
  };
}

/**
 * Host and path of a remote, so that all ways to clone a repository are one origin: without protocol, user, password,
 * port, `.git` and trailing slash. A local path stays what it is.
 */
export function normaliseRemote(remote: string): string {
  const scp = /^(?:[^@/\s]+@)?([^:/\s]{2,}):(?!\/\/)(.+)$/.exec(remote);
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([^:/]*)(?::\d+)?\/(.*)$/i.exec(remote);
  const [, host, path] = url ?? scp ?? [];
  if (host === undefined || path === undefined) return trimmed(remote);
  return host === '' ? `/${trimmed(path)}` : `${host.toLowerCase()}/${trimmed(path.replace(/^\/+/, ''))}`;
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '').replace(/\.git$/, '');
}

const run = promisify(execFile);

/** What a git command prints, without the newline; empty where it fails or there is no git. */
async function git(folder: string, ...command: readonly string[]): Promise<string> {
  try {
    // Hooks of git set these for a repository that need not be this one.
    const env = { ...process.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
    const { stdout } = await run('git', ['-C', folder, ...command], { encoding: 'utf8', env, timeout: 10_000 });
    return stdout.replace(/\r?\n$/, '');
  } catch {
    return '';
  }
}
