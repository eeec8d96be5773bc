import { catalog } from '../../anomaly/registry.ts';
import { exitCodes } from '../../model/error-codes.ts';
import { FaultlineError } from '../../model/errors.ts';
import { inFleet } from '../../plan/fleet.ts';
import { bindScenarios } from '../../plan/place-scenarios.ts';
import { defaultConcurrency } from '../../model/project.ts';
import { hasChanges } from '../../model/plan-changes.ts';
import { applyScript } from '../../run/script/apply-script.ts';
import { scenariosOf } from '../../scenario/scenarios-of.ts';
import { planWorkspace } from '../plan-workspace.ts';
import type { Session } from '../session.ts';
import { actor, applyingOrigin, chooseTargets, openConnection, openWorkspace } from '../workspace.ts';
import { scriptFor, writeScripts } from '../write-script.ts';
import type { PlanOptions } from './plan.ts';

/** The statements that apply would run, as scripts for the databases' own clients; nothing is written in the targets. */
export async function planSql(session: Session, paths: readonly string[], options: PlanOptions): Promise<number> {
  if (options.base !== undefined) {
    throw new FaultlineError('INVALID_ARGUMENT', '--sql is what apply would run now, --base what it will do later', {
      hint: 'Leave one of the two out.',
    });
  }
  const workspace = await openWorkspace(session, paths);
  const { project, scenarios } = workspace;
  const chosen = chooseTargets(project, options.target);
  const plan = await planWorkspace(session, workspace, { ...options, targets: chosen, prune: options.prune === true });
  const planOf = new Map(plan.targets.map((targetPlan) => [targetPlan.target, targetPlan]));
  const targets = chosen.filter(({ name }) => planOf.has(name));
  const origin = await applyingOrigin(project);
  const { results, failures } = await inFleet(targets, options.concurrency ?? defaultConcurrency, async (target) => {
    const connection = await openConnection(session, project, target, { readOnly: true });
    const entries = await applyScript(connection, {
      plan,
      targetPlan: planOf.get(target.name)!,
      schema: connection.server.ledgerSchema,
      catalog,
      scenarios: bindScenarios(connection, target, scenariosOf(target.name, scenarios), catalog).scenarios,
      onConflict: 'abort',
      actor: actor(),
      origin,
      clock: session.clock,
    });
    await connection.close();
    return scriptFor(
      target.name,
      connection,
      entries,
      `what \`faultline apply\` would run, plan ${plan.digest}`,
      session,
    );
  });
  const code = await writeScripts(session, results, [...(plan.failures ?? []), ...failures], options.out);
  return code === exitCodes.done && options.detailedExitcode === true && hasChanges(plan) ? exitCodes.changes : code;
}
