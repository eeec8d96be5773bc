import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import { fromFailures, type TargetFailure } from '../model/failure.ts';
import { defaultConcurrency, type Project, type Target } from '../model/project.ts';
import type { Run } from '../model/run.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { readRuns } from '../ledger/runs.ts';
import { inFleet } from '../plan/fleet.ts';
import type { Session } from './session.ts';
import { chooseTargets, openConnection, openProject } from './workspace.ts';

/** The runs of one target, its connection still open in a read-only transaction. */
export interface TargetRuns {
  readonly target: Target;
  readonly connection: Connection;
  readonly runs: readonly Run[];
  /** The project's active runs in this ledger whose target faultline.yaml no longer has. */
  readonly lost: readonly Run[];
  /** Every active run in this ledger, whatever its project and target: any of them may lie over another. */
  readonly applied: readonly Run[];
}

/** What the ledgers of several targets hold, as far as they could be read. */
export interface FleetRuns {
  readonly project: Project;
  readonly targets: readonly TargetRuns[];
  readonly failures: readonly TargetFailure[];
}

/** What the ledgers of the chosen targets hold. @param concurrency targets at once @throws the error itself where none could be read */
export async function readTargets(
  session: Session,
  names: readonly string[],
  concurrency = defaultConcurrency,
): Promise<FleetRuns> {
  const project = await openProject(session);
  const { results, failures } = await inFleet(chooseTargets(project, names), concurrency, (target) =>
    readTarget(session, project, target),
  );
  return { project, targets: results, failures };
}

async function readTarget(session: Session, project: Project, target: Target): Promise<TargetRuns> {
  const connection = await openConnection(session, project, target, { readOnly: true });
  await connection.begin('read only');
  const { ledgerSchema } = connection.server;
  const runs = (await hasLedger(connection, ledgerSchema)) ? await readRuns(connection, ledgerSchema) : [];
  const applied = runs.filter(({ state }) => state === 'applied');
  const known = project.targets.map(({ name }) => name);
  const lost = applied.filter((run) => run.project === project.name && !known.includes(run.target));
  return { target, connection, runs: runs.filter((run) => run.target === target.name), lost, applied };
}

/** The project's run of an id, or the newest one of a scenario, in any of the targets. @throws UNKNOWN_RUN; what failed in a target where it may be */
export async function findRun(
  session: Session,
  wanted: string,
  names: readonly string[],
): Promise<TargetRuns & { readonly run: Run }> {
  const { project, targets, failures } = await readTargets(session, names);
  for (const each of targets) {
    const own = [...each.lost, ...each.runs].filter((run) => run.project === project.name);
    const run = own.findLast(({ id, scenario }) => id === wanted || scenario === wanted);
    if (run) return { ...each, run };
  }
  const [first, ...others] = failures;
  if (first) throw fromFailures([first, ...others]);
  throw new FaultlineError(
    'UNKNOWN_RUN',
    `no run or scenario "${wanted}" in ${targets.map(({ target }) => target.name).join(', ')}`,
    { hint: 'List them with: faultline history' },
  );
}
