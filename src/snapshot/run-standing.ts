import type { Connection } from '../model/engine.ts';
import type { Run, RunStep, Standing } from '../model/run.ts';
import type { Table } from '../model/table.ts';
import { standingOf, stepsAfter, uppersOf } from './standing.ts';

export interface StepStanding {
  readonly step: RunStep;
  readonly standing: Standing;
  /** Undefined where it is no longer there. */
  readonly table: Table | undefined;
  /** The table is not there, or was made anew since. */
  readonly isRebuilt: boolean;
}

const nothing: Standing = { intact: 0, restored: 0, conflicting: 0, gone: 0 };

/** How every step of an active run stands, in the order of the steps. @param active all applied runs of the target */
export async function runStanding(connection: Connection, run: Run, active: readonly Run[]): Promise<readonly StepStanding[]> {
  const standings: StepStanding[] = [];
  for (const step of run.steps) {
    standings.push(await stepStanding(connection, run, step, active, run.steps.filter((later) => later.ordinal > step.ordinal)));
  }
  return standings;
}

/**
 * How one step stands.
 * @param laterOwn steps of the same run that came after it and are not yet taken back
 */
export async function stepStanding(connection: Connection, run: Run, step: RunStep, active: readonly Run[], laterOwn: readonly RunStep[] = []): Promise<StepStanding> {
  const table = await connection.describeTable(step.table);
  if (table === undefined) return { step, table, isRebuilt: true, standing: { ...nothing, gone: step.rows } };
  const isRebuilt = table.identity !== step.tableIdentity;
  const later = [...laterOwn, ...stepsAfter(run, active)];
  return { step, table, isRebuilt, standing: await compare(connection, step, later, table) };
}

async function compare(connection: Connection, step: RunStep, later: readonly RunStep[], table: Table): Promise<Standing> {
  const has = (wanted: string) => table.columns.some((each) => each.name === wanted);
  if (step.alteration) {
    if (has(step.alteration.to)) return { ...nothing, intact: 1 };
    return has(step.alteration.from) ? { ...nothing, restored: 1 } : { ...nothing, conflicting: 1 };
  }
  const columns = [...step.columns.key, ...step.columns.before, ...step.columns.after];
  if (!columns.every((each) => has(each.name))) return { ...nothing, conflicting: step.rows };
  return standingOf(connection, step, uppersOf(step, later), table);
}
