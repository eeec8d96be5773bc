import type { Connection } from '../model/engine.ts';
import { fromFailures } from '../model/failure.ts';
import { defaultConcurrency, type Project, type Target } from '../model/project.ts';
import type { Run } from '../model/run.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { readRuns } from '../ledger/runs.ts';
import { inFleet, type FleetOutcome } from '../plan/fleet.ts';
import type { Session } from './session.ts';
import { unknownRun } from './unknown-run.ts';
import { chooseTargets, inConnection, openConnection, openProject } from './workspace.ts';

/** The runs of one target, its connection still open in a read-only transaction. */
export interface TargetRuns {
  /** Name of the project that looks; empty where none does. */
  readonly project: string;
  readonly target: Target;
  readonly connection: Connection;
  readonly runs: readonly Run[];
  /** The project's active runs in this ledger whose target faultline.yaml no longer has. */
  readonly lost: readonly Run[];
  /** Every active run in this ledger, whatever its project and target: any of them may lie over another. */
  readonly applied: readonly Run[];
}

/**
 * Reads the ledgers of the chosen targets, several at once, and has each looked at while its connection is open.
 * @param concurrency targets at once
 * @throws the error itself where none could be read
 */
export async function readTargets<Result>(
  session: Session,
  names: readonly string[],
  concurrency: number | undefined,
  look: (target: TargetRuns) => Promise<Result>,
): Promise<FleetOutcome<Result> & { readonly project: Project }> {
  const project = await openProject(session);
  const outcome = await inFleet(chooseTargets(project, names), concurrency ?? defaultConcurrency, (target) =>
    inConnection(session, project, target, { readOnly: true }, async (connection) =>
      look(await runsOf(connection, project, target)),
    ),
  );
  return { project, ...outcome };
}

/** As `readTargets`, of the database of a URL: every run of its ledger, whatever its project and target. */
export async function readLedger<Result>(
  session: Session,
  target: Target,
  look: (runs: TargetRuns) => Promise<Result>,
): Promise<Result> {
  return inConnection(session, { root: process.cwd() }, target, { readOnly: true }, async (connection) => {
    const runs = await allRuns(connection);
    const applied = runs.filter(({ state }) => state === 'applied');
    return look({ project: '', target, connection, runs, lost: [], applied });
  });
}

async function allRuns(connection: Connection): Promise<readonly Run[]> {
  await connection.begin('read only');
  const { ledgerSchema } = connection.server;
  return (await hasLedger(connection, ledgerSchema)) ? readRuns(connection, ledgerSchema) : [];
}

async function runsOf(connection: Connection, project: Project, target: Target): Promise<TargetRuns> {
  const runs = await allRuns(connection);
  const applied = runs.filter(({ state }) => state === 'applied');
  const known = project.targets.map(({ name }) => name);
  const lost = applied.filter((run) => run.project === project.name && !known.includes(run.target));
  const ofTarget = runs.filter((run) => run.target === target.name);
  return { project: project.name, target, connection, runs: ofTarget, lost, applied };
}

/**
 * The project's run of an id, or the newest one of a scenario, in the first of the targets that has one; its connection
 * stays open.
 * @throws UNKNOWN_RUN; what failed in a target where it may be
 */
export async function findRun(
  session: Session,
  wanted: string,
  names: readonly string[],
): Promise<TargetRuns & { readonly run: Run }> {
  const { project, results, failures } = await readTargets(session, names, undefined, async (each) => ({
    target: each.target,
    run: wantedIn(each, wanted),
    runs: each.runs.filter((run) => run.project === each.project),
  }));
  const found = results.find(({ run }) => run !== undefined);
  if (found?.run) {
    const connection = await openConnection(session, project, found.target, { readOnly: true });
    return { ...(await runsOf(connection, project, found.target)), run: found.run };
  }
  if (failures.length > 0) throw fromFailures(failures);
  throw unknownRun(
    `no run or scenario "${wanted}" in ${results.map(({ target }) => target.name).join(', ')}`,
    wanted,
    'faultline history',
    results.flatMap(({ runs }) => runs),
  );
}

function wantedIn({ project, lost, runs }: TargetRuns, wanted: string): Run | undefined {
  const own = [...lost, ...runs].filter((run) => run.project === project);
  return own.findLast(({ id, scenario }) => id === wanted || scenario === wanted);
}
