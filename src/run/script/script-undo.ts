import { markEnded } from '../../ledger/runs.ts';
import type { EndReason, Run } from '../../model/run.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable } from '../../model/table.ts';
import { formatRows } from '../../output/format-number.ts';
import { hasNothingLeft, runStanding, type StepStanding } from '../../snapshot/run-standing.ts';
import { compareStep, stepsAfter, uppersOf } from '../../snapshot/standing.ts';
import { sql } from '../../sql/sql.ts';
import { unalterTable } from '../alter-table.ts';
import { lostColumns, refuseConflicts } from '../undo-run.ts';
import { undoRows, type OnConflict } from '../undo-step.ts';
import type { LedgerState, ScriptAuthor } from './script-ledger.ts';
import type { ScriptRecorder } from './script-recorder.ts';

/**
 * Takes a run back inside the open transaction of a script, last step first, as rows stand while it is written; the
 * script ends where they stand otherwise by then.
 * @returns the ledger behind it
 * @throws ROLLBACK_CONFLICT where others changed rows and `onConflict` is `abort`
 */
export async function scriptUndo(
  recorder: ScriptRecorder,
  { schema, clock }: ScriptAuthor,
  run: Run,
  endReason: EndReason,
  onConflict: OnConflict,
  state: LedgerState,
): Promise<LedgerState> {
  if (onConflict === 'abort') await refuseConflicts(recorder, run, state.active);
  const standings = await runStanding(recorder, run, state.active);
  recorder.comment(`Takes back run ${run.id} of scenario "${run.scenario}".`);
  for (const each of standings.toReversed()) await undoStep(recorder, run, each, onConflict, state);
  const isHealed = standings.length > 0 && standings.every(hasNothingLeft);
  await markEnded(recorder, schema, run.id, isHealed ? 'healed' : 'rolled back', endReason, clock().toISOString());
  return { ...state, active: state.active.filter((other) => other !== run) };
}

async function undoStep(
  recorder: ScriptRecorder,
  run: Run,
  { step, standing, table, isRebuilt, isComparable }: StepStanding,
  onConflict: OnConflict,
  { active }: LedgerState,
): Promise<void> {
  const { dialect } = recorder;
  const where = `step "${step.id}" on ${formatTable(step.table)}`;
  const isForced = onConflict === 'force' && !isRebuilt;
  if (step.alteration) {
    recorder.comment(`${where}: ${standing.intact > 0 ? 'taken back' : 'nothing left to take back'}`);
    if (standing.intact > 0) await unalterTable(recorder, step);
    return;
  }
  if (isForced && table !== undefined && !isComparable) throw lostColumns(step, table);
  if (table === undefined || !isComparable || (isRebuilt && step.effect === 'delete')) {
    recorder.comment(`${where}: nothing left to take back`);
    return;
  }
  const back = standing.intact + (isForced ? standing.conflicting : 0);
  recorder.comment(`${where}: ${formatRows(back)} back${leftInWords(standing, isForced)}`);
  const uppers = uppersOf(step, stepsAfter(run, active));
  await recorder.supposing({ changed: back }, () => undoRows(recorder, step, uppers, table, isForced));
  const { from, isIntact, isRestored } = compareStep(dialect, step, uppers, table);
  const counted = (condition: Sql, rows: number) =>
    sql`(select count(*) from ${from} where ${condition}) = ${dialect.integer(rows)}`;
  recorder.check(
    sql`${counted(isIntact, 0)}\n    and ${counted(isRestored, back + standing.restored)}`,
    `${where} was not taken back as written: others changed rows since. Write the script anew`,
  );
}

function leftInWords({ restored, conflicting, gone }: StepStanding['standing'], isForced: boolean): string {
  return [
    ...(restored > 0 ? [`, ${formatRows(restored)} already as before`] : []),
    ...(conflicting > 0 && !isForced ? [`, ${formatRows(conflicting)} left as others made them`] : []),
    ...(gone > 0 ? [`, ${formatRows(gone)} no longer there`] : []),
  ].join('');
}
