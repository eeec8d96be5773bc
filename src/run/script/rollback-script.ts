import { hasLedger } from '../../ledger/prepare.ts';
import { readRuns } from '../../ledger/runs.ts';
import type { Connection } from '../../model/engine.ts';
import type { Run } from '../../model/run.ts';
import type { ScriptEntry } from '../../model/script.ts';
import { isAlteration } from '../parts.ts';
import { chooseRuns, latestFirst, nothingThere, type RollbackChoice } from '../rollback.ts';
import type { OnConflict } from '../undo-step.ts';
import { beginChecked, ledgerState, type LedgerState, type ScriptAuthor } from './script-ledger.ts';
import { ScriptRecorder } from './script-recorder.ts';
import { scriptUndo } from './script-undo.ts';

export interface RollbackScriptRequest extends ScriptAuthor, RollbackChoice {
  readonly onConflict: OnConflict;
}

/**
 * The statements that a rollback would run, in their order; nothing is run.
 * @returns none where nothing is active
 * @throws UNKNOWN_RUN, RECOVERY_NEEDED, ROLLBACK_CONFLICT, as the rollback would
 */
export async function rollbackScript(
  connection: Connection,
  request: RollbackScriptRequest,
): Promise<readonly ScriptEntry[]> {
  await connection.begin('read only');
  try {
    if (!(await hasLedger(connection, request.schema))) return nothingThere(request);
    const runs = await readRuns(connection, request.schema);
    const chosen = latestFirst(chooseRuns(request, runs));
    const recorder = new ScriptRecorder(connection);
    let state = ledgerState(runs);
    for (const part of partsOf(connection, chosen)) state = await scriptPart(recorder, request, part, state);
    return recorder.entries;
  } finally {
    await connection.rollback();
  }
}

/** Where an alteration commits the transaction around it, each by itself, and all rows together after them. */
function partsOf({ dialect }: Connection, chosen: readonly Run[]): readonly (readonly Run[])[] {
  const alterations = dialect.hasTransactionalDdl ? [] : chosen.filter(isAlteration);
  const rows = chosen.filter((run) => !alterations.includes(run));
  return [...alterations.map((run) => [run]), ...(rows.length > 0 ? [rows] : [])];
}

async function scriptPart(
  recorder: ScriptRecorder,
  request: RollbackScriptRequest,
  runs: readonly Run[],
  before: LedgerState,
): Promise<LedgerState> {
  await beginChecked(recorder, request, before);
  let state = before;
  for (const run of runs) state = await scriptUndo(recorder, request, run, 'manual', request.onConflict, state);
  await recorder.commit();
  return state;
}
