import type { Connection } from '../../model/engine.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import { hasLedger } from '../../ledger/prepare.ts';
import { readRuns } from '../../ledger/runs.ts';
import { bindScenarios } from '../../plan/place-scenarios.ts';
import { momentOf } from '../../snapshot/instant.ts';
import { sweepRun, type SweepRequest } from './sweep-run.ts';
import { sweepingRuns } from './sweeping-runs.ts';

/** What sweeps came to in a target. */
export interface Swept {
  readonly taken: readonly { readonly run: string; readonly scenario: string; readonly rows: number }[];
  /** Runs that take no arrivals as things are; they stay as they were. */
  readonly refused: readonly { readonly run: string; readonly scenario: string; readonly error: FaultlineError }[];
}

/**
 * Takes what has arrived into the active runs of a target, each in a transaction of its own. What one run cannot take is
 * told beside what others took.
 * @throws CONNECTION_FAILED, CONNECTION_LOST, INTERRUPTED, LOCKED, RECOVERY_NEEDED, which would meet the other runs, too
 */
export async function sweepTarget(connection: Connection, request: SweepRequest): Promise<Swept> {
  const schema = connection.server.ledgerSchema;
  if (!(await hasLedger(connection, schema))) return { taken: [], refused: [] };
  const { scenarios } = bindScenarios(connection, request.target, request.scenarios, request.catalog);
  const bound = { ...request, scenarios };
  const taken = [];
  const refused = [];
  const runs = await readRuns(connection, schema, { which: 'deciding' });
  for (const sweeping of sweepingRuns({ ...bound, now: momentOf(request.clock()) }, runs)) {
    const { id: run, scenario } = sweeping.run;
    try {
      const rows = await sweepRun(connection, bound, sweeping, runs);
      if (rows > 0) taken.push({ run, scenario, rows });
    } catch (error) {
      if (!(error instanceof FaultlineError) || isOfTarget(error)) throw error;
      refused.push({ run, scenario, error });
    }
  }
  return { taken, refused };
}

function isOfTarget(error: FaultlineError): boolean {
  return hasCode(error, 'CONNECTION_FAILED', 'CONNECTION_LOST', 'INTERRUPTED', 'LOCKED', 'RECOVERY_NEEDED', 'INTERNAL');
}
