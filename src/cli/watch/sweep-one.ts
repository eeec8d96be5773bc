import { catalog } from '../../anomaly/registry.ts';
import type { Duration } from '../../model/duration.ts';
import type { Target } from '../../model/project.ts';
import { timed } from '../../run/events.ts';
import { sweepTarget, type Swept } from '../../run/sweep/sweep-target.ts';
import { readOrigin } from '../../scenario/origin.ts';
import { scenariosOf } from '../../scenario/scenarios-of.ts';
import { observeRun } from '../observe-run.ts';
import type { Session } from '../session.ts';
import { actor, inConnection, type Workspace } from '../workspace.ts';

/** Takes what has arrived into the active runs of one target. @throws whatever sweeping throws */
export async function sweepOne(
  session: Session,
  { project, scenarios }: Workspace,
  target: Target,
  isDue: (every: Duration) => boolean,
  lockTimeout: number,
): Promise<Swept> {
  const origin = await readOrigin(project.root, process.env);
  return inConnection(session, project, target, { readOnly: false, lockTimeout }, (connection) =>
    sweepTarget(connection, {
      project: project.name,
      target,
      targets: project.targets.map(({ name }) => name),
      scenarios: scenariosOf(target.name, scenarios),
      origin,
      catalog,
      actor: actor(),
      clock: session.clock,
      lockTimeout,
      isDue,
      emit: timed(observeRun(session), target.name),
    }),
  );
}
