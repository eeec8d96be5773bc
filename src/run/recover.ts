import type { Connection } from '../model/engine.ts';
import type { Run } from '../model/run.ts';
import { beginLocked } from '../ledger/lock.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { deleteRun, readRuns } from '../ledger/runs.ts';

export interface RecoverRequest {
  readonly schema: string;
  readonly actor: string;
  readonly clock: () => Date;
  readonly lockTimeout: number;
}

/**
 * Settles runs that a crash left open. Change, snapshot and ledger commit together, so a run that is not `applied`
 * has changed nothing: it is forgotten and its snapshots are dropped. Whoever is at work with such a run notices
 * and prepares it again.
 * @returns the runs that were settled
 */
export async function recover(connection: Connection, { schema, actor, clock, lockTimeout }: RecoverRequest): Promise<readonly Run[]> {
  if (!(await hasLedger(connection, schema))) return [];
  await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
  try {
    const open = await readRuns(connection, schema, { state: 'prepared' });
    for (const run of open) await deleteRun(connection, schema, run.id);
    await connection.commit();
    for (const step of open.flatMap((run) => run.steps)) {
      if (step.snapshot) await connection.execute(connection.dialect.dropTable(step.snapshot));
    }
    return open;
  } finally {
    await connection.rollback();
  }
}
