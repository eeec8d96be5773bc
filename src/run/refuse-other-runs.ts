import { FaultlineError } from '../model/errors.ts';
import type { Action, Plan, TargetPlan } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { formatMoment } from '../output/format-time.ts';
import { desiredState } from '../plan/desired-state.ts';
import { formatInstant } from '../snapshot/instant.ts';
import { isInjection } from './prepare-run.ts';

/** What is planned for a target, and with which files. */
export interface PlannedTarget {
  readonly plan: Plan;
  readonly targetPlan: TargetPlan;
  readonly scenarios: readonly Scenario[];
  readonly clock: () => Date;
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
  { plan, targetPlan, scenarios, clock }: PlannedTarget,
  action: Action,
  runs: readonly Run[],
): string | undefined {
  if (!isInjection(action) && !isUndoing(action)) return undefined;
  const { project, origin, now } = plan;
  const { target } = targetPlan;
  const own = runs.filter(
    (run) => run.project === project && run.target === target && run.scenario === action.scenario,
  );
  const active = own.find((run) => run.state === 'applied');
  const planned = 'active' in action ? action.active.run : undefined;
  if (active?.id !== planned)
    return active === undefined ? `run ${planned} is no longer active` : `run ${active.id} is active by now`;
  if (!isInjection(action) || (action.action === 'replace' && action.slot === undefined)) return undefined;
  const [intent] = desiredState({
    project,
    target,
    targets: [target],
    scenarios: scenarios.filter((each) => each.name === action.scenario),
    isComplete: false,
    runs: own,
    rebuilt: new Set(action.action === 'replace' && action.endReason === 'rebuilt' ? [action.active.run] : []),
    origin,
    // A slot is due by the clock, whenever it was planned.
    now: action.slot === undefined ? now : formatInstant(BigInt(clock().getTime()) * 1000n),
    prune: true,
  });
  if (intent?.action === 'hold') return `it is on hold by now (${intent.reason})`;
  if (action.slot === undefined || (intent && 'slot' in intent && intent.slot === action.slot)) return undefined;
  return `the slot of ${formatMoment(action.slot)} is over by now`;
}
