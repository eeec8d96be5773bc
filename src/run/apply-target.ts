import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Plan, TargetPlan } from '../model/plan.ts';
import type { Run, RunStep } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { beginLocked } from '../ledger/lock.ts';
import { prepareLedger } from '../ledger/prepare.ts';
import { expiryOf } from '../plan/desired-state.ts';
import { markApplied, markEnded, readRuns } from '../ledger/runs.ts';
import { checkPrivileges } from './check-privileges.ts';
import type { RunEvent } from './events.ts';
import { explainStale, type StepAt } from './explain-stale.ts';
import { injectStep } from './inject.ts';
import { forCleanup } from './interruptible.ts';
import { discardRun, draftRun, isInjection, writeRun, type PreparedRun } from './prepare-run.ts';
import { refuseHeldColumns } from './refuse-held-columns.ts';
import { isUndoing, refuseOtherRuns, runsToUndo } from './refuse-other-runs.ts';
import { attempts, isWorthRetrying, pauseBefore } from './retry.ts';
import { settle } from './settle.ts';
import { thawSteps } from './thaw-step.ts';
import { undoRun, type Undone } from './undo-run.ts';
import type { OnConflict } from './undo-step.ts';

export interface ApplyTargetRequest {
  readonly plan: Plan;
  readonly targetPlan: TargetPlan;
  readonly schema: string;
  readonly catalog: Catalog;
  readonly scenarios: readonly Scenario[];
  readonly onConflict: OnConflict;
  readonly actor: string;
  readonly clock: () => Date;
  /** Seconds to wait for another Faultline. */
  readonly lockTimeout: number;
  readonly emit: (event: Omit<RunEvent, 'target' | 'ms'>) => void;
  /** A new session, to find out about a commit whose outcome is unknown. */
  readonly reconnect: () => Promise<Connection>;
}

/** What an apply came to in one target. */
export interface AppliedTarget {
  readonly target: string;
  readonly injected: readonly Run[];
  readonly undone: readonly Undone[];
}

/** How far an attempt has come, for its error. */
interface Progress {
  /** The step that is being made. */
  step: StepAt | undefined;
}

/**
 * Carries a target's plan out: prepare (own commits, changes nothing), then everything in one transaction under the
 * target's lock: rollbacks first, then injections, the ledger with them. All or nothing.
 * @throws STALE_PLAN, LOCKED, ROLLBACK_CONFLICT, PERMISSION_DENIED and what the database answers; then nothing is changed
 */
export async function applyTarget(connection: Connection, request: ApplyTargetRequest): Promise<AppliedTarget> {
  const { schema, clock, targetPlan } = request;
  const isIdle = targetPlan.actions.every(({ action }) => action === 'keep' || action === 'hold' || action === 'leave');
  if (isIdle) return { target: targetPlan.target, injected: [], undone: [] };
  checkDatabase(connection, targetPlan);
  await checkPrivileges(connection, targetPlan);
  await prepareLedger(connection, schema, clock().toISOString());
  for (let attempt = 1; ; attempt += 1) {
    const prepared: PreparedRun[] = [];
    const progress: Progress = { step: undefined };
    let outcome: AppliedTarget | undefined;
    try {
      await prepareRuns(connection, request, prepared);
      outcome = await applyPrepared(connection, request, prepared, progress);
      request.emit({ event: 'committing' });
      await connection.commit();
    } catch (error) {
      await connection.rollback();
      if (hasCode(error, 'CONNECTION_LOST')) {
        outcome = await settle(error, request, prepared, outcome);
      } else {
        await discard(connection, schema, prepared);
        if (hasCode(error, 'STALE_PLAN') && progress.step)
          throw await explainStale(connection, request, progress.step, error);
        if (!isWorthRetrying(error) || attempt === attempts) throw error;
        request.emit({ event: 'retry' });
        await pauseBefore(attempt + 1);
        continue;
      }
    }
    request.emit({ event: 'committed', rows: outcome.injected.reduce((sum, run) => sum + run.rows, 0) });
    return outcome;
  }
}

/** @throws STALE_PLAN where the target's URL leads elsewhere by now */
function checkDatabase({ server }: Connection, { target, server: planned }: TargetPlan): void {
  if (server.product === planned.product && server.database === planned.database) return;
  const there = `${planned.product} "${planned.database}"`;
  throw new FaultlineError(
    'STALE_PLAN',
    `target "${target}" was ${there} when the plan was made and is ${server.product} "${server.database}" now`,
    { hint: 'Plan again.' },
  );
}

/** Writes down the runs that are to be injected; nothing is changed yet. @param prepared grows by every run that may leave something behind */
async function prepareRuns(
  connection: Connection,
  request: ApplyTargetRequest,
  prepared: PreparedRun[],
): Promise<void> {
  const { plan, targetPlan, schema, actor, clock } = request;
  const active = await readRuns(connection, schema, { state: 'applied' });
  const undone = runsToUndo(targetPlan.actions, active);
  const drafts: PreparedRun[] = [];
  for (const injection of targetPlan.actions.filter(isInjection)) {
    const scenario = request.scenarios.find((each) => each.name === injection.scenario)!;
    const compiled = await thawSteps(connection, request.catalog, scenario, injection.steps, undone);
    drafts.push(
      draftRun({
        injection,
        scenario,
        compiled,
        plan,
        target: targetPlan.target,
        schema,
        actor,
        now: clock().toISOString(),
      }),
    );
  }
  for (const draft of drafts) {
    prepared.push(draft);
    await writeRun(connection, schema, draft.run);
    request.emit({ event: 'prepared', run: draft.run.id, scenario: draft.run.scenario });
  }
}

/** What cannot be discarded now is left to `recover`; the error at hand matters more. */
async function discard(connection: Connection, schema: string, prepared: readonly PreparedRun[]): Promise<void> {
  for (const { run } of prepared) {
    await discardRun(forCleanup(connection), schema, run).catch(() => connection.rollback());
  }
}

/** Everything in the transaction up to its commit. */
async function applyPrepared(
  connection: Connection,
  request: ApplyTargetRequest,
  prepared: readonly PreparedRun[],
  progress: Progress,
): Promise<AppliedTarget> {
  const { schema, actor, clock, lockTimeout, emit, targetPlan } = request;
  const now = () => clock().toISOString();
  await beginLocked(connection, schema, actor, now(), lockTimeout);
  emit({ event: 'locked' });
  const runs = await readRuns(connection, schema);
  refuseDiscarded(prepared, runs);
  refuseOtherRuns(request, runs);
  const undone = await undoAll(connection, request, runs);
  const injected: Run[] = [];
  const done: RunStep[] = [];
  const others = runs
    .filter(({ id, state }) => state === 'applied' && !undone.some((each) => each.run === id))
    .flatMap(({ steps }) => steps);
  const active = runs.filter((run) => run.state === 'applied' && !undone.some((each) => each.run === run.id));
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

/** A run lasts as long as its file says from the moment when it is applied, whenever it was planned. */
async function writeApplied(
  connection: Connection,
  { schema, scenarios, clock }: ApplyTargetRequest,
  run: Run,
): Promise<Run> {
  const appliedAt = clock().toISOString();
  const scenario = scenarios.find((each) => each.name === run.scenario)!;
  const applied = { ...run, state: 'applied' as const, appliedAt, expiresAt: expiryOf(scenario, appliedAt) ?? null };
  await markApplied(connection, schema, applied, appliedAt);
  return applied;
}

/** Another Faultline's recovery takes a run that waits for the lock for one that a crash left behind. */
function refuseDiscarded(prepared: readonly PreparedRun[], runs: readonly Run[]): void {
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
