import { catalog } from '../../anomaly/registry.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Plan } from '../../model/plan.ts';
import { planText } from '../../output/plan-text.ts';
import { planMarkdown } from '../../output/plan-markdown.ts';
import { hasChanges } from '../../plan/make-plan.ts';
import { applyPlan } from '../../run/apply-plan.ts';
import type { AppliedTarget } from '../../run/apply-target.ts';
import type { OnConflict } from '../../run/undo-step.ts';
import { appliedJson, appliedText } from '../applied-report.ts';
import { approve } from '../approve.ts';
import { documentText } from '../choose-format.ts';
import { observeRun } from '../observe-run.ts';
import { planWorkspace } from '../plan-workspace.ts';
import { isPlanFile, readPlanFile } from '../read-plan-file.ts';
import type { Session } from '../session.ts';
import { actor, chooseTargets, openConnection, openWorkspace, type Workspace } from '../workspace.ts';

export interface ApplyOptions {
  readonly autoApprove?: boolean | undefined;
  readonly allowProduction: readonly string[];
  readonly onConflict: OnConflict;
  readonly prune?: boolean | undefined;
  readonly lockTimeout: number;
  readonly target: readonly string[];
}

/** What was approved, and what came of it. */
export interface Converged {
  readonly plan: Plan;
  /** Empty where the plan had no changes. */
  readonly applied: readonly AppliedTarget[];
}

/** A plan that is approved by nobody but the caller may be made anew when the data moved under it. */
const attempts = 3;

/** Converges targets to the scenario files, or carries a saved plan out. */
export async function apply(session: Session, paths: readonly string[], options: ApplyOptions): Promise<number> {
  const { plan, applied } = await converge(session, paths, options, (workspace, made) =>
    // Who applies a saved plan has read it.
    isPlanFile(paths) ? undefined : showPlan(session, workspace, made),
  );
  return finish(session, plan, applied);
}

/**
 * The same, without a word about it.
 * @param onPlan is told of every plan before it is approved: of more than one, where the data move under the first
 */
export async function converge(
  session: Session,
  paths: readonly string[],
  options: ApplyOptions,
  onPlan: (workspace: Workspace, plan: Plan) => void,
): Promise<Converged> {
  const isSaved = isPlanFile(paths);
  if (isSaved && (options.target.length > 0 || options.prune === true)) {
    throw new FaultlineError('INVALID_ARGUMENT', 'a saved plan already says which targets and what to prune', {
      hint: 'Leave --target and --prune out, or plan again with them.',
    });
  }
  const workspace = await openWorkspace(session, isSaved ? [] : paths);
  const replans = options.autoApprove === true && !isSaved;
  for (let attempt = 1; ; attempt += 1) {
    const plan = isSaved
      ? await readPlanFile(paths[0]!)
      : await planWorkspace(session, workspace, {
          targets: chooseTargets(workspace.project, options.target),
          prune: options.prune === true,
          lockTimeout: options.lockTimeout,
        });
    onPlan(workspace, plan);
    if (!hasChanges(plan)) return { plan, applied: [] };
    await approve(session, plan, { ...options, isSaved });
    try {
      return { plan, applied: await carryOut(session, workspace, plan, options) };
    } catch (error) {
      if (!hasCode(error, 'STALE_PLAN') || !replans || attempt === attempts) throw error;
      session.log.warn('the data changed since the plan, planning again');
    }
  }
}

function carryOut(
  session: Session,
  workspace: Workspace,
  plan: Plan,
  options: ApplyOptions,
): Promise<readonly AppliedTarget[]> {
  const { project, scenarios } = workspace;
  const { lockTimeout, onConflict } = options;
  return applyPlan({
    plan,
    project,
    catalog,
    scenarios,
    onConflict,
    actor: actor(),
    clock: session.clock,
    lockTimeout,
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

function finish(session: Session, plan: Plan, applied: readonly AppliedTarget[]): number {
  if (session.options.format === 'json') session.write(documentText(appliedJson(plan, applied)));
  else session.write(appliedText(applied));
  return 0;
}
