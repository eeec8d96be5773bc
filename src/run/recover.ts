import type { Connection } from '../model/engine.ts';
import { isOpen, type Run } from '../model/run.ts';
import { beginLocked } from '../ledger/lock.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { deleteRun, readRuns } from '../ledger/runs.ts';
import { runOfSnapshot } from '../ledger/tables.ts';
import { unalter } from './unalter.ts';

export interface RecoverRequest {
  readonly schema: string;
  readonly actor: string;
  readonly clock: () => Date;
  readonly lockTimeout: number;
}

/**
 * Settles runs that a crash left open. Change, snapshot and ledger commit together, so a run that is only `prepared`
 * has changed nothing: it is forgotten and its snapshots are dropped. Where alterations commit by themselves, those of
 * an `altering` run that are there are taken back first. Whoever is at work with such a run notices and gives way.
 * @returns the runs that were settled
 */
export async function recover(
  connection: Connection,
  { schema, actor, clock, lockTimeout }: RecoverRequest,
): Promise<readonly Run[]> {
  if (!(await hasLedger(connection, schema))) return [];
  await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
  try {
    const open = (await readRuns(connection, schema)).filter(isOpen);
    const altering = open.filter((run) => run.state === 'altering');
    for (const run of open) if (!altering.includes(run)) await deleteRun(connection, schema, run.id);
    await connection.commit();
    for (const run of altering) {
      await unalter(connection, run);
      await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
      await deleteRun(connection, schema, run.id);
      await connection.commit();
    }
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
