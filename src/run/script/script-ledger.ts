import { beginLocked } from '../../ledger/lock.ts';
import { markApplied } from '../../ledger/runs.ts';
import { prepareLedger } from '../../ledger/prepare.ts';
import { ledgerTable, ledgerTables, ledgerVersion, type LedgerTable } from '../../ledger/tables.ts';
import type { Run, RunState } from '../../model/run.ts';
import type { Scenario } from '../../model/scenario.ts';
import { name, sql } from '../../sql/sql.ts';
import type { ScriptRecorder } from './script-recorder.ts';
import { appliedRun } from '../prepare-run.ts';

/** Who is written down, and when: frozen as long as the script exists. */
export interface ScriptAuthor {
  readonly schema: string;
  readonly actor: string;
  readonly clock: () => Date;
}

/** The ledger as it is where the script has come to: runs that are active, and the last one's number. */
export interface LedgerState {
  readonly active: readonly Run[];
  readonly sequence: number;
}

/** What the ledger says now. @param runs every run in it */
export function ledgerState(runs: readonly Run[]): LedgerState {
  return {
    active: runs.filter((run) => run.state === 'applied'),
    sequence: runs.reduce((last, run) => Math.max(last, run.sequence), 0),
  };
}

/** Creates the ledger where it is not there; the script ends where it is there by then. */
export async function scriptLedger(recorder: ScriptRecorder, schema: string, now: string): Promise<void> {
  await prepareLedger(recorder, schema, now);
  const row = recorder.entries.pop();
  if (row === undefined) return;
  recorder.entries.unshift({ kind: 'comment', text: 'The ledger, which is not there yet.' });
  const ledger = recorder.dialect.table(ledgerTable(schema, 'ledger'));
  recorder.check(
    sql`(select count(*) from ${ledger}) = 0`,
    'the ledger is there by now: this script was run already, or another run was applied since it was written. See with: faultline status',
  );
  recorder.entries.push(row);
  recorder.give(Object.keys(ledgerTables).map((table) => ledgerTable(schema, table as LedgerTable)));
}

/** The script ends where it has written the run down before. */
export function refuseTwice(recorder: ScriptRecorder, schema: string, { id, scenario }: Run): void {
  const runs = recorder.dialect.table(ledgerTable(schema, 'runs'));
  const prepared: RunState = 'prepared';
  recorder.check(
    sql`(select count(*) from ${runs} where ${name('id')} = ${id} and ${name('state')} <> ${prepared}) = 0`,
    `run ${id} of scenario "${scenario}" is applied already: this script was run before`,
  );
  recorder.check(
    sql`(select count(*) from ${runs} where ${name('id')} = ${id}) = 0`,
    `this script was run before, and ended early. Clear away what it has prepared with: faultline recover`,
  );
}

/** Opens a transaction under the target's lock that goes on only where no run was applied or ended since the script was written. */
export async function beginChecked(recorder: ScriptRecorder, author: ScriptAuthor, state: LedgerState): Promise<void> {
  const { schema, actor, clock } = author;
  const { dialect } = recorder;
  recorder.comment('One transaction, under the lock of the ledger.');
  await beginLocked(recorder, schema, actor, clock().toISOString(), 0);
  const ledger = dialect.table(ledgerTable(schema, 'ledger'));
  const runs = dialect.table(ledgerTable(schema, 'runs'));
  const counted = (wanted: RunState) => sql`(select count(*) from ${runs} where ${name('state')} = ${wanted})`;
  recorder.check(
    sql`(select count(*) from ${ledger} where ${name('id')} = 1 and ${name('version')} = ${dialect.integer(ledgerVersion)}) = 1
    and (select coalesce(max(${name('sequence')}), 0) from ${runs}) = ${dialect.integer(state.sequence)}
    and ${counted('applied')} = ${dialect.integer(state.active.length)}
    and ${counted('altering')} = 0`,
    'the ledger is not as it was when this script was written: runs were applied or ended since. Write the script anew',
  );
}

/** Marks a run as applied, with the number that follows. @returns the ledger behind it */
export async function writeApplied(
  recorder: ScriptRecorder,
  { schema, clock }: ScriptAuthor,
  scenario: Scenario,
  run: Run,
  from: RunState,
  state: LedgerState,
): Promise<LedgerState> {
  const sequence = state.sequence + 1;
  const applied = { ...appliedRun(run, scenario, clock().toISOString()), sequence };
  await recorder.supposing({ changed: 1, row: { last: state.sequence } }, () =>
    markApplied(recorder, schema, applied, applied.appliedAt, from),
  );
  const runs = recorder.dialect.table(ledgerTable(schema, 'runs'));
  recorder.check(
    sql`(select count(*) from ${runs} where ${name('id')} = ${run.id} and ${name('state')} = ${applied.state}) = 1`,
    `run ${run.id} was discarded by a recovery in the meantime. Write the script anew`,
  );
  return { active: [...state.active, applied], sequence };
}
