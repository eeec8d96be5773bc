import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Origin } from '../model/project.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Names of the branch that CI systems give where the checkout has none (a detached commit), in the order in which they are asked. */
const branchVariables = ['GITHUB_HEAD_REF', 'GITHUB_REF_NAME', 'CI_COMMIT_REF_NAME', 'BUILD_SOURCEBRANCHNAME'];

/**
 * Where a project's files come from. Outside of git, or without it, the repository is the folder itself and the ref
 * is empty.
 * @param root folder of faultline.yaml
 */
export async function readOrigin(root: string, env: Environment = process.env): Promise<Origin> {
  const folder = await realpath(root);
  const top = await git(folder, 'rev-parse', '--show-toplevel');
  if (top === '') return { repository: folder, ref: '', commit: '', directory: '.' };
  const [remote, branch, commit] = await Promise.all([
    git(folder, 'config', '--get', 'remote.origin.url'),
    git(folder, 'symbolic-ref', '--short', '--quiet', 'HEAD'),
    git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD'),
  ]);
  const topFolder = await realpath(top);
  return {
    repository: normaliseRemote(remote) || topFolder,
    ref: branch || branchVariables.map((name) => env[name] ?? '').find((name) => name !== '') || '',
    commit,
    directory: relative(topFolder, folder).split(sep).join('/') || '.',
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
