import type { Connection } from '../model/engine.ts';
import type { Duration } from '../model/duration.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { forgetSnapshots, readRuns } from '../ledger/runs.ts';
import { formatInstant, shift } from '../snapshot/instant.ts';

/** Drops snapshots of the project's runs that ended longer ago than `keep`; the runs themselves stay in the history. */
export async function dropOldSnapshots(
  connection: Connection,
  schema: string,
  project: string,
  keep: Duration,
  now: Date,
): Promise<void> {
  if (!(await hasLedger(connection, schema))) return;
  const deadline = formatInstant(shift(BigInt(now.getTime()) * 1000n, -1, keep, 'day'));
  for (const run of await readRuns(connection, schema, { project, which: 'with snapshots' })) {
    if (run.endedAt === null || run.endedAt > deadline) continue;
    for (const step of run.steps) {
      if (step.snapshot) await connection.execute(connection.dialect.dropTable(step.snapshot));
    }
    await forgetSnapshots(connection, schema, run.id);
  }
}
