import type { Connection } from '../model/engine.ts';
import type { Run, RunStep, Standing } from '../model/run.ts';
import type { Table } from '../model/table.ts';
import { standingOf, stepsAfter, uppersOf } from './standing.ts';

export interface StepStanding {
  readonly step: RunStep;
  readonly standing: Standing;
  /** The table is not there, or was made anew since. */
  readonly isRebuilt: boolean;
}

/** How every step of an active run stands, in the order of the steps. @param active all applied runs of the target */
export async function runStanding(connection: Connection, run: Run, active: readonly Run[]): Promise<readonly StepStanding[]> {
  const standings: StepStanding[] = [];
  for (const step of run.steps) {
    const table = await connection.describeTable(step.table);
    const isRebuilt = table === undefined || table.identity !== step.tableIdentity;
    standings.push({ step, isRebuilt, standing: await stepStanding(connection, run, step, active, table) });
  }
  return standings;
}

async function stepStanding(connection: Connection, run: Run, step: RunStep, active: readonly Run[], table: Table | undefined): Promise<Standing> {
  const nothing = { intact: 0, restored: 0, conflicting: 0, gone: 0 };
  if (table === undefined) return { ...nothing, gone: step.rows };
  if (step.alteration) {
    const has = (wanted: string) => table.columns.some((each) => each.name === wanted);
    if (has(step.alteration.to)) return { ...nothing, intact: 1 };
    return has(step.alteration.from) ? { ...nothing, restored: 1 } : { ...nothing, conflicting: 1 };
  }
  const columns = [...step.columns.key, ...step.columns.before, ...step.columns.after];
  const isWhole = columns.every((each) => table.columns.some((other) => other.name === each.name));
  if (!isWhole) return { ...nothing, conflicting: step.rows };
  return standingOf(connection, step, uppersOf(step, stepsAfter(run, step, active)), table);
}
