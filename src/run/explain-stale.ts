import { canonicalJson } from '../model/canonical-json.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { PlannedStep } from '../model/plan.ts';
import { formatTable } from '../model/table.ts';
import { isInjection } from '../model/plan-changes.ts';
import { readRuns } from '../ledger/runs.ts';
import { formatCount, formatRows } from '../output/format-number.ts';
import { foreseeStep } from '../plan/foresee-step.ts';
import { undoOrder, type EarlierStep } from '../plan/outlook.ts';
import { planTunedStep } from '../plan/tune-step.ts';
import { parseInstant } from '../snapshot/instant.ts';
import type { ApplyTargetRequest } from './apply-target.ts';
import { runsToUndo } from './refuse-other-runs.ts';
import { withApprovedStrengths } from './with-approved-strengths.ts';

/** A step of a plan: the scenario's name and the step's position, from 0. */
export interface StepAt {
  readonly scenario: string;
  readonly index: number;
}

/**
 * Plans a stale step anew, reading only, to say what differs from what was planned: counts, windows, statistics, key.
 * Comes after the transaction is undone.
 * @returns the error to throw; the given one where the step cannot be planned
 */
export async function explainStale(
  connection: Connection,
  request: ApplyTargetRequest,
  at: StepAt,
  error: FaultlineError,
): Promise<FaultlineError> {
  const injection = request.targetPlan.actions.filter(isInjection).find((each) => each.scenario === at.scenario);
  const planned = injection?.steps[at.index];
  if (planned === undefined) return error;
  try {
    await connection.begin('read only');
    const found = await planAgain(connection, request, at);
    const differences = found ? differencesOf(planned, found) : [];
    if (differences.length === 0) return error;
    return new FaultlineError(
      'STALE_PLAN',
      `step "${planned.id}" on ${formatTable(planned.table)} is no longer what was planned: ${differences.join('; ')}`,
      { hint: error.hint, cause: error },
    );
  } catch {
    return error;
  } finally {
    await connection.rollback();
  }
}

async function planAgain(
  connection: Connection,
  { schema, targetPlan, scenarios, catalog, plan }: ApplyTargetRequest,
  at: StepAt,
): Promise<PlannedStep | undefined> {
  const active = await readRuns(connection, schema, { state: 'applied' });
  const earlier: EarlierStep[] = [];
  const outlook = { undone: undoOrder(runsToUndo(targetPlan.actions, active)), earlier };
  const now = parseInstant(plan.now)!;
  for (const injection of targetPlan.actions.filter(isInjection)) {
    const scenario = withApprovedStrengths(
      scenarios.find((each) => each.name === injection.scenario)!,
      targetPlan,
    );
    for (const index of scenario.steps.keys()) {
      const binding = await foreseeStep(connection, catalog, scenario, index, outlook);
      const step = await planTunedStep(connection, {
        scenario,
        index,
        binding,
        outlook,
        now,
        environment: targetPlan.environment,
      });
      if (scenario.name === at.scenario && index === at.index) return step.planned;
      earlier.push(step.earlier);
    }
  }
  return undefined;
}

/** What differs, in words, then and now; the last resort names that something does. */
function differencesOf(then: PlannedStep, now: PlannedStep): readonly string[] {
  const found: string[] = [];
  const differ = (what: string, before: string, after: string) => {
    if (before !== after) found.push(`${what}${before} when planned, ${after} now`);
  };
  differ('key ', then.frozen.key.columns.join(', '), now.frozen.key.columns.join(', '));
  differ('', then.which.join(', '), now.which.join(', '));
  if (then.frozen.eligible !== now.frozen.eligible) {
    found.push(
      `${formatCount(then.frozen.eligible)} eligible rows when planned, ${formatCount(now.frozen.eligible)} now`,
    );
  }
  differ('', formatRows(then.frozen.rows), formatRows(now.frozen.rows));
  for (const figure of Object.keys(then.frozen.statistics)) {
    // Only that they differ: statistics may be values of the data.
    if (statistic(then, figure) !== statistic(now, figure)) found.push(`${figure} differs`);
  }
  if (found.length > 0 || then.digest === now.digest) return found;
  return [`as many rows, but other ones, or with other values`];
}

function statistic({ frozen }: PlannedStep, figure: string): string {
  const value = frozen.statistics[figure] ?? null;
  return typeof value === 'string' ? value : canonicalJson(value);
}
