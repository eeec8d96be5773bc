import { FaultlineError } from '../model/errors.ts';
import type { Action, Plan, TargetPlan } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { desiredState } from '../plan/desired-state.ts';

/** What is planned for a target, and with which files. */
export interface PlannedTarget {
  readonly plan: Plan;
  readonly targetPlan: TargetPlan;
  readonly scenarios: readonly Scenario[];
}

/**
 * Holds the ledger against the plan, under the lock: the runs that are to be taken back are still active, no other
 * run of an injected scenario is, and nobody has rolled one back by hand since.
 * @param runs every run of the target's ledger
 * @throws STALE_PLAN; RECOVERY_NEEDED where a run was left in the middle of an alteration
 */
export function refuseOtherRuns(planned: PlannedTarget, runs: readonly Run[]): void {
  const altering = runs.find((run) => run.state === 'altering');
  if (altering)
    throw new FaultlineError(
      'RECOVERY_NEEDED',
      `run ${altering.id} of "${altering.scenario}" was left in the middle of an alteration by a crash, or is at work`,
      { hint: 'Where nobody is at work, settle it with: faultline recover' },
    );
  for (const action of planned.targetPlan.actions) {
    const difference = differenceOf(planned, action, runs);
    if (difference === undefined) continue;
    throw new FaultlineError('STALE_PLAN', `scenario "${action.scenario}" is not as it was planned: ${difference}`, {
      hint: 'Plan again.',
    });
  }
}

/** Whether apply takes a run back for the action. */
export function isUndoing(action: Action): action is Extract<Action, { action: 'heal' | 'replace' }> {
  return action.action === 'heal' || action.action === 'replace';
}

/** The active runs that the plan heals or replaces. */
export function runsToUndo(actions: readonly Action[], active: readonly Run[]): readonly Run[] {
  const ids = new Set(actions.filter(isUndoing).map((action) => action.active.run));
  return active.filter((run) => ids.has(run.id));
}

function differenceOf(
  { plan, targetPlan, scenarios }: PlannedTarget,
  action: Action,
  runs: readonly Run[],
): string | undefined {
  if (action.action === 'keep' || action.action === 'hold' || action.action === 'leave') return undefined;
  const { project, origin, now } = plan;
  const { target } = targetPlan;
  const own = runs.filter(
    (run) => run.project === project && run.target === target && run.scenario === action.scenario,
  );
  const active = own.find((run) => run.state === 'applied');
  const planned = 'active' in action ? action.active.run : undefined;
  if (active?.id !== planned)
    return active === undefined ? `run ${planned} is no longer active` : `run ${active.id} is active by now`;
  if (action.action !== 'inject') return undefined;
  const scenario = scenarios.filter((each) => each.name === action.scenario);
  const [intent] = desiredState({
    project,
    target,
    targets: [target],
    scenarios: scenario,
    isComplete: false,
    runs: own,
    origin,
    now,
    prune: false,
  });
  return intent?.action === 'hold' ? `it is on hold by now (${intent.reason})` : undefined;
}
