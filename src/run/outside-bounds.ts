import { canonicalJson } from '../model/canonical-json.ts';
import type { Action, PlannedStep, TargetPlan } from '../model/plan.ts';
import type { Scenario, Step } from '../model/scenario.ts';
import { formatTable } from '../model/table.ts';
import { isInjection, isUndoing } from '../model/plan-changes.ts';
import { formatCount, formatRows } from '../output/format-number.ts';
import { formatMoment } from '../output/format-time.ts';

type Change = Extract<Action, { action: 'inject' | 'replace' | 'heal' }>;

/**
 * What sets a target's new plan apart from the one that was approved, beyond what `approval: bounds` lets pass: the same
 * scenarios are injected, replaced and healed, by the same steps on the same schema, and rows differ by no more than 20 %.
 * @param scenarios of the target, for their volumes
 * @returns sentences that name scenario and step, then and now; none where the new plan may be applied in place of the approved one
 */
export function outsideBounds(
  approved: TargetPlan,
  now: TargetPlan,
  scenarios: readonly Scenario[],
): readonly string[] {
  return approved.actions.filter(isChange).flatMap((then) => {
    const found = now.actions.find((each) => each.scenario === then.scenario && each.action !== 'leave');
    return actionDifferences(then, found, scenarios).map((difference) => `scenario "${then.scenario}": ${difference}`);
  });
}

/** Whether rows are within ±20 % of those approved. */
export function isWithinBounds(approved: number, rows: number): boolean {
  return 5 * Math.abs(rows - approved) <= approved;
}

/** Whether apply changes anything for the action. */
export function isChange(action: Action): action is Change {
  return isInjection(action) || isUndoing(action);
}

function actionDifferences(then: Change, now: Action | undefined, scenarios: readonly Scenario[]): readonly string[] {
  if (now === undefined || now.action !== then.action)
    return [
      `${then.action} when approved, ${now === undefined ? 'nothing to do' : `${now.action} (${now.reason})`} now`,
    ];
  const run = 'active' in then && 'active' in now ? differing('run ', then.active.run, now.active.run) : [];
  if (!isInjection(then) || !isInjection(now)) return run;
  const slot = differing('slot of ', slotInWords(then.slot), slotInWords(now.slot));
  if (then.fingerprint !== now.fingerprint) return [...run, `${then.path} changed`];
  const scenario = scenarios.find(({ name }) => name === then.scenario);
  const steps = then.steps.flatMap((planned, index) => {
    const step = scenario?.steps.find(({ id }) => id === planned.id);
    return stepDifferences(planned, now.steps[index], step && rowsOf(step)).map(
      (each) => `step "${planned.id}": ${each}`,
    );
  });
  return [...run, ...slot, ...steps];
}

/** The number of rows that the step asks for; undefined where it asks for shares, or for several numbers. */
function rowsOf({ volume, volumes }: Step): number | undefined {
  return volumes === undefined && 'rows' in volume ? volume.rows : undefined;
}

function stepDifferences(
  then: PlannedStep,
  now: PlannedStep | undefined,
  wanted: number | undefined,
): readonly string[] {
  if (now === undefined) return ['it is gone'];
  const [before, after] = [then.frozen.rows, now.frozen.rows];
  // A count of rows that was reached is reached again, or there are no longer enough.
  const isCounted = wanted === before;
  const rows =
    (isCounted ? before === after : isWithinBounds(before, after)) ||
    `${formatRows(before)} when approved, ${formatCount(after)} now${isCounted ? '' : ': more than 20 % apart'}`;
  const schema =
    then.schemaDigest === now.schemaDigest || `the columns, types or keys of ${formatTable(then.table)} changed`;
  return [
    ...differing('anomaly ', then.anomaly, now.anomaly),
    ...differing('table ', formatTable(then.table), formatTable(now.table)),
    ...differing('column ', then.column ?? 'none', now.column ?? 'none'),
    ...differing('key ', keyInWords(then), keyInWords(now)),
    ...differing('alteration ', alterationInWords(then), alterationInWords(now)),
    ...[schema, rows].filter((each) => typeof each === 'string'),
  ];
}

function differing(what: string, then: string, now: string): readonly string[] {
  return then === now ? [] : [`${what}${then} when approved, ${now} now`];
}

function slotInWords(slot: string | undefined): string {
  return slot === undefined ? 'no schedule' : formatMoment(slot);
}

function keyInWords({ frozen }: PlannedStep): string {
  return frozen.key.columns.join(', ');
}

function alterationInWords({ alteration }: PlannedStep): string {
  return alteration === undefined ? 'none' : canonicalJson(alteration);
}
