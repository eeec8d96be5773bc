import type { Connection } from '../model/engine.ts';
import { exitCodes } from '../model/error-codes.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { TargetPlan } from '../model/plan.ts';
import type { Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { isInjection } from '../model/plan-changes.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { readRuns } from '../ledger/runs.ts';
import { planTarget } from '../plan/plan-target.ts';
import { applyParts } from './apply-parts.ts';
import { checkDatabase, type AppliedTarget, type ApplyTargetRequest } from './apply-target.ts';
import { changingNothing } from './changing-nothing.ts';
import { isChange, outsideBounds } from './outside-bounds.ts';
import { refuseOtherRuns } from './refuse-other-runs.ts';
import { attempts } from './retry.ts';
import { withApprovedStrengths } from './with-approved-strengths.ts';

/** Rows of one step: as they were approved, and as they are chosen now. */
export interface ApprovedRows {
  readonly scenario: string;
  readonly step: string;
  readonly approved: number;
  readonly rows: number;
}

/** What it takes to plan a target anew. */
export interface ApprovedTarget {
  readonly target: Target;
  /** Names of all targets of the project. */
  readonly targets: readonly string[];
  /** Its scenarios as their files have them, with roles in place of names. */
  readonly scenarios: readonly Scenario[];
}

/**
 * Applies what was approved to a living table: plans the target anew, reading only and by the approved plan's clock, and
 * carries the new plan out where it is within the bounds of `approval: bounds`; again where rows arrive in between.
 * @throws STALE_PLAN with every difference where it is not; LIMIT_EXCEEDED, PROTECTED_TABLE; what `applyParts` throws
 */
export async function applyWithinBounds(
  connection: Connection,
  request: ApplyTargetRequest,
  approved: ApprovedTarget,
): Promise<AppliedTarget> {
  const changes = request.targetPlan.actions.filter(isChange);
  if (changes.length === 0) return applyParts(connection, request);
  checkDatabase(connection, request.targetPlan);
  // Where alterations commit by themselves, a part may be done already.
  const isWhole =
    connection.dialect.hasTransactionalDdl ||
    !changes.filter(isInjection).some(({ steps }) => steps.some(({ effect }) => effect === 'alter'));
  await refuseStaleLedger(connection, request);
  for (let attempt = 1; ; attempt += 1) {
    const targetPlan = await replan(connection, request, approved);
    const approvedRows = rowsOf(request.targetPlan, targetPlan);
    for (const { scenario, step, rows, approved: planned } of approvedRows)
      request.emit({ event: 'replanned', scenario, step, rows, approved: planned });
    try {
      return { ...(await applyParts(connection, { ...request, targetPlan })), approvedRows };
    } catch (error) {
      if (!hasCode(error, 'STALE_PLAN') || !isWhole || attempt === attempts) throw error;
      request.emit({ event: 'retry' });
    }
  }
}

/** What the ledger and the clock have against the plan no new plan mends. @throws as `refuseOtherRuns` */
async function refuseStaleLedger(connection: Connection, request: ApplyTargetRequest): Promise<void> {
  const { schema } = request;
  try {
    refuseOtherRuns(
      request,
      (await hasLedger(connection, schema)) ? await readRuns(connection, schema, { which: 'deciding' }) : [],
    );
  } catch (error) {
    throw changingNothing(error);
  }
}

async function replan(
  connection: Connection,
  { plan, targetPlan, catalog }: ApplyTargetRequest,
  { target, targets, scenarios }: ApprovedTarget,
): Promise<TargetPlan> {
  const names = new Set(targetPlan.actions.filter(isChange).map(({ scenario }) => scenario));
  const planning = planTarget(connection, {
    project: plan.project,
    target,
    targets,
    catalog,
    scenarios: scenarios.map((scenario) => withApprovedStrengths(scenario, targetPlan)),
    // What it heals, and of whom, has been approved.
    isComplete: true,
    prune: true,
    only: names,
    origin: plan.origin,
    now: plan.now,
  });
  const found = await planning.catch((error: unknown) => {
    throw asStale(error, target);
  });
  const differences = outsideBounds(targetPlan, found, scenarios);
  if (differences.length === 0) return found;
  throw stale(target, differences.join('; '));
}

/** What speaks against a step that could be planned when it was approved has come up since. */
function asStale(error: unknown, target: Target): unknown {
  if (hasCode(error, 'LIMIT_EXCEEDED', 'PROTECTED_TABLE')) return error;
  if (!(error instanceof FaultlineError) || error.exitCode !== exitCodes.invalid) return error;
  return stale(target, error.message, error);
}

function stale(target: Target, difference: string, cause?: FaultlineError): FaultlineError {
  return new FaultlineError(
    'STALE_PLAN',
    `target "${target.name}" is no longer within the bounds of what was approved: ${difference}; nothing was changed`,
    { hint: 'Plan again.', cause },
  );
}

function rowsOf(approved: TargetPlan, now: TargetPlan): readonly ApprovedRows[] {
  const injections = now.actions.filter(isInjection);
  return approved.actions.filter(isInjection).flatMap(({ scenario, steps }) => {
    const chosen = injections.find((each) => each.scenario === scenario)!.steps;
    return steps.map((step, index) => ({
      scenario,
      step: step.id,
      approved: step.frozen.rows,
      rows: chosen[index]!.frozen.rows,
    }));
  });
}
