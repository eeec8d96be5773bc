import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { beginLocked } from '../ledger/lock.ts';
import { markAltering, markApplied, readRuns } from '../ledger/runs.ts';
import { checkDatabase, prepareRuns, type AppliedTarget, type ApplyTargetRequest } from './apply-target.ts';
import { changingNothing } from './changing-nothing.ts';
import { checkPrivileges } from './check-privileges.ts';
import { makeLedger } from './make-ledger.ts';
import { makeChange } from './change.ts';
import { forCleanup } from './interruptible.ts';
import { refuseDiscarded } from './make-changes.ts';
import { appliedRun, discardRun, type PreparedRun } from './prepare-run.ts';
import { refuseHeldColumns } from './refuse-held-columns.ts';
import { refuseOtherRuns } from './refuse-other-runs.ts';
import { askLedger } from './settle.ts';
import { unalter } from './unalter.ts';

/**
 * Injects a run of alterations where each commits by itself. Its state says what a crash may have left: `altering`,
 * committed before the first statement, lasts until all of them are made. `recover` then looks at the tables
 * and takes back what is there.
 * @throws STALE_PLAN, LOCKED, PERMISSION_DENIED and what the database answers, nothing being altered then; RECOVERY_NEEDED where some of it is
 */
export async function injectAlteration(connection: Connection, request: ApplyTargetRequest): Promise<AppliedTarget> {
  const { schema, targetPlan, emit } = request;
  checkDatabase(connection, targetPlan);
  await checkPrivileges(connection, targetPlan);
  await makeLedger(connection, request);
  const prepared: PreparedRun[] = [];
  let isAltering = false;
  try {
    await prepareRuns(connection, request, prepared);
    const [one] = prepared;
    await claim(connection, request, one!);
    isAltering = true;
    emit({ event: 'altering', run: one!.run.id, scenario: one!.run.scenario });
    for (const [index, step] of one!.run.steps.entries()) {
      await makeChange(connection, step, one!.compiled[index]!.table);
      emit({ event: 'changed', run: one!.run.id, scenario: one!.run.scenario, step: step.id, rows: step.rows });
    }
    const applied = await finish(connection, request, one!.run);
    return { target: targetPlan.target, injected: [applied], undone: [] };
  } catch (error) {
    await connection.rollback();
    if (isAltering && hasCode(error, 'CONNECTION_LOST')) return settleAlteration(error, request, prepared[0]!.run);
    const cleaner = forCleanup(connection);
    for (const { run } of prepared) {
      if (isAltering) await unalterOrSay(cleaner, run, error);
      await discardRun(cleaner, schema, run).catch(() => connection.rollback());
    }
    throw changingNothing(error);
  }
}

/** Under the lock: nothing speaks against the run, and from here on its tables may be altered. */
async function claim(connection: Connection, request: ApplyTargetRequest, prepared: PreparedRun): Promise<void> {
  const { schema, actor, clock, lockTimeout, emit, scenarios } = request;
  await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
  emit({ event: 'locked' });
  const runs = await readRuns(connection, schema, { which: 'deciding' });
  refuseDiscarded([prepared], runs);
  refuseOtherRuns(request, runs);
  const active = runs.filter((run) => run.state === 'applied');
  await refuseHeldColumns(connection, scenarios, prepared, active);
  await markAltering(connection, schema, prepared.run.id);
  await connection.commit();
}

async function finish(connection: Connection, request: ApplyTargetRequest, run: Run): Promise<Run> {
  const { schema, actor, clock, lockTimeout, emit, scenarios } = request;
  await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
  const scenario = scenarios.find(({ name }) => name === run.scenario)!;
  const applied = appliedRun(run, scenario, clock().toISOString());
  await markApplied(connection, schema, applied, applied.appliedAt, 'altering');
  emit({ event: 'committing' });
  await connection.commit();
  emit({ event: 'committed', rows: run.rows, restored: 0 });
  return applied;
}

/** The ledger tells whether the last commit has arrived. @throws RECOVERY_NEEDED where it has not, or cannot be asked */
async function settleAlteration(error: unknown, request: ApplyTargetRequest, run: Run): Promise<AppliedTarget> {
  const { schema, actor, clock, lockTimeout, targetPlan } = request;
  try {
    const question = { schema, actor, now: clock().toISOString(), lockTimeout };
    return await askLedger(request.reconnect, question, async (runs) => {
      const applied = runs.find((each) => each.id === run.id && each.state === 'applied');
      if (applied === undefined) throw leftAltering(error, run);
      return { target: targetPlan.target, injected: [applied], undone: [] };
    });
  } catch {
    throw leftAltering(error, run);
  }
}

/** @throws RECOVERY_NEEDED where not all of it can be taken back now */
async function unalterOrSay(connection: Connection, run: Run, error: unknown): Promise<void> {
  try {
    await unalter(connection, run);
  } catch {
    throw leftAltering(error, run);
  }
}

function leftAltering(error: unknown, run: Run): FaultlineError {
  return new FaultlineError(
    'RECOVERY_NEEDED',
    `${error instanceof Error ? error.message : String(error)}; run ${run.id} of "${run.scenario}" was left in the middle of an alteration`,
    { hint: 'When nothing is in the way any more, run: faultline recover', cause: error },
  );
}
