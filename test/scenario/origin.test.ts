import { execFileSync } from 'node:child_process';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitInWords } from '../../src/output/commit-words.ts';
import { readCiJob } from '../../src/scenario/ci-environment.ts';
import { normaliseRemote, readOrigin, readOriginOnceMerged } from '../../src/scenario/origin.ts';
import { folderOf } from './project.ts';

function git(folder: string, ...command: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@shop.example', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', ['-C', folder, ...identity, ...command], { encoding: 'utf8', stdio: 'pipe' }).trim();
}

async function repository(): Promise<string> {
  const folder = await folderOf({ 'quality/faultline.yaml': '' });
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'First');
  return folder;
}

test('outside of git the folder is the origin', async () => {
  const folder = await folderOf({});
  expect(await readOrigin(folder, {})).toEqual({
    repository: await realpath(folder),
    ref: '',
    commit: '',
    directory: '.',
  });
});

test('a repository without a remote is its folder', async () => {
  const folder = await repository();
  expect(await readOrigin(join(folder, 'quality'), {})).toEqual({
    repository: await realpath(folder),
    ref: 'main',
    commit: git(folder, 'rev-parse', 'HEAD'),
    directory: 'quality',
  });
});

test('a repository is its remote, and a branch its name, before the first commit as well', async () => {
  const folder = await folderOf({});
  git(folder, 'init', '--quiet', '--initial-branch', 'late/orders');
  git(folder, 'remote', 'add', 'origin', 'https://ada:hunter2@git.shop.example/team/quality.git');
  expect(await readOrigin(folder, { GITHUB_REF_NAME: 'other' })).toEqual({
    repository: 'git.shop.example/team/quality',
    ref: 'late/orders',
    commit: '',
    directory: '.',
  });
});

test.each([
  [{}, ''],
  [{ GITHUB_HEAD_REF: '', GITHUB_REF_NAME: 'main' }, 'main'],
  [{ GITHUB_HEAD_REF: 'late-orders', GITHUB_REF_NAME: '12/merge' }, 'late-orders'],
  [{ CI_COMMIT_REF_NAME: 'late-orders' }, 'late-orders'],
  [{ BUILD_SOURCEBRANCH: 'refs/heads/hotfix/main', BUILD_SOURCEBRANCHNAME: 'main' }, 'hotfix/main'],
  [{ BUILD_SOURCEBRANCH: 'refs/tags/v1', BUILD_SOURCEBRANCHNAME: 'v1' }, 'v1'],
  [
    { SYSTEM_PULLREQUEST_SOURCEBRANCH: 'refs/heads/late/orders', BUILD_SOURCEBRANCH: 'refs/pull/12/merge' },
    'late/orders',
  ],
  [{ BRANCH_NAME: 'PR-12', CHANGE_BRANCH: 'main', CHANGE_TARGET: 'main' }, 'PR-12'],
  [{ BUILDKITE_BRANCH: 'ada:main' }, 'ada:main'],
  [{ CIRCLE_BRANCH: 'late/orders' }, 'late/orders'],
  [{ CIRCLE_TAG: 'v1' }, 'v1'],
])('a detached checkout has the branch that CI names in %j', async (env, ref) => {
  const folder = await repository();
  git(folder, 'checkout', '--quiet', '--detach');
  expect((await readOrigin(folder, env)).ref).toBe(ref);
});

test('a worktree is the repository that it belongs to where there is a remote', async () => {
  const folder = await repository();
  git(folder, 'remote', 'add', 'origin', 'git@git.shop.example:team/quality.git');
  await mkdir(join(folder, 'trees'));
  git(folder, 'worktree', 'add', '--quiet', '-b', 'fix', join(folder, 'trees/fix'));
  expect(await readOrigin(join(folder, 'trees/fix/quality'), {})).toMatchObject({
    repository: 'git.shop.example/team/quality',
    ref: 'fix',
    directory: 'quality',
  });
});

test('all ways to clone a repository are one origin', () => {
  const remotes = [
    'https://git.shop.example/team/quality.git',
    'https://git.shop.example/team/quality/',
    'https://ada:hunter2@Git.Shop.Example/team/quality.git',
    'ssh://git@git.shop.example:22/team/quality.git',
    'git@git.shop.example:team/quality.git',
    'git.shop.example:team/quality',
    'git://git.shop.example/team/quality',
  ];
  expect(new Set(remotes.map(normaliseRemote))).toEqual(new Set(['git.shop.example/team/quality']));
  expect(normaliseRemote('/srv/git/quality.git')).toBe('/srv/git/quality');
  expect(normaliseRemote('file:///srv/git/quality.git')).toBe('/srv/git/quality');
});

test('files that differ from the commit are told apart from it', async () => {
  const folder = await repository();
  const quality = join(folder, 'quality');
  expect(await readOrigin(quality, {})).not.toHaveProperty('hasLocalChanges');
  await writeFile(join(folder, 'notes.txt'), 'no scenario');
  await writeFile(join(folder, 'other.yaml'), 'of another folder');
  expect(await readOrigin(quality, {})).not.toHaveProperty('hasLocalChanges');
  await writeFile(join(quality, 'late.yaml'), 'new');
  expect(await readOrigin(quality, {})).toMatchObject({ hasLocalChanges: true });
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'Second');
  expect(await readOrigin(quality, {})).not.toHaveProperty('hasLocalChanges');
  await writeFile(join(quality, 'faultline.yaml'), 'changed');
  expect(commitInWords(await readOrigin(quality, {}))).toMatch(/^[0-9a-f]{7}\+changes$/u);
});

test('a look ahead of a pull request is made for the branch that it goes into', async () => {
  const folder = await repository();
  git(folder, 'checkout', '--quiet', '--detach');
  const pullRequest = { GITHUB_HEAD_REF: 'late-orders', GITHUB_BASE_REF: 'main', GITHUB_REF_NAME: '12/merge' };
  expect((await readOrigin(folder, pullRequest)).ref).toBe('late-orders');
  expect((await readOriginOnceMerged(folder, pullRequest)).ref).toBe('main');
  const onAzure = { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' };
  expect((await readOriginOnceMerged(folder, onAzure)).ref).toBe('main');
  expect((await readOriginOnceMerged(folder, { GITHUB_REF_NAME: 'next' })).ref).toBe('next');
  expect((await readOriginOnceMerged(folder, pullRequest, 'release')).ref).toBe('release');
});

test('files without their .git are of the repository that CI names', async () => {
  const folder = await folderOf({ 'quality/faultline.yaml': '' });
  const job = {
    GITHUB_SERVER_URL: 'https://GitHub.example',
    GITHUB_REPOSITORY: 'acme/dq',
    GITHUB_REF_NAME: 'main',
    GITHUB_SHA: 'c0ffee',
    GITHUB_WORKSPACE: folder,
  };
  expect(await readOrigin(join(folder, 'quality'), job)).toEqual({
    repository: 'github.example/acme/dq',
    ref: 'main',
    commit: 'c0ffee',
    directory: 'quality',
  });
});

test.each([
  [
    {
      GITHUB_ACTOR: 'ada',
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_REPOSITORY: 'acme/dq',
      GITHUB_RUN_ID: '7',
      GITHUB_RUN_ATTEMPT: '2',
    },
    { actor: 'ada', workflow: 'https://github.example/acme/dq/actions/runs/7/attempts/2' },
  ],
  [
    { GITLAB_USER_LOGIN: 'ada', CI_JOB_URL: 'https://gitlab.example/acme/dq/-/jobs/7' },
    { actor: 'ada', workflow: 'https://gitlab.example/acme/dq/-/jobs/7' },
  ],
  [
    {
      BUILD_REQUESTEDFOR: 'Ada',
      SYSTEM_COLLECTIONURI: 'https://dev.azure.example/acme/',
      SYSTEM_TEAMPROJECT: 'Data Quality',
      BUILD_BUILDID: '7',
    },
    { actor: 'Ada', workflow: 'https://dev.azure.example/acme/Data%20Quality/_build/results?buildId=7' },
  ],
  [{ BUILD_URL: 'https://jenkins.example/job/dq/7/' }, { workflow: 'https://jenkins.example/job/dq/7/' }],
  [{}, { actor: undefined, workflow: undefined }],
])('who applies, and in which job, is read off %j', (env, job) => {
  expect(readCiJob(env)).toMatchObject(job);
});
