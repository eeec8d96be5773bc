import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import type { TargetFailure } from '../model/failure.ts';
import type { Plan, TargetPlan } from '../model/plan.ts';
import { defaultConcurrency, type Origin, type Project, type Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { momentOf } from '../snapshot/instant.ts';
import { scenariosOf } from '../scenario/scenarios-of.ts';
import { failedPlacements } from './failed-placements.ts';
import { inFleet } from './fleet.ts';
import { planTarget } from './plan-target.ts';

export interface PlanRequest {
  /** Version of this Faultline. */
  readonly faultline: string;
  readonly project: Project;
  readonly targets: readonly Target[];
  readonly catalog: Catalog;
  readonly scenarios: readonly Scenario[];
  /** False where paths restrict the view. */
  readonly isComplete: boolean;
  readonly origin: Origin;
  readonly now: Date;
  readonly prune: boolean;
  /** Plans what waits for its slot, too, where its file has not run yet; default false. */
  readonly looksAhead?: boolean | undefined;
  /** Targets at once; default 10. */
  readonly concurrency?: number | undefined;
  /** Opens a session for reading; it is closed here. */
  readonly open: (target: Target) => Promise<Connection>;
}

/**
 * The dry run of all targets, several at once; nothing is written anywhere. A target that cannot be planned is listed
 * among the failures of the plan.
 * @throws the error itself where no target can be planned, and INTERRUPTED
 */
export async function makePlan(request: PlanRequest): Promise<Plan> {
  const { project, origin, targets, concurrency = defaultConcurrency } = request;
  const now = momentOf(request.now);
  const { results, failures } = await inFleet(targets, concurrency, (target) => planOne(request, target, now));
  const plan = {
    formatVersion: 1 as const,
    faultline: request.faultline,
    project: project.name,
    origin,
    now,
    targets: results,
    ...(failures.length > 0 && { failures: failedPlacements(failures, request.scenarios) }),
    digest: '',
  };
  return { ...plan, digest: planDigest(plan) };
}

async function planOne(request: PlanRequest, target: Target, now: string): Promise<TargetPlan> {
  const { project, catalog, isComplete, origin, prune, looksAhead } = request;
  const connection = await request.open(target);
  try {
    return await planTarget(connection, {
      targets: project.targets.map(({ name }) => name),
      project: project.name,
      target,
      catalog,
      scenarios: scenariosOf(target.name, request.scenarios),
      isComplete,
      origin,
      now,
      prune,
      looksAhead,
    });
  } finally {
    await connection.close();
  }
}

/** Plans of several targets of one project, made at about the same time, as one. @param plans at least one */
export function joinPlans(plans: readonly Plan[], failures: readonly TargetFailure[]): Plan {
  const { digest: _, failures: __, ...first } = plans[0]!;
  const plan = {
    ...first,
    targets: plans.flatMap(({ targets }) => targets),
    ...(failures.length > 0 && { failures }),
    digest: '',
  };
  return plans.length === 1 && failures.length === 0 ? plans[0]! : { ...plan, digest: planDigest(plan) };
}

/**
 * SHA-256 over what a plan decides: everything but samples, metrics, series and diffs of files, which may be
 * masked or cut when it is saved, and predictions, descriptions, changes of files, previews and warnings about the project, which
 * decide nothing.
 */
export function planDigest(plan: Plan): string {
  const targets = plan.targets.map((target) => ({
    ...target,
    actions: target.actions.map((action) => ({
      ...action,
      description: undefined,
      fileChange: undefined,
      ...('steps' in action ? { fileDiff: undefined, steps: action.steps.map(decisive) } : { preview: undefined }),
    })),
  }));
  return createHash('sha256')
    .update(canonicalJson({ ...plan, targets, warnings: undefined, digest: '' }))
    .digest('hex');
}

function decisive<Planned extends object>(step: Planned): Planned {
  return { ...step, samples: undefined, metrics: undefined, series: undefined, predictions: undefined };
}
