import type { Connection } from '../model/engine.ts';
import type { Run, RunStep, Standing } from '../model/run.ts';
import type { Table } from '../model/table.ts';
import { standingOf, stepsAfter, uppersOf } from './standing.ts';

/** The table of a step as it is now. */
export interface StepTable {
  /** Undefined where it is no longer there. */
  readonly table: Table | undefined;
  /** The table is not there, or was made anew since. */
  readonly isRebuilt: boolean;
  /** It has the columns that the snapshot holds. */
  readonly isComparable: boolean;
}

export interface StepStanding extends StepTable {
  readonly step: RunStep;
  readonly standing: Standing;
}

const nothing: Standing = { intact: 0, restored: 0, conflicting: 0, gone: 0 };

/** How every step of an active run stands, in the order of the steps. @param active all applied runs of the target */
export async function runStanding(
  connection: Connection,
  run: Run,
  active: readonly Run[],
): Promise<readonly StepStanding[]> {
  const standings: StepStanding[] = [];
  for (const step of run.steps) {
    const laterOwn = run.steps.filter((later) => later.ordinal > step.ordinal);
    const found = await tableOf(connection, step);
    standings.push({
      step,
      ...found,
      standing: await stepStanding(connection, step, stepsAfter(run, active), found, laterOwn),
    });
  }
  return standings;
}

/** Whether a step's table was dropped or made anew by others, and none of its rows is as the step left it. */
export function hasNothingLeft({ isRebuilt, standing }: StepStanding): boolean {
  return isRebuilt && standing.intact === 0;
}

/** Looks the table of a step up. */
export async function tableOf(connection: Connection, step: RunStep): Promise<StepTable> {
  const table = await connection.describeTable(step.table);
  if (table === undefined) return { table, isRebuilt: true, isComparable: false };
  const names = new Set(table.columns.map((each) => each.name));
  const columns = [...step.columns.key, ...step.columns.before, ...step.columns.after];
  return {
    table,
    isRebuilt: table.identity !== step.tableIdentity,
    isComparable: columns.every((each) => names.has(each.name)),
  };
}

/**
 * How one step stands.
 * @param later steps of other runs that came after it and are not yet taken back
 * @param laterOwn the same, of its own run: they are taken back before it
 */
export async function stepStanding(
  connection: Connection,
  step: RunStep,
  later: readonly RunStep[],
  found: StepTable,
  laterOwn: readonly RunStep[] = [],
): Promise<Standing> {
  const { table, isRebuilt, isComparable } = found;
  if (table === undefined) return { ...nothing, gone: step.rows };
  if (step.alteration) {
    const has = (wanted: string) => table.columns.some((each) => each.name === wanted);
    const [isAltered, isAsBefore] = [has(step.alteration.to), has(step.alteration.from)];
    if (isAltered !== isAsBefore) return { ...nothing, [isAltered ? 'intact' : 'restored']: 1 };
    return { ...nothing, conflicting: 1 };
  }
  if (!isComparable) return { ...nothing, conflicting: step.rows };
  const standing = await standingOf(connection, step, uppersOf(step, [...laterOwn, ...later]), table, laterOwn);
  // Rows that a new table does not have were not deleted from it.
  return isRebuilt && step.effect === 'delete' ? { ...standing, intact: 0, gone: standing.intact } : standing;
}
