import { FaultlineError } from '../model/errors.ts';
import type { Action, Plan, TargetPlan } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { type Injection, isInjection, isUndoing } from '../model/plan-changes.ts';
import { formatMoment } from '../output/format-time.ts';
import { desiredState, type Intent } from '../plan/desired-state.ts';
import { continuedSince, expiryOf } from '../plan/expiry.ts';
import { momentOf } from '../snapshot/instant.ts';

/** What is planned for a target, and with which files. */
export interface PlannedTarget {
  readonly plan: Plan;
  readonly targetPlan: TargetPlan;
  /** What `targetPlan` is a part of, where a target's plan is carried out in parts. */
  readonly whole?: TargetPlan | undefined;
  readonly scenarios: readonly Scenario[];
  readonly clock: () => Date;
}

/**
 * Holds the ledger against the plan, under the lock: the runs that are to be taken back are still active, no other
 * run of an injected scenario is, and nobody has rolled one back by hand since.
 * @param runs those of the target's ledger that decide
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
  refuseTwice(planned, runs);
  for (const action of planned.targetPlan.actions) {
    const difference = differenceOf(planned, action, runs);
    if (difference === undefined) continue;
    throw new FaultlineError('STALE_PLAN', `scenario "${action.scenario}" is not as it was planned: ${difference}`, {
      hint: 'Plan again.',
    });
  }
}

/** Says of a plan that was carried out already that it was, not that something differs. */
function refuseTwice({ plan, targetPlan }: PlannedTarget, runs: readonly Run[]): void {
  const injected = targetPlan.actions.filter(isInjection).map(({ scenario }) => scenario);
  const done = runs.find(
    (run) =>
      run.state === 'applied' &&
      run.planDigest === plan.digest &&
      run.project === plan.project &&
      run.target === targetPlan.target &&
      injected.includes(run.scenario),
  );
  if (done === undefined) return;
  throw new FaultlineError(
    'STALE_PLAN',
    `this plan was applied already: run ${done.id} of "${done.scenario}" is active; nothing was changed`,
    { hint: 'See what is active with: faultline status' },
  );
}

/** The active runs that the plan heals or replaces. */
export function runsToUndo(actions: readonly Action[], active: readonly Run[]): readonly Run[] {
  const ids = new Set(actions.filter(isUndoing).map((action) => action.active.run));
  return active.filter((run) => ids.has(run.id));
}

function differenceOf(planned: PlannedTarget, action: Action, runs: readonly Run[]): string | undefined {
  if (!isInjection(action) && !isUndoing(action)) return undefined;
  const { plan, targetPlan, scenarios } = planned;
  const own = runs.filter(
    (run) => run.project === plan.project && run.target === targetPlan.target && run.scenario === action.scenario,
  );
  const active = own.find((run) => run.state === 'applied');
  const wanted = isUndoing(action) ? action.active.run : undefined;
  if (active?.id !== wanted)
    return active === undefined ? `run ${wanted} is no longer active` : `run ${active.id} is active by now`;
  const scenario = scenarios.find((each) => each.name === action.scenario);
  // What has no file, or none for this target, is held against the files before.
  if (scenario === undefined) return undefined;
  // In parts, what is replaced is healed by one of them and injected by another.
  const meant = planned.whole?.actions.find((each) => each.scenario === action.scenario) ?? action;
  const [kept, pruned] = [false, true].map((prune) => intentNow(planned, meant, scenario, own, prune));
  const isMeant = (intent: Intent | undefined) => isAsPlanned(action, intent) || isAsPlanned(meant, intent);
  const intent = isMeant(pruned) ? pruned : kept;
  if (!isMeant(intent)) return intentInWords(action, intent);
  const replaced = isUndoing(meant) ? own.find(({ id }) => id === meant.active.run) : undefined;
  if (!isInjection(meant) || meant.expiresAt === endAsPlanned(meant, scenario, plan, replaced)) return undefined;
  return 'it would end at another time';
}

/** What should happen about the scenario by its file and the ledger as they are; the clock does not run back behind the plan. */
function intentNow(
  { plan, targetPlan, clock }: PlannedTarget,
  action: Action,
  scenario: Scenario,
  runs: readonly Run[],
  prune: boolean,
): Intent | undefined {
  const now = momentOf(clock());
  const [intent] = desiredState({
    project: plan.project,
    target: targetPlan.target,
    targets: [targetPlan.target],
    scenarios: [scenario],
    isComplete: false,
    runs,
    rebuilt: new Set(isUndoing(action) && action.endReason === 'rebuilt' ? [action.active.run] : []),
    origin: plan.origin,
    now: now < plan.now ? plan.now : now,
    prune,
  });
  return intent;
}

function isAsPlanned(action: Action, intent: Intent | undefined): boolean {
  if (intent?.action !== action.action) return false;
  if ('slot' in intent && isInjection(action)) return intent.slot === (action.slot ?? '');
  return !('endReason' in intent) || !isUndoing(action) || intent.endReason === action.endReason;
}

const by = {
  inject: 'is due',
  replace: 'is to be replaced',
  heal: 'is to be taken back',
  keep: 'stays',
  hold: 'is on hold',
  wait: 'waits',
  leave: 'is left alone',
} as const satisfies Record<Intent['action'], string>;

function intentInWords(action: Action, intent: Intent | undefined): string {
  if (intent === undefined) return 'nothing is to be done by now';
  if (intent.action === 'wait' && isInjection(action) && action.slot !== undefined)
    return `the slot of ${formatMoment(action.slot)} is over by now, or no longer in its schedule (${intent.reason})`;
  return `it ${by[intent.action]} by now (${intent.reason})`;
}

/** How long it lasts is part of what was planned, though it is no part of the fingerprint. */
function endAsPlanned(
  action: Injection,
  scenario: Scenario,
  { now }: Plan,
  replaced: Run | undefined,
): string | undefined {
  const since = action.action === 'replace' && replaced ? continuedSince(action, replaced) : undefined;
  return expiryOf(scenario, action.slot ?? '', since ?? now);
}
