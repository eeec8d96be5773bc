/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a CI system tells of the job that it runs; absent where it does not, or there is none. */
export interface CiJob {
  /** Who set it going. */
  readonly actor?: string | undefined;
  /** Web address of the workflow's run. */
  readonly workflow?: string | undefined;
  /** Host and path of the repository. */
  readonly repository?: string | undefined;
  /** Branch or tag whose files these are. */
  readonly ref?: string | undefined;
  /** Branch that a pull request is to be merged into. */
  readonly base?: string | undefined;
  readonly commit?: string | undefined;
  /** Folder of the checkout. */
  readonly workspace?: string | undefined;
}

/**
 * GitHub Actions, GitLab CI, Azure Pipelines, Jenkins, Buildkite and CircleCI, by the variables that their manuals name.
 * Sources: docs.github.com/actions/reference/variables-reference, docs.gitlab.com/ci/variables/predefined_variables,
 * learn.microsoft.com/azure/devops/pipelines/build/variables, www.jenkins.io/doc/book/pipeline/jenkinsfile,
 * buildkite.com/docs/pipelines/environment-variables, circleci.com/docs/variables.
 */
export function readCiJob(env: Environment): CiJob {
  const first = (...names: readonly string[]) =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  return {
    actor: first(
      'GITHUB_ACTOR',
      'GITLAB_USER_LOGIN',
      'BUILD_REQUESTEDFOR',
      'BUILD_USER_ID',
      'BUILDKITE_BUILD_CREATOR',
      'CIRCLE_USERNAME',
    ),
    workflow:
      gitHubRun(env) ??
      first('CI_JOB_URL') ??
      azureRun(env) ??
      first('BUILDKITE_BUILD_URL', 'CIRCLE_BUILD_URL', 'BUILD_URL'),
    repository: gitHubRepository(env),
    ref: first(
      'GITHUB_HEAD_REF',
      'GITHUB_REF_NAME',
      'CI_COMMIT_REF_NAME',
      // Not BUILD_SOURCEBRANCHNAME: of hotfix/main that is main.
      'SYSTEM_PULLREQUEST_SOURCEBRANCH',
      'BUILD_SOURCEBRANCH',
      'BRANCH_NAME',
      'BUILDKITE_BRANCH',
      'CIRCLE_BRANCH',
      'CIRCLE_TAG',
    )?.replace(/^refs\/(heads|tags)\//, ''),
    base: first(
      'GITHUB_BASE_REF',
      'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
      'SYSTEM_PULLREQUEST_TARGETBRANCH',
      'CHANGE_TARGET',
      'BUILDKITE_PULL_REQUEST_BASE_BRANCH',
    )?.replace(/^refs\/heads\//, ''),
    commit: first(
      'GITHUB_SHA',
      'CI_COMMIT_SHA',
      'BUILD_SOURCEVERSION',
      'GIT_COMMIT',
      'BUILDKITE_COMMIT',
      'CIRCLE_SHA1',
    ),
    workspace: first('GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'BUILD_SOURCESDIRECTORY', 'WORKSPACE'),
  };
}

function gitHubRun(env: Environment): string | undefined {
  const {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: run,
    GITHUB_RUN_ATTEMPT: attempt,
  } = env;
  if (!server || !repository || !run) return undefined;
  return `${server}/${repository}/actions/runs/${run}${attempt ? `/attempts/${attempt}` : ''}`;
}

function gitHubRepository({
  GITHUB_SERVER_URL: server,
  GITHUB_REPOSITORY: repository,
}: Environment): string | undefined {
  return server && repository ? `${server.replace(/^https?:\/\//, '').toLowerCase()}/${repository}` : undefined;
}

function azureRun(env: Environment): string | undefined {
  const { SYSTEM_COLLECTIONURI: collection, SYSTEM_TEAMPROJECT: project, BUILD_BUILDID: build } = env;
  if (!collection || !project || !build) return undefined;
  return `${collection.replace(/\/$/, '')}/${encodeURIComponent(project)}/_build/results?buildId=${build}`;
}
