import type { Connection } from '../model/engine.ts';
import type { Run } from '../model/run.ts';
import { alterationStanding } from '../snapshot/alteration-standing.ts';
import { tableOf } from '../snapshot/step-table.ts';
import { unalterTable } from './alter-table.ts';

/** Takes back whatever of a run's alterations is there, the last one first, by looking at the tables. */
export async function unalter(connection: Connection, run: Run): Promise<void> {
  for (const step of run.steps.toReversed()) {
    if (step.alteration === undefined) continue;
    const { table } = await tableOf(connection, step);
    if (table === undefined) continue;
    const { isInPlace } = await alterationStanding(connection, step, table);
    if (isInPlace) await unalterTable(connection, step);
  }
}
