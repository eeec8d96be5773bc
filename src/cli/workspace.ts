import { hostname, userInfo } from 'node:os';
import { catalog } from '../anomaly/registry.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Project, Target } from '../model/project.ts';
import type { RunOrigin } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { readCiJob } from '../scenario/ci-environment.ts';
import { globPattern } from '../model/glob.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { readOrigin } from '../scenario/origin.ts';
import { openTarget } from '../plan/open-target.ts';
import { interruptible } from '../run/interruptible.ts';
import { loadProject } from '../scenario/load-project.ts';
import { loadScenarios, type LoadedScenarios } from '../scenario/load-scenarios.ts';
import type { Session } from './session.ts';
import { unlessAborted } from './unless-aborted.ts';

/** The project that a command works in. */
export interface Workspace {
  readonly project: Project;
  readonly scenarios: readonly Scenario[];
  readonly isComplete: boolean;
}

export async function openProject(session: Session): Promise<Project> {
  return loadProject(session.options.project);
}

/** The project with its scenarios. @param paths restrict them; none = all */
export async function openWorkspace(session: Session, paths: readonly string[]): Promise<Workspace> {
  const project = await openProject(session);
  const loaded: LoadedScenarios = await loadScenarios(project, catalog, paths);
  return { project, ...loaded };
}

/** Targets by names or globs; none = all. @throws UNKNOWN_TARGET */
export function chooseTargets(project: Project, names: readonly string[]): readonly Target[] {
  const known = project.targets.map((target) => target.name);
  for (const wanted of names) {
    if (known.some((each) => globPattern(wanted).test(each))) continue;
    throw new FaultlineError('UNKNOWN_TARGET', `no target "${wanted}" in faultline.yaml`, {
      hint: didYouMean(wanted, known, 'targets'),
    });
  }
  return project.targets.filter(
    (target) => names.length === 0 || names.some((wanted) => globPattern(wanted).test(target.name)),
  );
}

export interface Access {
  readonly readOnly: boolean;
  /** Seconds. */
  readonly lockTimeout?: number | undefined;
}

/** Opens a session with a target that ends with the command at the latest. */
export async function openConnection(
  session: Session,
  project: Pick<Project, 'root'>,
  target: Target,
  access: Access,
): Promise<Connection> {
  const { readOnly, lockTimeout = 30 } = access;
  const { signal, track, hide, progress } = session;
  progress.show(`connecting to ${target.name}`);
  const opening = openTarget(project, target, { readOnly, lockTimeout, onSecret: hide }).catch((error: unknown) => {
    throw namingTarget(error, target);
  });
  const connection = await unlessAborted(opening, signal, (late) => late.close());
  progress.show(`reading ${target.name}`);
  return track(interruptible(connection, signal));
}

/** Works in a session with a target, and closes it. */
export async function inConnection<Result>(
  session: Session,
  project: Pick<Project, 'root'>,
  target: Target,
  access: Access,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await openConnection(session, project, target, access);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Who is at work, for the ledger: whoever set the CI job going where there is one. */
export function actor(env: NodeJS.ProcessEnv = process.env): string {
  return readCiJob(env).actor ?? `${userInfo().username}@${hostname()}`;
}

/** Branch and commit of the files and address of the CI job, for the ledger. */
export async function applyingOrigin(
  { root }: Pick<Project, 'root'>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Partial<RunOrigin>> {
  const { ref, commit, hasLocalChanges } = await readOrigin(root, env);
  const { workflow } = readCiJob(env);
  return {
    ...(ref !== '' && { ref }),
    ...(commit !== '' && { commit, hasLocalChanges }),
    ...(workflow !== undefined && { workflow }),
  };
}

/** Which of several databases could not be reached. */
function namingTarget(error: unknown, { name }: Target): unknown {
  if (!(error instanceof FaultlineError)) return error;
  return new FaultlineError(error.code, `target "${name}": ${error.message}`, { hint: error.hint, cause: error.cause });
}
