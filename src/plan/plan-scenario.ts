import type { Connection } from '../model/engine.ts';
import { exitCodes } from '../model/error-codes.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { parseInstant } from '../snapshot/instant.ts';
import { explainBinding } from './explain-binding.ts';
import { foreseeStep } from './foresee-step.ts';
import { checkLimits, checkProtected, effectiveLimits } from './limits.ts';
import type { EarlierStep, Outlook } from './outlook.ts';
import { refuseOverlaps } from './overlap.ts';
import type { TargetRequest } from './plan-target.ts';
import { refuseAfterCopies } from './refuse-after-copies.ts';
import { refuseParents } from './refuse-parents.ts';
import { refuseStaleValues } from './refuse-stale-values.ts';
import { planTunedStep } from './tune-step.ts';

/**
 * The dry run of one scenario's steps, in order.
 * @param outlook its `earlier` steps grow by those of the scenario
 * @param remaining active runs that nothing takes back before it
 * @param problems takes what is wrong, so that one reading is enough to mend it all
 */
export async function planScenario(
  connection: Connection,
  request: TargetRequest,
  scenario: Scenario,
  outlook: Outlook & { readonly earlier: EarlierStep[] },
  remaining: readonly Run[],
  problems: FaultlineError[],
): Promise<readonly PlannedStep[]> {
  const planned: PlannedStep[] = [];
  const before = problems.length;
  for (const index of scenario.steps.keys()) {
    try {
      planned.push(await planOne(connection, request, scenario, index, outlook, remaining));
    } catch (error) {
      if (hasCode(error, 'STATEMENT_TIMEOUT', 'LOCKED', 'DISK_FULL', 'PERMISSION_DENIED'))
        throw placed(error, scenario, index);
      if (!(error instanceof FaultlineError) || (error.place === undefined && error.exitCode !== exitCodes.invalid))
        throw error;
      problems.push(explainBinding(placed(error, scenario, index), scenario, index));
      // An error of the database ends its transaction.
      await connection.rollback();
      await connection.begin('read only');
    }
  }
  if (problems.length === before)
    collect(problems, () => checkLimits(effectiveLimits(request.target, scenario), scenario, planned));
  return planned;
}

/** What is wrong with the file is shown there, at the step where nothing is known more exactly. */
function placed(error: FaultlineError, scenario: Scenario, index: number): FaultlineError {
  if (error.place !== undefined) return error;
  return new FaultlineError(error.code, error.message, {
    place: scenario.placeOf(['steps', index]),
    hint: error.hint,
    cause: error,
  });
}

async function planOne(
  connection: Connection,
  { catalog, target, now }: TargetRequest,
  scenario: Scenario,
  index: number,
  outlook: Outlook & { readonly earlier: EarlierStep[] },
  remaining: readonly Run[],
): Promise<PlannedStep> {
  const binding = await foreseeStep(connection, catalog, scenario, index, outlook);
  const { table } = binding.bound;
  checkProtected(target, connection.server.ledgerSchema, scenario, index, table.name);
  refuseStaleValues(scenario, index, binding.bound, outlook);
  refuseAfterCopies(scenario, index, binding.bound, outlook.earlier);
  const request = { scenario, index, binding, outlook, now: parseInstant(now)!, environment: target.environment };
  const { planned, earlier } = await planTunedStep(connection, request);
  await refuseParents(connection, scenario, index, binding.bound, earlier);
  await refuseOverlaps(connection, scenario, index, binding.bound, earlier, remaining, outlook.earlier);
  outlook.earlier.push(earlier);
  return planned;
}

function collect(problems: FaultlineError[], check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    problems.push(error);
  }
}
