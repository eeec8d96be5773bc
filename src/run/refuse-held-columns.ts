import type { Connection } from '../model/engine.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { refuseOverlaps } from '../plan/overlap.ts';
import type { PreparedRun } from './prepare-run.ts';

/**
 * Looks once more, under the lock, whether a column that is to be altered has got into the snapshot of another run:
 * for rows the digest tells, for alterations nothing would.
 * @param active applied runs that remain
 * @throws STALE_PLAN
 */
export async function refuseHeldColumns(
  connection: Connection,
  scenarios: readonly Scenario[],
  { injection, compiled }: PreparedRun,
  active: readonly Run[],
): Promise<void> {
  const scenario = scenarios.find((each) => each.name === injection.scenario)!;
  for (const [index, step] of compiled.entries()) {
    if (isOfRows(step.anomaly)) continue;
    try {
      await refuseOverlaps(connection, scenario, index, step, undefined, active, []);
    } catch (error) {
      if (!hasCode(error, 'OVERLAPS_ACTIVE_RUN')) throw error;
      throw new FaultlineError('STALE_PLAN', `${error.message}; it did not when the plan was made`, {
        hint: 'Plan again.',
        cause: error,
      });
    }
  }
}
