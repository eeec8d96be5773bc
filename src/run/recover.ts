import type { Connection } from '../model/engine.ts';
import { isOpen, type Run } from '../model/run.ts';
import type { TableName } from '../model/table.ts';
import { beginLocked } from '../ledger/lock.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { abandonAltering, deleteRun, readRuns } from '../ledger/runs.ts';
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
    const settled = open.filter((run) => !altering.includes(run));
    for (const run of altering)
      if (await takeBack(connection, { schema, actor, clock, lockTimeout }, run)) settled.push(run);
    await dropOrphans(connection, schema);
    return settled;
  } finally {
    await connection.rollback();
  }
}

/**
 * Whoever is at work with the run after all is told first: it gives way and takes back what it has altered itself. The
 * run is forgotten last, so that a crash in between leaves it to the next recovery.
 * @returns false where the run was finished in the meantime
 */
async function takeBack(
  connection: Connection,
  { schema, actor, clock, lockTimeout }: RecoverRequest,
  run: Run,
): Promise<boolean> {
  await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
  if (!(await abandonAltering(connection, schema, run.id, clock().toISOString()))) {
    await connection.rollback();
    return false;
  }
  await connection.commit();
  await unalter(connection, run);
  await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
  await deleteRun(connection, schema, run.id);
  await connection.commit();
  return true;
}

/** Drops snapshots of runs that the ledger does not know. A run is written before its snapshots are made, so none of them is another's. */
async function dropOrphans(connection: Connection, schema: string): Promise<void> {
  const tables = (await connection.listTables()).filter(({ name }) => name.schema === schema);
  const known = new Set((await readRuns(connection, schema)).map((run) => run.id));
  for (const { name } of tables) {
    const run = runOfSnapshot(name);
    if (run === undefined || known.has(run) || !(await isSnapshot(connection, name))) continue;
    await connection.execute(connection.dialect.dropTable(name));
  }
}

/** Somebody else's table may have such a name, too, where the schema is not the ledger's alone. */
async function isSnapshot(connection: Connection, name: TableName): Promise<boolean> {
  const columns = (await connection.describeTable(name))?.columns ?? [];
  return ['k1', 'occurrence'].every((wanted) => columns.some((each) => each.name === wanted));
}
