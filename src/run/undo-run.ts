import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Run, RunStep } from '../model/run.ts';
import { formatTable, type Table } from '../model/table.ts';
import { alterationStanding } from '../snapshot/alteration-standing.ts';
import { runStanding, stepStanding, type StepStanding } from '../snapshot/run-standing.ts';
import { stepsAfter, uppersOf } from '../snapshot/standing.ts';
import { tableOf, unfitColumns, type StepTable } from '../snapshot/step-table.ts';
import { unalterTable } from './alter-table.ts';
import { repairFiles } from './break-files.ts';
import { isAlteration } from './parts.ts';
import { undoRows, type OnConflict } from './undo-step.ts';

/** What a rollback came to, in rows. */
export interface Undone {
  readonly run: string;
  readonly scenario: string;
  /** As before now. */
  readonly restored: number;
  /** Were already as before. */
  readonly already: number;
  /** Left as others made them. */
  readonly skipped: number;
  /** No longer there. */
  readonly gone: number;
  /** The tables were made anew by others: nothing was left to take back. */
  readonly isHealed: boolean;
  /** Its scenario was between two slots: nothing was active, and the next slots are held. */
  readonly wasWaiting?: boolean | undefined;
}

/**
 * Takes back every step of a run inside the open transaction, last step first.
 * @param active all applied runs of the target
 * @throws ROLLBACK_CONFLICT where others changed rows and `onConflict` is `abort`; WRITE_CONFLICT where it is to be tried again.
 * The transaction is to be undone then: some steps may have been taken back
 */
export async function undoRun(
  connection: Connection,
  run: Run,
  active: readonly Run[],
  onConflict: OnConflict,
): Promise<Undone> {
  const counts = { restored: 0, already: 0, skipped: 0, gone: 0 };
  const later = stepsAfter(run, active);
  let rebuilt = 0;
  // An alteration may commit by itself: whatever speaks against one of a run's has to be known before the first.
  if (onConflict === 'abort' && isAlteration(run)) await refuseConflicts(connection, run, active);
  for (const step of run.steps.toReversed()) {
    const found = await tableOf(connection, step);
    const outcome = await undoStep(connection, step, later, found, onConflict);
    if (onConflict === 'abort' && outcome.conflicting > 0 && !found.isRebuilt)
      await refuseConflicts(connection, run, active, new Map([[step, found]]));
    if (found.isRebuilt && outcome.restored === 0) rebuilt += 1;
    counts.restored += outcome.restored;
    counts.already += outcome.already;
    counts.gone += outcome.gone;
    counts.skipped += onConflict === 'force' && !found.isRebuilt ? 0 : outcome.conflicting;
  }
  return {
    run: run.id,
    scenario: run.scenario,
    ...counts,
    isHealed: run.steps.length > 0 && rebuilt === run.steps.length,
  };
}

/** What became of a step's rows. */
interface Outcome {
  readonly restored: number;
  readonly already: number;
  readonly conflicting: number;
  readonly gone: number;
}

/**
 * Rows are taken back first and counted afterwards, and only where some were left: most often none is, and the count
 * would cost as much as a quarter of the work. A forced rollback has to know beforehand.
 */
async function undoStep(
  connection: Connection,
  step: RunStep,
  later: readonly RunStep[],
  found: StepTable,
  onConflict: OnConflict,
): Promise<Outcome> {
  const { table, isRebuilt, isComparable } = found;
  const force = onConflict === 'force' && !isRebuilt;
  if (
    table !== undefined &&
    isComparable &&
    !force &&
    step.alteration === undefined &&
    !(isRebuilt && step.effect === 'delete')
  ) {
    const restored = await takeBack(connection, step, later, table, false);
    if (restored === step.rows) return { restored, already: 0, conflicting: 0, gone: 0 };
    const left = await stepStanding(connection, step, later, found);
    if (left.intact > 0)
      throw new FaultlineError('WRITE_CONFLICT', `others changed rows of step "${step.id}" during its rollback`);
    return { ...left, restored, already: left.restored - restored };
  }
  if (force && table !== undefined && !isComparable && step.alteration === undefined) throw lostColumns(step, table);
  if (step.alteration && table !== undefined) return undoAlteration(connection, step, table, force);
  const { intact, conflicting, gone, restored: already } = await stepStanding(connection, step, later, found);
  if (table === undefined || !force) return { restored: 0, already, conflicting, gone };
  if (step.effect === 'update' && step.columns.whole && conflicting > 0) throw untold(step, conflicting);
  const restored = await takeBack(connection, step, later, table, true);
  if (step.effect === 'insert' && restored < intact + conflicting)
    throw referredTo(step, intact + conflicting - restored);
  return { restored, already, conflicting, gone };
}

/** What a constraint forbids is a conflict with what others wrote, too. */
async function takeBack(
  connection: Connection,
  step: RunStep,
  later: readonly RunStep[],
  table: Table,
  force: boolean,
): Promise<number> {
  try {
    return await undoRows(connection, step, uppersOf(step, later), table, force);
  } catch (error) {
    if (!hasCode(error, 'CONSTRAINT_VIOLATION')) throw error;
    throw new FaultlineError(
      'ROLLBACK_CONFLICT',
      `step "${step.id}" on ${formatTable(step.table)} cannot be taken back beside what others wrote since; nothing was rolled back (${error.message})`,
      {
        hint: 'Remove the rows that are in its way, then roll back again.',
        cause: error,
      },
    );
  }
}

/** Not even force finds a place for values whose column is gone; ending the run would lose them. */
export function lostColumns(step: RunStep, table: Table): FaultlineError {
  const lost = unfitColumns(step, table).map(({ name, type }) =>
    table.columns.some((each) => each.name === name) ? `${name} as ${type}` : name,
  );
  return new FaultlineError(
    'ROLLBACK_CONFLICT',
    `${formatTable(step.table)} no longer has ${lost.join(', ')}, which step "${step.id}" needs to be taken back; nothing was rolled back`,
    {
      hint: 'Give the columns their names and types back, or end the run without its rows with --on-conflict skip.',
    },
  );
}

/** Not even force finds rows that hold something else now, where nothing but what they held tells them apart. */
function untold(step: RunStep, rows: number): FaultlineError {
  return new FaultlineError(
    'ROLLBACK_CONFLICT',
    `${formatTable(step.table)} no longer has ${rows} rows as step "${step.id}" left them, and nothing but what they hold tells its rows apart; nothing was rolled back`,
    {
      hint: 'Put them right by hand with the values of `faultline labels`, then end the run without them with --on-conflict skip.',
    },
  );
}

function referredTo(step: RunStep, rows: number): FaultlineError {
  return new FaultlineError(
    'ROLLBACK_CONFLICT',
    `others refer to ${rows} rows that step "${step.id}" has inserted into ${formatTable(step.table)}; nothing was rolled back`,
    {
      hint: 'Remove what refers to them first, or leave them with --on-conflict skip.',
    },
  );
}

async function undoAlteration(connection: Connection, step: RunStep, table: Table, force: boolean): Promise<Outcome> {
  const { standing, isInPlace } = await alterationStanding(connection, step, table);
  const { restored: already, conflicting, gone } = standing;
  if (step.effect === 'file')
    return { restored: await repairFiles(connection, step, force), already, conflicting, gone };
  if (!isInPlace || (conflicting > 0 && !force)) return { restored: 0, already, conflicting, gone };
  await unalterTable(connection, step);
  return { restored: 1, already, conflicting, gone };
}

async function conflictInWords(connection: Connection, { step, table, standing }: StepStanding): Promise<string> {
  const count = `${standing.conflicting} in ${formatTable(step.table)} (step "${step.id}")`;
  if (step.alteration === undefined || table === undefined) return count;
  const { reason } = await alterationStanding(connection, step, table);
  return reason === undefined ? count : `${count}: ${reason}`;
}

/**
 * @param known tables that were looked up before rows of their steps were taken back
 * @throws ROLLBACK_CONFLICT where others changed rows of the run, and how many in which table, or took their columns away
 */
export async function refuseConflicts(
  connection: Connection,
  run: Run,
  active: readonly Run[],
  known: ReadonlyMap<RunStep, StepTable> = new Map(),
): Promise<void> {
  const standings = await runStanding(connection, run, active, known);
  const conflicting = standings.filter(({ standing, isRebuilt }) => standing.conflicting > 0 && !isRebuilt);
  if (conflicting.length === 0) return;
  for (const { step, table, isComparable } of conflicting)
    if (table !== undefined && !isComparable && step.alteration === undefined) throw lostColumns(step, table);
  const where: string[] = [];
  for (const each of conflicting) where.push(await conflictInWords(connection, each));
  throw new FaultlineError(
    'ROLLBACK_CONFLICT',
    `others have changed rows since run ${run.id} of "${run.scenario}": ${where.join(', ')}; nothing was rolled back`,
    {
      hint: 'Use --on-conflict skip to leave those rows, merge to take back what is still ours in them, or force to overwrite them.',
    },
  );
}
