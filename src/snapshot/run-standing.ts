import type { Connection } from '../model/engine.ts';
import type { Run, RunStep, Standing } from '../model/run.ts';
import type { Column, Table } from '../model/table.ts';
import { name, sql } from '../sql/sql.ts';
import { keysMeet } from './row-source.ts';
import { standingOf, stepsAfter, uppersOf } from './standing.ts';

/** The table of a step as it is now. */
export interface StepTable {
  /** Undefined where it is no longer there. */
  readonly table: Table | undefined;
  /**
   * The table is not there, or was made anew since. One in which none of the rows that the step has deleted is there
   * again passes for a copy of the table that they were deleted from, and is not meant here.
   */
  readonly isRebuilt: boolean;
  /** It has the columns that the snapshot holds. */
  readonly isComparable: boolean;
}

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
  for (const step of run.steps) {
    const laterOwn = run.steps.filter((later) => later.ordinal > step.ordinal);
    const found = known.get(step) ?? (await tableOf(connection, step));
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

/** Looks the table of a step up. Only what was made anew costs more than a look into the catalog: a scan, of a deletion. */
export async function tableOf(connection: Connection, step: RunStep): Promise<StepTable> {
  const table = await connection.describeTable(step.table);
  if (table === undefined) return { table, isRebuilt: true, isComparable: false };
  const isComparable = unfitColumns(step, table).length === 0;
  if (table.identity === step.tableIdentity) return { table, isRebuilt: false, isComparable };
  return {
    table,
    isRebuilt: step.effect !== 'delete' || (await hasDeletedRows(connection, step, table)),
    isComparable,
  };
}

/** Columns that a snapshot holds and that its table no longer has or, where it was made anew, has with another type. */
export function unfitColumns({ columns, tableIdentity }: RunStep, table: Table): readonly Column[] {
  const isOther = table.identity !== tableIdentity;
  return [...columns.key, ...columns.before, ...columns.after].filter((held) => {
    const found = table.columns.find((each) => each.name === held.name);
    return found === undefined || (isOther && familyOf(found) !== familyOf(held));
  });
}

/** Values of one family can be compared with each other, and written to each other's columns. */
function familyOf({ kind, storage }: Column): string {
  if (kind === 'integer' || kind === 'decimal' || kind === 'float') return 'number';
  return kind === 'enum' || kind === 'array' || kind === 'other' ? storage : kind;
}

/** Whether at least one row is there again: then the table was loaded from where the rows come from, not from the old one. */
async function hasDeletedRows(connection: Connection, step: RunStep, table: Table): Promise<boolean> {
  const { dialect } = connection;
  const { key } = step.columns;
  if (unfitColumns({ ...step, columns: { key, before: [], after: [] } }, table).length > 0) return false;
  const [row] =
    await connection.query(sql`select count(*) as ${name('counted')} from ${dialect.table(step.snapshot!)} fl_s
    where exists (select 1 from ${dialect.table(step.table)} t where ${keysMeet(key, 't', 'fl_s')})`);
  return Number(row!['counted']) > 0;
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
  // Rows that a table does not have which was loaded without the step were not deleted from it.
  return isRebuilt && step.effect === 'delete' ? { ...standing, intact: 0, gone: standing.intact } : standing;
}
