import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { beginLocked } from '../ledger/lock.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { readRuns } from '../ledger/runs.ts';
import type { AppliedTarget, ApplyTargetRequest } from './apply-target.ts';
import { discardRun, type PreparedRun } from './prepare-run.ts';

/**
 * Finds out in the ledger what became of a transaction whose connection was lost.
 * @param outcome what it would come to; undefined where it was lost before its commit was asked for
 * @returns the outcome, where the commit has arrived
 * @throws the error itself where it has not: nothing is changed then; RECOVERY_NEEDED where the target cannot be asked
 */
export async function settle(
  error: FaultlineError,
  request: ApplyTargetRequest,
  prepared: readonly PreparedRun[],
  outcome: AppliedTarget | undefined,
): Promise<AppliedTarget> {
  const { schema, actor, clock, lockTimeout } = request;
  try {
    return await askLedger(
      request.reconnect,
      { schema, actor, now: clock().toISOString(), lockTimeout },
      async (runs, connection) => {
        const isActive = (id: string) => runs.some((run) => run.id === id && run.state === 'applied');
        if (
          outcome &&
          outcome.injected.every((run) => isActive(run.id)) &&
          !outcome.undone.some(({ run }) => isActive(run))
        )
          return outcome;
        for (const { run } of prepared) await discardRun(connection, schema, run);
        throw error;
      },
    );
  } catch (failure) {
    throw failure === error ? error : unsettled(error, failure);
  }
}

interface Question {
  readonly schema: string;
  readonly actor: string;
  readonly now: string;
  readonly lockTimeout: number;
}

/** Under the lock: whoever was cut off may still be at it on the server. @param read is given every run, outside of the transaction */
export async function askLedger<Answer>(
  reconnect: () => Promise<Connection>,
  { schema, actor, now, lockTimeout }: Question,
  read: (runs: readonly Run[], connection: Connection) => Promise<Answer>,
): Promise<Answer> {
  const connection = await reconnect();
  try {
    if (!(await hasLedger(connection, schema))) return await read([], connection);
    await beginLocked(connection, schema, actor, now, lockTimeout);
    const runs = await readRuns(connection, schema);
    await connection.rollback();
    return await read(runs, connection);
  } finally {
    await connection.close();
  }
}

/** The outcome is not known. */
export function unsettled(error: FaultlineError, failure: unknown): FaultlineError {
  return new FaultlineError(
    'RECOVERY_NEEDED',
    `${error.message}; whether the last change arrived is not known, since the target could not be asked: ${failure instanceof Error ? failure.message : String(failure)}`,
    {
      hint: 'When the target is back, run `faultline recover`, then look with `faultline status`.',
      cause: error,
    },
  );
}
