import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Project, Target } from '../model/project.ts';
import type { Run } from '../model/run.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { readRuns } from '../ledger/runs.ts';
import type { Session } from './session.ts';
import { chooseTargets, openConnection, openProject } from './workspace.ts';

/** The runs of one target, its connection still open in a read-only transaction. */
export interface TargetRuns {
  readonly target: Target;
  readonly connection: Connection;
  readonly runs: readonly Run[];
}

/** What the ledgers of the chosen targets hold. */
export async function readTargets(
  session: Session,
  names: readonly string[],
): Promise<{ readonly project: Project; readonly targets: readonly TargetRuns[] }> {
  const project = await openProject(session);
  const targets: TargetRuns[] = [];
  for (const target of chooseTargets(project, names)) {
    const connection = await openConnection(session, project, target, { readOnly: true });
    await connection.begin('read only');
    const runs = (await hasLedger(connection, target.ledgerSchema))
      ? await readRuns(connection, target.ledgerSchema)
      : [];
    targets.push({ target, connection, runs: runs.filter((run) => run.target === target.name) });
  }
  return { project, targets };
}

/** The run of an id, or the newest one of a scenario, in any of the targets. @throws UNKNOWN_RUN */
export async function findRun(
  session: Session,
  wanted: string,
  names: readonly string[],
): Promise<TargetRuns & { readonly run: Run }> {
  const { targets } = await readTargets(session, names);
  for (const each of targets) {
    const run = each.runs.findLast(({ id, scenario }) => id === wanted || scenario === wanted);
    if (run) return { ...each, run };
  }
  throw new FaultlineError(
    'UNKNOWN_RUN',
    `no run or scenario "${wanted}" in ${targets.map(({ target }) => target.name).join(', ')}`,
    { hint: 'List them with: faultline history' },
  );
}
