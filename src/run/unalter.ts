import type { Connection } from '../model/engine.ts';
import type { Run } from '../model/run.ts';
import { alterationSql, inverse } from '../snapshot/alteration.ts';
import { stepStanding } from '../snapshot/run-standing.ts';
import { tableOf } from '../snapshot/step-table.ts';

/** Takes back whatever of a run's alterations is there, the last one first, by looking at the tables. */
export async function unalter(connection: Connection, run: Run): Promise<void> {
  for (const step of run.steps.toReversed()) {
    if (step.alteration === undefined) continue;
    const { intact } = await stepStanding(connection, step, [], await tableOf(connection, step));
    if (intact > 0) await connection.execute(alterationSql(connection.dialect, step.table, inverse(step.alteration)));
  }
}
