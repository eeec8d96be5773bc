import type { Connection } from '../model/engine.ts';
import type { Run } from '../model/run.ts';
import { beginLocked } from '../ledger/lock.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { deleteRun, readRuns } from '../ledger/runs.ts';
import { runOfSnapshot } from '../ledger/tables.ts';

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
export async function recover(
  connection: Connection,
  { schema, actor, clock, lockTimeout }: RecoverRequest,
): Promise<readonly Run[]> {
  if (!(await hasLedger(connection, schema))) return [];
  await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
  try {
    const open = await readRuns(connection, schema, { state: 'prepared' });
    for (const run of open) await deleteRun(connection, schema, run.id);
    await connection.commit();
    await dropOrphans(connection, schema);
    return open;
  } finally {
    await connection.rollback();
  }
}

/** Drops snapshots of runs that the ledger does not know. A run is written before its snapshots are made, so none of them is another's. */
async function dropOrphans(connection: Connection, schema: string): Promise<void> {
  const tables = (await connection.listTables()).filter(({ name }) => name.schema === schema);
  const known = new Set((await readRuns(connection, schema)).map((run) => run.id));
  for (const { name } of tables) {
    const run = runOfSnapshot(name);
    if (run !== undefined && !known.has(run)) await connection.execute(connection.dialect.dropTable(name));
  }
}
