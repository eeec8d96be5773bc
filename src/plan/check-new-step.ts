import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { tableSource } from '../snapshot/row-source.ts';
import { bindStep } from './bind-step.ts';
import { checkProtected } from './limits.ts';

/**
 * Refuses the last step of a scenario that is not yet written where the target does not have what it names, or it
 * does not suit: as the plan would, but without a place, since there is no file to look into.
 * @throws as `bindStep`, PROTECTED_TABLE
 */
export async function checkNewStep(
  connection: Connection,
  catalog: Catalog,
  target: Target,
  scenario: Scenario,
): Promise<void> {
  const index = scenario.steps.length - 1;
  await connection.begin('read only');
  try {
    const { bound } = await bindStep(connection, catalog, scenario, index, (table) => ({
      table,
      rows: tableSource(connection.dialect, table),
    }));
    checkProtected(target, connection.server.ledgerSchema, scenario, index, bound.table.name);
  } catch (error) {
    if (!(error instanceof FaultlineError) || error.place === undefined) throw error;
    throw new FaultlineError(error.code, error.message, { hint: error.hint, cause: error });
  } finally {
    await connection.rollback();
  }
}
