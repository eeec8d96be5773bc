import { catalog } from '../anomaly/registry.ts';
import type { Plan } from '../model/plan.ts';
import type { Target } from '../model/project.ts';
import { makePlan } from '../plan/make-plan.ts';
import { bindingWarnings } from '../scenario/binding-warnings.ts';
import { readOrigin, readOriginOnceMerged } from '../scenario/origin.ts';
import { runnerWarnings } from './runner-warnings.ts';
import type { Session } from './session.ts';
import { openConnection, type Workspace } from './workspace.ts';
import { version } from './version.ts';
import { withLines } from './with-lines.ts';

export interface PlanScope {
  readonly targets: readonly Target[];
  readonly prune: boolean;
  /** Only to look at, not to apply now: of a pull request the plan says what merging would do. */
  readonly isLookAhead?: boolean | undefined;
  /** Branch to merge into, for a look ahead; absent = the one that CI tells. */
  readonly base?: string | undefined;
  /** Seconds to wait for whoever has locked a table. */
  readonly lockTimeout?: number | undefined;
  /** Targets at once; default 10. */
  readonly concurrency?: number | undefined;
}

/** The dry run of a workspace's targets. */
export async function planWorkspace(
  session: Session,
  workspace: Workspace,
  { targets, prune, isLookAhead, base, lockTimeout, concurrency }: PlanScope,
): Promise<Plan> {
  const { project, scenarios, isComplete } = workspace;
  const started = performance.now();
  const planning = makePlan({
    faultline: version(),
    project,
    targets,
    catalog,
    scenarios,
    isComplete,
    origin: await (isLookAhead === true
      ? readOriginOnceMerged(project.root, process.env, base)
      : readOrigin(project.root, process.env)),
    now: session.clock(),
    prune,
    looksAhead: isLookAhead,
    concurrency,
    open: (target) => openConnection(session, project, target, { readOnly: true, lockTimeout }),
  });
  const plan = await planning.catch((error: unknown) => {
    throw withLines(error, scenarios);
  });
  session.log.debug('planned', { ms: Math.round(performance.now() - started) });
  if (isLookAhead !== true) return plan;
  const warnings = [
    ...(await runnerWarnings(project, scenarios, session.clock())),
    ...(isComplete ? bindingWarnings(targets, scenarios) : []),
  ];
  return warnings.length === 0 ? plan : { ...plan, warnings };
}
