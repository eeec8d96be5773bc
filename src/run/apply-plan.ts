import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Action, Plan, TargetPlan } from '../model/plan.ts';
import { defaultConcurrency, type Target } from '../model/project.ts';
import type { RunOrigin } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { planDigest } from '../plan/make-plan.ts';
import { inFleet, type FleetOutcome } from '../plan/fleet.ts';
import { checkLimits, checkProtected, effectiveLimits } from '../plan/limits.ts';
import { bindScenarios } from '../plan/place-scenarios.ts';
import { scenariosOf } from '../scenario/scenarios-of.ts';
import { applyParts } from './apply-parts.ts';
import { applyWithinBounds } from './apply-within-bounds.ts';
import type { AppliedTarget } from './apply-target.ts';
import { timed, type Observer } from './events.ts';
import { refuseOtherRef } from './refuse-other-ref.ts';
import { dropOldSnapshots } from './drop-old-snapshots.ts';
import type { OnConflict } from './undo-step.ts';
import type { Duration } from '../model/duration.ts';
import { type Injection, isInjection } from '../model/plan-changes.ts';

export interface ApplyRequest {
  readonly plan: Plan;
  /** The plan was saved and approved some time ago: targets with `approval: bounds`, then and now, are planned anew. Default: false. */
  readonly isSaved?: boolean | undefined;
  readonly project: { readonly name: string; readonly keepSnapshots: Duration; readonly targets: readonly Target[] };
  readonly catalog: Catalog;
  readonly scenarios: readonly Scenario[];
  readonly onConflict: OnConflict;
  /** Who applies, for the ledger and for whoever waits for the lock. */
  readonly actor: string;
  /** Branch, commit and workflow that apply the plan, where they are known. */
  readonly origin?: Partial<RunOrigin> | undefined;
  readonly clock: () => Date;
  readonly lockTimeout: number;
  /** Targets at once; default 10. */
  readonly concurrency?: number | undefined;
  readonly observe: Observer;
  /** Opens a session for writing; it is closed here. */
  readonly open: (target: Target) => Promise<Connection>;
}

/**
 * Applies a plan, several targets at once, each in one transaction. A target that fails is listed among the failures.
 * @throws INVALID_PLAN, STALE_PLAN where files differ from the plan; the error itself where no target could be applied; INTERRUPTED
 */
export async function applyPlan(request: ApplyRequest): Promise<FleetOutcome<AppliedTarget>> {
  checkPlan(request);
  const { plan, project, concurrency = defaultConcurrency } = request;
  const planOf = new Map(plan.targets.map((targetPlan) => [targetPlan.target, targetPlan]));
  const targets = project.targets.filter(({ name }) => planOf.has(name));
  return inFleet(targets, concurrency, (target) => applyOne(request, target, planOf.get(target.name)!));
}

async function applyOne(request: ApplyRequest, target: Target, targetPlan: TargetPlan): Promise<AppliedTarget> {
  const { plan, project, catalog, onConflict, actor, clock, lockTimeout } = request;
  const connection = await request.open(target);
  try {
    const own = scenariosOf(target.name, request.scenarios);
    const { scenarios } = bindScenarios(connection, target, own, catalog);
    checkProtectedTables({ scenarios }, { ...target, ledgerSchema: connection.server.ledgerSchema }, targetPlan);
    const applying = {
      plan,
      targetPlan,
      schema: connection.server.ledgerSchema,
      catalog,
      scenarios,
      onConflict,
      actor,
      origin: request.origin,
      clock,
      lockTimeout,
      emit: timed(request.observe, target.name),
      reconnect: () => request.open(target),
    };
    const targets = project.targets.map(({ name }) => name);
    const result =
      request.isSaved === true && target.approval === 'bounds' && targetPlan.approval === 'bounds'
        ? await applyWithinBounds(connection, applying, { target, targets, scenarios: own })
        : await applyParts(connection, applying);
    // What is applied is applied: snapshots that cannot be dropped now are dropped the next time.
    await dropOldSnapshots(
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

/** @throws INVALID_PLAN for one that was edited or is another project's; STALE_PLAN where branch, scenario files or the target differ from it; LIMIT_EXCEEDED, PROTECTED_TABLE */
function checkPlan({ plan, project, catalog, scenarios: all, origin }: ApplyRequest): void {
  if (planDigest(plan) !== plan.digest)
    throw new FaultlineError('INVALID_PLAN', 'the plan was changed after it was made', { hint: 'Plan again.' });
  if (plan.project !== project.name)
    throw new FaultlineError('INVALID_PLAN', `the plan is of project "${plan.project}", this is "${project.name}"`, {
      hint: 'Apply it in its own project.',
    });
  refuseOtherRef(plan, origin?.ref);
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
    const { scenarios } = bindScenarios(undefined, target, scenariosOf(target.name, all), catalog);
    for (const action of targetPlan.actions) checkFile(action, scenarios, targetPlan);
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

function checkFile(action: Action, scenarios: readonly Scenario[], { target, absences = [] }: TargetPlan): void {
  const scenario = scenarios.find((each) => each.name === action.scenario);
  if (action.action === 'heal' && action.endReason === 'removed' && scenario !== undefined) {
    const isBound = absences.some((absence) => absence.scenario === scenario.name);
    const back = isBound ? `scenario "${scenario.name}" is placed in target "${target}"` : `${scenario.path} is back`;
    throw new FaultlineError('STALE_PLAN', `${back} since the plan was made`, { hint: 'Plan again.' });
  }
  if (!('fingerprint' in action) || scenario?.fingerprint === action.fingerprint) return;
  const what = scenario === undefined ? 'is gone' : 'changed';
  throw new FaultlineError(
    'STALE_PLAN',
    `${action.path} (scenario "${action.scenario}") ${what} since the plan was made`,
    { hint: 'Plan again.' },
  );
}
