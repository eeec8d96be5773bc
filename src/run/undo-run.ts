import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Run, RunStep } from '../model/run.ts';
import { formatTable } from '../model/table.ts';
import { alterationSql, inverse } from '../snapshot/alteration.ts';
import { runStanding, stepStanding } from '../snapshot/run-standing.ts';
import { stepsAfter, uppersOf } from '../snapshot/standing.ts';
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
}

/**
 * Takes back every step of a run inside the open transaction, last step first.
 * @param active all applied runs of the target
 * @throws ROLLBACK_CONFLICT where others changed rows and `onConflict` is `abort`; WRITE_CONFLICT where it is to be tried again
 */
export async function undoRun(connection: Connection, run: Run, active: readonly Run[], onConflict: OnConflict): Promise<Undone> {
  if (onConflict === 'abort') await refuseConflicts(connection, run, active);
  const counts = { restored: 0, already: 0, skipped: 0, gone: 0 };
  let rebuilt = 0;
  for (const step of run.steps.toReversed()) {
    const { standing, table, isRebuilt } = await stepStanding(connection, run, step, active);
    if (isRebuilt && standing.intact === 0) rebuilt += 1;
    counts.already += standing.restored;
    counts.gone += standing.gone;
    counts.skipped += onConflict === 'force' ? 0 : standing.conflicting;
    if (table === undefined) continue;
    counts.restored += step.alteration
      ? await undoAlteration(connection, step, standing.intact)
      : await undoRows(connection, step, uppersOf(step, stepsAfter(run, active)), table, standing, onConflict);
  }
  return { run: run.id, scenario: run.scenario, ...counts, isHealed: run.steps.length > 0 && rebuilt === run.steps.length };
}

async function undoAlteration(connection: Connection, step: RunStep, intact: number): Promise<number> {
  if (intact === 0) return 0;
  await connection.execute(alterationSql(connection.dialect, step.table, inverse(step.alteration!)));
  return 1;
}

async function refuseConflicts(connection: Connection, run: Run, active: readonly Run[]): Promise<void> {
  const standings = await runStanding(connection, run, active);
  const conflicting = standings.filter(({ standing, isRebuilt }) => standing.conflicting > 0 && !isRebuilt);
  if (conflicting.length === 0) return;
  const where = conflicting.map(({ step, standing }) => `${standing.conflicting} in ${formatTable(step.table)} (step "${step.id}")`);
  throw new FaultlineError('ROLLBACK_CONFLICT', `others have changed rows since run ${run.id} of "${run.scenario}": ${where.join(', ')}; nothing was rolled back`, {
    hint: 'Use --on-conflict skip to leave those rows, merge to take back what is still ours in them, or force to overwrite them.',
  });
}
