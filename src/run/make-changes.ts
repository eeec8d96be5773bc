import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Run, RunStep } from '../model/run.ts';
import { isUndoing } from '../model/plan-changes.ts';
import { beginLocked } from '../ledger/lock.ts';
import { markApplied, markEnded, readRuns } from '../ledger/runs.ts';
import type { AppliedTarget, ApplyTargetRequest } from './apply-target.ts';
import type { StepAt } from './explain-stale.ts';
import { injectStep } from './inject.ts';
import { appliedRun, type PreparedRun } from './prepare-run.ts';
import { refuseHeldColumns } from './refuse-held-columns.ts';
import { refuseOtherRuns, runsToUndo } from './refuse-other-runs.ts';
import { undoRun, type Undone } from './undo-run.ts';

/** How far an attempt has come, for its error. */
export interface Progress {
  /** The step that is being made. */
  step: StepAt | undefined;
}

/**
 * Everything in the transaction that changes the target, up to its commit: the lock, a look at the ledger, rollbacks,
 * injections.
 * @param prepared the runs to be injected, in order
 * @param progress is kept up to date
 * @throws STALE_PLAN, LOCKED, ROLLBACK_CONFLICT, WRITE_CONFLICT; the transaction is then to be undone
 */
export async function makeChanges(
  connection: Connection,
  request: ApplyTargetRequest,
  prepared: readonly PreparedRun[],
  progress: Progress,
): Promise<AppliedTarget> {
  const { schema, actor, clock, lockTimeout, emit, targetPlan } = request;
  const now = () => clock().toISOString();
  await beginLocked(connection, schema, actor, now(), lockTimeout);
  emit({ event: 'locked' });
  const runs = await readRuns(connection, schema, { which: 'deciding' });
  refuseDiscarded(prepared, runs);
  refuseOtherRuns(request, runs);
  const undone = await undoAll(connection, request, runs);
  const injected: Run[] = [];
  const done: RunStep[] = [];
  const active = runs.filter((run) => run.state === 'applied' && !undone.some((each) => each.run === run.id));
  const others = active.flatMap(({ steps }) => steps);
  for (const each of prepared) {
    const { run, injection, compiled } = each;
    progress.step = undefined;
    await refuseHeldColumns(connection, request.scenarios, each, active);
    for (const [index, step] of run.steps.entries()) {
      progress.step = { scenario: run.scenario, index };
      const about = { run: run.id, scenario: run.scenario, step: step.id, rows: step.rows };
      await injectStep(connection, step, compiled[index]!, injection.steps[index]!, done, others, () =>
        emit({ event: 'snapshot', ...about }),
      );
      done.push(step);
      emit({ event: 'changed', ...about });
    }
    injected.push(await writeApplied(connection, request, run));
  }
  return { target: targetPlan.target, injected, undone };
}

async function writeApplied(
  connection: Connection,
  { schema, scenarios, clock }: ApplyTargetRequest,
  run: Run,
): Promise<Run> {
  const scenario = scenarios.find(({ name }) => name === run.scenario)!;
  const applied = appliedRun(run, scenario, clock().toISOString());
  await markApplied(connection, schema, applied, applied.appliedAt, run.state);
  return applied;
}

/** Another Faultline's recovery takes a run that waits for the lock for one that a crash left behind. */
export function refuseDiscarded(prepared: readonly PreparedRun[], runs: readonly Run[]): void {
  const lost = prepared.find(({ run }) => !runs.some((each) => each.id === run.id && each.state === 'prepared'));
  if (lost)
    throw new FaultlineError('WRITE_CONFLICT', `run ${lost.run.id} was discarded by another Faultline's recovery`);
}

/** Rolls back what the plan heals or replaces, the last run first. */
async function undoAll(
  connection: Connection,
  request: ApplyTargetRequest,
  runs: readonly Run[],
): Promise<readonly Undone[]> {
  const { schema, targetPlan, onConflict, clock, emit } = request;
  let active = runs.filter((run) => run.state === 'applied');
  const undone: Undone[] = [];
  for (const run of runsToUndo(targetPlan.actions, active).toSorted((left, right) => right.sequence - left.sequence)) {
    const result = await undoRun(connection, run, active, onConflict);
    const { endReason } = targetPlan.actions.filter(isUndoing).find((action) => action.active.run === run.id)!;
    await markEnded(
      connection,
      schema,
      run.id,
      result.isHealed ? 'healed' : 'rolled back',
      endReason,
      clock().toISOString(),
    );
    active = active.filter((other) => other !== run);
    undone.push(result);
    emit({ event: 'undone', run: run.id, scenario: run.scenario, rows: result.restored });
  }
  return undone;
}
