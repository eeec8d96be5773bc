import { catalog } from '../../anomaly/registry.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { TargetFailure } from '../../model/failure.ts';
import type { Plan } from '../../model/plan.ts';
import { defaultConcurrency, type Target } from '../../model/project.ts';
import { hasChanges } from '../../model/plan-changes.ts';
import { planText } from '../../output/plan-text.ts';
import { planMarkdown } from '../../output/plan-markdown.ts';
import { failedPlacements } from '../../plan/failed-placements.ts';
import { inFleet, type FleetOutcome } from '../../plan/fleet.ts';
import { joinPlans } from '../../plan/make-plan.ts';
import { applyPlan } from '../../run/apply-plan.ts';
import type { AppliedTarget } from '../../run/apply-target.ts';
import { convergeTarget, type Converged } from '../../run/converge-target.ts';
import type { OnConflict } from '../../run/undo-step.ts';
import { appliedJson, appliedMarkdown, appliedText } from '../applied-report.ts';
import { approve } from '../approve.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { observeRun } from '../observe-run.ts';
import { planWorkspace } from '../plan-workspace.ts';
import { isPlanFile, readPlanFile } from '../read-plan-file.ts';
import { reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';
import { actor, applyingOrigin, chooseTargets, openConnection, openWorkspace, type Workspace } from '../workspace.ts';

export interface ApplyOptions {
  readonly autoApprove?: boolean | undefined;
  readonly allowProduction: readonly string[];
  readonly onConflict: OnConflict;
  readonly prune?: boolean | undefined;
  readonly lockTimeout: number;
  /** Targets at once; default 10. */
  readonly concurrency?: number | undefined;
  readonly target: readonly string[];
}

/** What was planned in all targets, and what came of it. */
export interface ConvergedFleet {
  readonly plan: Plan;
  /** Empty where the plan had no changes. */
  readonly applied: readonly AppliedTarget[];
  /** Targets that could not be planned or applied, while others were. */
  readonly failures: readonly TargetFailure[];
}

/** Converges targets to the scenario files, or carries a saved plan out. */
export async function apply(session: Session, paths: readonly string[], options: ApplyOptions): Promise<number> {
  const converged = await converge(session, paths, options, (workspace, made) =>
    // Who applies a saved plan has read it.
    isPlanFile(paths) ? undefined : showPlan(session, workspace, made),
  );
  return finish(session, converged);
}

/**
 * The same, without a word about it.
 * @param onPlan is told of the plan before anything is done; of several targets without anybody to ask once all is done
 */
export async function converge(
  session: Session,
  paths: readonly string[],
  options: ApplyOptions,
  onPlan: (workspace: Workspace, plan: Plan) => void,
): Promise<ConvergedFleet> {
  const isSaved = isPlanFile(paths);
  if (isSaved && (options.target.length > 0 || options.prune === true)) {
    throw new FaultlineError('INVALID_ARGUMENT', 'a saved plan already says which targets and what to prune', {
      hint: 'Leave --target and --prune out, or plan again with them.',
    });
  }
  const workspace = await openWorkspace(session, isSaved ? [] : paths);
  const targets = isSaved ? [] : chooseTargets(workspace.project, options.target);
  if (options.autoApprove === true && !isSaved) return convergeEach(session, workspace, targets, options, onPlan);
  const plan = isSaved ? await readPlanFile(paths[0]!) : await planTargets(session, workspace, targets, options);
  onPlan(workspace, plan);
  const unplanned = isSaved ? [] : (plan.failures ?? []);
  if (!hasChanges(plan)) return { plan, applied: [], failures: unplanned };
  await approve(session, plan, { ...options, isSaved });
  const { results, failures } = await carryOut(session, workspace, plan, { ...options, isSaved });
  return { plan, applied: results, failures: [...unplanned, ...failures] };
}

/**
 * Nobody is asked: each target is planned and applied by itself, so that none waits for the plan of another. The plan of
 * several is told as one, when all are done.
 */
async function convergeEach(
  session: Session,
  workspace: Workspace,
  targets: readonly Target[],
  options: ApplyOptions,
  onPlan: (workspace: Workspace, plan: Plan) => void,
): Promise<ConvergedFleet> {
  const onlyPlan = targets.length === 1 ? (plan: Plan) => onPlan(workspace, plan) : undefined;
  const { results, failures } = await inFleet(targets, options.concurrency ?? defaultConcurrency, (target) =>
    convergeOne(session, workspace, target, options, onlyPlan),
  );
  const plan = joinPlans(
    results.map((each) => each.plan),
    failedPlacements(failures, workspace.scenarios),
  );
  if (onlyPlan === undefined) onPlan(workspace, plan);
  return { plan, applied: results.flatMap(({ applied }) => applied), failures };
}

/** Plans and applies one target by itself. @param onPlan is told of each plan before it is carried out @throws whatever planning and applying throw */
export function convergeOne(
  session: Session,
  workspace: Workspace,
  target: Target,
  options: ApplyOptions,
  onPlan?: (plan: Plan) => void,
): Promise<Converged> {
  return convergeTarget({
    async plan() {
      const plan = await planTargets(session, workspace, [target], options);
      onPlan?.(plan);
      return plan;
    },
    approve: (plan) => approve(session, plan, { ...options, isSaved: false }),
    apply: (plan) => carryOut(session, workspace, plan, options),
    onStale: () => session.log.warn('the data changed since the plan, planning again', { target: target.name }),
  });
}

function planTargets(
  session: Session,
  workspace: Workspace,
  targets: readonly Target[],
  options: ApplyOptions,
): Promise<Plan> {
  return planWorkspace(session, workspace, { ...options, targets, prune: options.prune === true });
}

async function carryOut(
  session: Session,
  workspace: Workspace,
  plan: Plan,
  options: ApplyOptions & { readonly isSaved?: boolean },
): Promise<FleetOutcome<AppliedTarget>> {
  const { project, scenarios } = workspace;
  const { lockTimeout, onConflict, concurrency } = options;
  return applyPlan({
    plan,
    isSaved: options.isSaved,
    project,
    catalog,
    scenarios,
    onConflict,
    actor: actor(),
    origin: await applyingOrigin(project),
    clock: session.clock,
    lockTimeout,
    concurrency,
    observe: observeRun(session),
    open: (target) => openConnection(session, project, target, { readOnly: false, lockTimeout }),
  });
}

/** The one document of `--format json` is the result; people read the plan first, if nobody has read it before. */
function showPlan(session: Session, { project }: Workspace, plan: Plan): void {
  const targets = project.targets.filter(({ name }) => plan.targets.some(({ target }) => target === name));
  const rendering = session.render(targets);
  if (session.options.format === 'text') session.write(planText(plan, rendering));
  if (session.options.format === 'markdown') session.write(planMarkdown(plan, rendering));
}

function finish(session: Session, { plan, applied, failures }: ConvergedFleet): number {
  session.write(
    inFormat(session.options.format, {
      text: () => appliedText(applied),
      json: () => documentText(appliedJson(plan, applied, failures)),
      markdown: () => appliedMarkdown(applied, failures),
    }),
  );
  return reportFailures(session, failures);
}
