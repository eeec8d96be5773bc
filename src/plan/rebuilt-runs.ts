import type { Connection } from '../model/engine.ts';
import type { Run, RunStep } from '../model/run.ts';
import { hasNothingLeft, runStanding } from '../snapshot/run-standing.ts';
import { tableOf } from '../snapshot/step-table.ts';

/** Active runs of which nothing is left, since others made their tables anew. */
export interface RebuiltRuns {
  /** Ids of those whose tables are all there again: nothing is left of the run. */
  readonly runs: ReadonlySet<string>;
  /** Steps, of other runs too, whose table was dropped or made anew: taking them back changes no row. */
  readonly steps: ReadonlySet<RunStep>;
}

/** Looks at the tables of active runs. What was not made anew costs a look into the catalog and no scan. @param active all applied runs of the target */
export async function rebuiltRuns(connection: Connection, active: readonly Run[]): Promise<RebuiltRuns> {
  const runs = new Set<string>();
  const steps = new Set<RunStep>();
  for (const run of active) {
    const tables = [];
    for (const step of run.steps) tables.push(await tableOf(connection, step));
    if (!tables.some(({ isRebuilt }) => isRebuilt)) continue;
    const standings = await runStanding(connection, run, active);
    for (const each of standings) if (hasNothingLeft(each)) steps.add(each.step);
    if (standings.every(hasNothingLeft) && tables.every(({ table }) => table !== undefined)) runs.add(run.id);
  }
  return { runs, steps };
}
