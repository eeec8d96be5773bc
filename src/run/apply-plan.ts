import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Action, Plan, TargetPlan } from '../model/plan.ts';
import type { Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { planDigest } from '../plan/make-plan.ts';
import { checkLimits, checkProtected, effectiveLimits } from '../plan/limits.ts';
import { applyParts } from './apply-parts.ts';
import type { AppliedTarget } from './apply-target.ts';
import { timed, type Observer } from './events.ts';
import { isInjection, type Injection } from './prepare-run.ts';
import { sweepSnapshots } from './sweep-snapshots.ts';
import type { OnConflict } from './undo-step.ts';
import type { Duration } from '../model/duration.ts';

export interface ApplyRequest {
  readonly plan: Plan;
  readonly project: { readonly name: string; readonly keepSnapshots: Duration; readonly targets: readonly Target[] };
  readonly catalog: Catalog;
  readonly scenarios: readonly Scenario[];
  readonly onConflict: OnConflict;
  /** Who applies, for the ledger and for whoever waits for the lock. */
  readonly actor: string;
  readonly clock: () => Date;
  readonly lockTimeout: number;
  readonly observe: Observer;
  /** Opens a session for writing; it is closed here. */
  readonly open: (target: Target) => Promise<Connection>;
}

/**
 * Applies a plan, one target after the other, each in one transaction.
 * @throws STALE_PLAN where files or target differ from the plan, INVALID_PLAN; a failure in a later target says which ones were applied
 */
export async function applyPlan(request: ApplyRequest): Promise<readonly AppliedTarget[]> {
  checkPlan(request);
  const applied: AppliedTarget[] = [];
  for (const targetPlan of request.plan.targets) {
    try {
      applied.push(await applyOne(request, targetPlan));
    } catch (error) {
      throw applied.length === 0 ? error : namingApplied(error, applied);
    }
  }
  return applied;
}

async function applyOne(request: ApplyRequest, targetPlan: TargetPlan): Promise<AppliedTarget> {
  const { plan, project, catalog, scenarios, onConflict, actor, clock, lockTimeout } = request;
  const target = project.targets.find((each) => each.name === targetPlan.target)!;
  const connection = await request.open(target);
  try {
    checkProtectedTables(request, { ...target, ledgerSchema: connection.server.ledgerSchema }, targetPlan);
    const result = await applyParts(connection, {
      plan,
      targetPlan,
      schema: connection.server.ledgerSchema,
      catalog,
      scenarios,
      onConflict,
      actor,
      clock,
      lockTimeout,
      emit: timed(request.observe, target.name),
      reconnect: () => request.open(target),
    });
    // What is applied is applied: snapshots that cannot be swept now are swept the next time.
    await sweepSnapshots(
      connection,
      connection.server.ledgerSchema,
      project.name,
      project.keepSnapshots,
      clock(),
    ).catch(() => undefined);
    return result;
  } finally {
    await connection.close();
  }
}

/** @throws INVALID_PLAN for one that was edited or is another project's; STALE_PLAN where scenario files or the target differ from it; LIMIT_EXCEEDED, PROTECTED_TABLE */
function checkPlan({ plan, project, scenarios }: ApplyRequest): void {
  if (planDigest(plan) !== plan.digest)
    throw new FaultlineError('INVALID_PLAN', 'the plan was changed after it was made', { hint: 'Plan again.' });
  if (plan.project !== project.name)
    throw new FaultlineError('INVALID_PLAN', `the plan is of project "${plan.project}", this is "${project.name}"`, {
      hint: 'Apply it in its own project.',
    });
  for (const targetPlan of plan.targets) {
    const target = project.targets.find((each) => each.name === targetPlan.target);
    if (target === undefined)
      throw new FaultlineError(
        'INVALID_PLAN',
        `the plan is for target "${targetPlan.target}", which faultline.yaml does not have`,
        { hint: 'Plan again.' },
      );
    if (target.environment !== targetPlan.environment) {
      throw new FaultlineError(
        'STALE_PLAN',
        `target "${target.name}" was ${targetPlan.environment} when the plan was made and is ${target.environment} now`,
        { hint: 'Plan again.' },
      );
    }
    for (const action of targetPlan.actions) checkFile(action, scenarios);
    for (const action of targetPlan.actions.filter(isInjection)) checkTargetLimits(target, action, scenarios);
    checkProtectedTables({ scenarios }, target, targetPlan);
  }
}

/** What faultline.yaml allows now, whatever it allowed when the plan was made. @throws LIMIT_EXCEEDED */
function checkTargetLimits(target: Target, injection: Injection, scenarios: readonly Scenario[]): void {
  const scenario = scenarios.find((each) => each.name === injection.scenario)!;
  checkLimits(effectiveLimits(target, scenario), scenario, injection.steps);
}

/** As for limits; and once more when it is known where the ledger is. @throws PROTECTED_TABLE */
function checkProtectedTables(
  { scenarios }: Pick<ApplyRequest, 'scenarios'>,
  target: Target,
  { actions }: TargetPlan,
): void {
  for (const injection of actions.filter(isInjection)) {
    const scenario = scenarios.find((each) => each.name === injection.scenario)!;
    for (const [index, step] of injection.steps.entries())
      checkProtected(target, target.ledgerSchema, scenario, index, step.table);
  }
}

function checkFile(action: Action, scenarios: readonly Scenario[]): void {
  const scenario = scenarios.find((each) => each.name === action.scenario);
  if (action.action === 'heal' && action.endReason === 'removed' && scenario !== undefined) {
    throw new FaultlineError('STALE_PLAN', `${scenario.path} is back since the plan was made`, { hint: 'Plan again.' });
  }
  if (!('fingerprint' in action) || scenario?.fingerprint === action.fingerprint) return;
  const what = scenario === undefined ? 'is gone' : 'changed';
  throw new FaultlineError(
    'STALE_PLAN',
    `${action.path} (scenario "${action.scenario}") ${what} since the plan was made`,
    { hint: 'Plan again.' },
  );
}

function namingApplied(error: unknown, applied: readonly AppliedTarget[]): unknown {
  if (!(error instanceof FaultlineError)) return error;
  const targets = applied.map((each) => each.target).join(', ');
  return new FaultlineError(error.code, `${error.message} (already applied: ${targets})`, {
    place: error.place,
    hint: error.hint,
    cause: error,
  });
}
