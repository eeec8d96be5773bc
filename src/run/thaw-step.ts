import { anomalyOf } from '../model/anomaly-of.ts';
import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { formatTable } from '../model/table.ts';
import { describeAfter, nameBefore, undoOrder, type Outlook } from '../plan/outlook.ts';
import { schemaDigest } from '../plan/schema-digest.ts';
import { withStrength } from '../plan/strength.ts';
import { columnOf, type CompiledStep } from '../snapshot/compiled-step.ts';
import { rowKey } from '../snapshot/row-key.ts';

/** What of a planned step is needed to run it again. */
export type Frozen = Pick<PlannedStep, 'id' | 'table' | 'column' | 'frozen' | 'schemaDigest'>;

/**
 * Steps as the plan froze them, ready to be run again: nothing is measured or chosen anew.
 * @param undone runs that the same apply rolls back first: their alterations are then gone
 * @throws STALE_PLAN where a table is gone or has other columns, types or keys than when it was planned
 */
export async function thawSteps(
  connection: Connection,
  catalog: Catalog,
  scenario: Scenario,
  steps: readonly Frozen[],
  undone: readonly Run[],
): Promise<readonly CompiledStep[]> {
  const outlook: Outlook = { undone: undoOrder(undone), earlier: [] };
  const thawed: CompiledStep[] = [];
  for (const planned of steps) thawed.push(await thawStep(connection, catalog, scenario, planned, outlook));
  return thawed;
}

async function thawStep(
  connection: Connection,
  catalog: Catalog,
  scenario: Scenario,
  planned: Frozen,
  outlook: Outlook,
): Promise<CompiledStep> {
  const step = scenario.steps.find((each) => each.id === planned.id)!;
  const present = await connection.describeTable(nameBefore(outlook, planned.table));
  if (present === undefined)
    throw new FaultlineError('STALE_PLAN', `table ${formatTable(planned.table)} is gone since the plan was made`);
  const table = describeAfter(outlook, present);
  if (schemaDigest(table) !== planned.schemaDigest) {
    throw new FaultlineError(
      'STALE_PLAN',
      `the columns, types or keys of ${formatTable(planned.table)} changed since the plan was made`,
      { hint: 'Plan again.' },
    );
  }
  const { frozen } = planned;
  const anomaly = anomalyOf(catalog, step);
  return {
    step: withStrength(step, frozen),
    anomaly,
    seed: scenario.seed,
    table,
    key:
      frozen.key.origin === 'row'
        ? rowKey(connection.dialect, anomaly.effect)
        : frozen.key.columns.map((each) => columnOf(table, each)),
    subject: planned.column === undefined ? undefined : columnOf(table, planned.column),
    time: frozen.timeColumn === undefined ? undefined : columnOf(table, frozen.timeColumn),
    frozen,
  };
}
