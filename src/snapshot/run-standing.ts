import type { Connection } from '../model/engine.ts';
import type { Run, RunStep, Standing } from '../model/run.ts';
import { alterationStanding } from './alteration-standing.ts';
import { standingOf, stepsAfter, uppersOf } from './standing.ts';
import { tableOf, type StepTable } from './step-table.ts';

export interface StepStanding extends StepTable {
  readonly step: RunStep;
  readonly standing: Standing;
}

const nothing: Standing = { intact: 0, restored: 0, conflicting: 0, gone: 0 };

/**
 * How every step of an active run stands, in the order of the steps.
 * @param active all applied runs of the target
 * @param known tables that were looked up before rows of their steps were taken back; the others are looked up
 */
export async function runStanding(
  connection: Connection,
  run: Run,
  active: readonly Run[],
  known: ReadonlyMap<RunStep, StepTable> = new Map(),
): Promise<readonly StepStanding[]> {
  const standings: StepStanding[] = [];
  const laterOwn: RunStep[] = [];
  for (const step of run.steps.toReversed()) {
    const found = known.get(step) ?? (await tableOf(connection, step));
    const standing = await stepStanding(connection, step, stepsAfter(run, active), found, laterOwn);
    const each = { step, ...found, standing };
    standings.unshift(each);
    // What nothing is left of holds no rows, either: the table itself tells how they stand.
    if (!hasNothingLeft(each)) laterOwn.unshift(step);
  }
  return standings;
}

/** Whether a step's table was dropped or made anew by others, and none of its rows is as the step left it. */
export function hasNothingLeft({ isRebuilt, standing }: StepStanding): boolean {
  return isRebuilt && standing.intact === 0;
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
  if (step.alteration) return (await alterationStanding(connection, step, table)).standing;
  if (!isComparable) return { ...nothing, conflicting: step.rows };
  const standing = await standingOf(connection, step, uppersOf(step, [...laterOwn, ...later]), table, laterOwn);
  // Rows that a table does not have which was loaded without the step were not deleted from it.
  return isRebuilt && step.effect === 'delete' ? { ...standing, intact: 0, gone: standing.intact } : standing;
}
