import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import type { Plan, TargetPlan } from '../model/plan.ts';
import type { Origin, Project, Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { formatInstant } from '../snapshot/instant.ts';
import { planTarget } from './plan-target.ts';
import { globPattern } from '../scenario/glob.ts';

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
  /** Opens a session for reading; it is closed here. */
  readonly open: (target: Target) => Promise<Connection>;
}

/** The dry run of all targets, one after the other; nothing is written anywhere. */
export async function makePlan(request: PlanRequest): Promise<Plan> {
  const { project, catalog, isComplete, origin, prune } = request;
  const now = formatInstant(BigInt(request.now.getTime()) * 1000n);
  const targets: TargetPlan[] = [];
  for (const target of request.targets) {
    const scenarios = request.scenarios.filter((scenario) =>
      scenario.targets.some((pattern) => globPattern(pattern).test(target.name)),
    );
    const connection = await request.open(target);
    try {
      targets.push(
        await planTarget(connection, {
          targets: project.targets.map(({ name }) => name),
          project: project.name,
          target,
          catalog,
          scenarios,
          isComplete,
          origin,
          now,
          prune,
        }),
      );
    } finally {
      await connection.close();
    }
  }
  const plan = {
    formatVersion: 1 as const,
    faultline: request.faultline,
    project: project.name,
    origin,
    now,
    targets,
    digest: '',
  };
  return { ...plan, digest: planDigest(plan) };
}

/**
 * SHA-256 over what a plan decides: everything but samples, metrics, series and diffs of files, which may be
 * masked or cut when it is saved.
 */
export function planDigest(plan: Plan): string {
  const targets = plan.targets.map((target) => ({
    ...target,
    actions: target.actions.map((action) =>
      'steps' in action ? { ...action, fileDiff: undefined, steps: action.steps.map(decisive) } : action,
    ),
  }));
  return createHash('sha256')
    .update(canonicalJson({ ...plan, targets, digest: '' }))
    .digest('hex');
}

/** Whether apply would change anything. */
export function hasChanges(plan: Plan): boolean {
  return plan.targets.some((target) =>
    target.actions.some(({ action }) => action === 'inject' || action === 'replace' || action === 'heal'),
  );
}

function decisive<Planned extends object>(step: Planned): Planned {
  return { ...step, samples: undefined, metrics: undefined, series: undefined };
}
