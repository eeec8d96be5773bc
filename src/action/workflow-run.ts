import { readFile } from 'node:fs/promises';
import { readCiJob, type Environment } from '../scenario/ci-environment.ts';

/** The run of a workflow that the action is a step of. */
export interface WorkflowRun {
  readonly workflow: string;
  readonly job: string;
  /** `owner/name`; empty outside of a workflow. */
  readonly repository: string;
  /** Top of the checkout. */
  readonly workspace: string;
  /** A folder that goes with the job. */
  readonly temporary: string;
  /** Where the run can be looked at; undefined outside of a workflow. */
  readonly url: string | undefined;
  readonly apiUrl: string;
  /** Of the pull request that the workflow runs for. */
  readonly pullRequest: number | undefined;
  /** The commit that is reported on. */
  readonly commit: string;
  /** Why GitHub hands the run no secrets and a token that only reads; undefined where it does not withhold them. */
  readonly untrusted: 'a fork' | 'Dependabot' | undefined;
}

/** The run by the variables that the runner sets and the payload of its event. */
export async function readWorkflowRun(env: Environment, cwd: string, temporary: string): Promise<WorkflowRun> {
  const event = await readEvent(env['GITHUB_EVENT_PATH']);
  const pull = record(event['pull_request']);
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  return {
    workflow: env['GITHUB_WORKFLOW'] ?? '',
    job: env['GITHUB_JOB'] ?? '',
    repository,
    workspace: env['GITHUB_WORKSPACE'] || cwd,
    temporary: env['RUNNER_TEMP'] || temporary,
    url: readCiJob(env).workflow,
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
    pullRequest: pullRequestOf(event),
    commit: String(record(pull['head'])['sha'] ?? env['GITHUB_SHA'] ?? ''),
    untrusted: untrusted(env, pull, repository),
  };
}

/** Of a pull request's own events, and of a comment on one. */
function pullRequestOf(event: Readonly<Record<string, unknown>>): number | undefined {
  const issue = record(event['issue']);
  const { number } = issue['pull_request'] === undefined ? record(event['pull_request']) : issue;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/**
 * A pull request whose branch is in another repository: not `head.repo.fork`, which is also true of one inside a
 * repository that is itself a fork. The repository of the branch is null once it is deleted.
 * https://docs.github.com/actions/reference/security/secure-use
 */
function untrusted(
  env: Environment,
  pull: Readonly<Record<string, unknown>>,
  repository: string,
): WorkflowRun['untrusted'] {
  if (env['GITHUB_EVENT_NAME'] === 'pull_request_target' || pull['head'] === undefined) return undefined;
  const base = record(record(pull['base'])['repo'])['full_name'] ?? repository;
  if (record(record(pull['head'])['repo'])['full_name'] !== base) return 'a fork';
  return env['GITHUB_ACTOR'] === 'dependabot[bot]' ? 'Dependabot' : undefined;
}

async function readEvent(path: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (path === undefined || path === '') return {};
  try {
    return record(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Without it there is no pull request to comment on; what the step is for needs none.
    return {};
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
