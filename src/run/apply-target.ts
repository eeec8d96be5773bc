import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Action, Plan, TargetPlan } from '../model/plan.ts';
import type { Run, RunStep } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { beginLocked } from '../ledger/lock.ts';
import { hasLedger, prepareLedger } from '../ledger/prepare.ts';
import { markApplied, markEnded, readRuns } from '../ledger/runs.ts';
import { describeAfter, undoOrder, type Outlook } from '../plan/outlook.ts';
import { checkPrivileges } from './check-privileges.ts';
import type { RunEvent } from './events.ts';
import { injectStep } from './inject.ts';
import { discardRun, prepareRun, type Injection, type PreparedRun } from './prepare-run.ts';
import { thawStep } from './thaw-step.ts';
import { undoRun, type Undone } from './undo-run.ts';
import type { OnConflict } from './undo-step.ts';

/** Interference by others undoes the transaction; it is tried so often. */
const attempts = 3;

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

/**
 * Carries a target's plan out: prepare (own commits, changes nothing), then everything in one transaction under the
 * target's lock: rollbacks first, then injections, the ledger with them. All or nothing.
 * @throws STALE_PLAN, LOCKED, ROLLBACK_CONFLICT, PERMISSION_DENIED and what the database answers; then nothing is changed
 */
export async function applyTarget(connection: Connection, request: ApplyTargetRequest): Promise<AppliedTarget> {
  const { schema, clock, targetPlan } = request;
  const isIdle = targetPlan.actions.every(({ action }) => action === 'keep' || action === 'hold' || action === 'leave');
  if (isIdle) return { target: targetPlan.target, injected: [], undone: [] };
  await checkPrivileges(connection, targetPlan);
  await prepareLedger(connection, schema, clock().toISOString());
  for (let attempt = 1; ; attempt += 1) {
    const prepared = await prepareRuns(connection, request);
    try {
      return await applyPrepared(connection, request, prepared);
    } catch (error) {
      await connection.rollback();
      if (hasCode(error, 'CONNECTION_LOST')) return await settle(error, request, prepared);
      for (const { run } of prepared) await discardRun(connection, schema, run);
      if (!hasCode(error, 'WRITE_CONFLICT') || attempt === attempts) throw error;
      request.emit({ event: 'retry' });
    }
  }
}

async function prepareRuns(connection: Connection, request: ApplyTargetRequest): Promise<readonly PreparedRun[]> {
  const { plan, targetPlan, schema, catalog, actor, clock } = request;
  const active = await readRuns(connection, schema, { state: 'applied' });
  const outlook: Outlook = { undone: undoOrder(runsToUndo(targetPlan.actions, active)), earlier: [] };
  const thawed = [];
  for (const injection of targetPlan.actions.filter(isInjection)) {
    const scenario = request.scenarios.find((each) => each.name === injection.scenario)!;
    const compiled = [];
    for (const planned of injection.steps) compiled.push(await thawStep(connection, catalog, scenario, planned, (table) => describeAfter(outlook, table)));
    thawed.push({ injection, scenario, compiled });
  }
  const prepared: PreparedRun[] = [];
  for (const each of thawed) {
    prepared.push(await prepareRun(connection, { ...each, plan, target: targetPlan.target, schema, actor, now: clock().toISOString() }));
    request.emit({ event: 'prepared', run: prepared.at(-1)!.run.id, scenario: each.scenario.name });
  }
  return prepared;
}

async function applyPrepared(connection: Connection, request: ApplyTargetRequest, prepared: readonly PreparedRun[]): Promise<AppliedTarget> {
  const { schema, actor, clock, lockTimeout, emit, targetPlan } = request;
  const now = () => clock().toISOString();
  await beginLocked(connection, schema, actor, now(), lockTimeout);
  emit({ event: 'locked' });
  const undone = await undoAll(connection, request);
  const injected: Run[] = [];
  const done: RunStep[] = [];
  for (const { run, injection, compiled } of prepared) {
    for (const [index, step] of run.steps.entries()) {
      const about = { run: run.id, scenario: run.scenario, step: step.id, rows: step.rows };
      await injectStep(connection, step, compiled[index]!, injection.steps[index]!, done, () => emit({ event: 'snapshot', ...about }));
      done.push(step);
      emit({ event: 'changed', ...about });
    }
    if (!(await markApplied(connection, schema, run, now()))) {
      throw new FaultlineError('WRITE_CONFLICT', `run ${run.id} was discarded by another Faultline's recovery`);
    }
    injected.push(run);
  }
  emit({ event: 'committing' });
  await connection.commit();
  emit({ event: 'committed', rows: done.reduce((sum, step) => sum + step.rows, 0) });
  return { target: targetPlan.target, injected, undone };
}

/** Rolls back what the plan heals or replaces. @throws STALE_PLAN where other runs are active than planned */
async function undoAll(connection: Connection, request: ApplyTargetRequest): Promise<readonly Undone[]> {
  const { schema, targetPlan, onConflict, clock, emit, plan } = request;
  let active = await readRuns(connection, schema, { state: 'applied' });
  refuseOtherRuns(targetPlan, active, plan.project);
  const undone: Undone[] = [];
  for (const run of runsToUndo(targetPlan.actions, active).toSorted((left, right) => right.sequence - left.sequence)) {
    const result = await undoRun(connection, run, active, onConflict);
    const reason = targetPlan.actions.find((action) => action.scenario === run.scenario)!.reason;
    const endReason = result.isHealed ? 'rebuilt' : endReasonOf(reason);
    await markEnded(connection, schema, run.id, result.isHealed ? 'healed' : 'rolled back', endReason, clock().toISOString());
    active = active.filter((other) => other !== run);
    undone.push(result);
    emit({ event: 'undone', run: run.id, scenario: run.scenario, rows: result.restored });
  }
  return undone;
}

/** The ledger must say what it said when the plan was made: the planned runs active, no run of an injected scenario. */
function refuseOtherRuns(targetPlan: TargetPlan, active: readonly Run[], project: string): void {
  for (const action of targetPlan.actions) {
    const run = active.find((each) => each.project === project && each.target === targetPlan.target && each.scenario === action.scenario);
    const planned = 'active' in action ? action.active.run : undefined;
    if (action.action === 'keep' || action.action === 'leave' || run?.id === planned) continue;
    const found = run === undefined ? `run ${planned} is no longer active` : `run ${run.id} is active by now`;
    throw new FaultlineError('STALE_PLAN', `scenario "${action.scenario}" is not as it was planned: ${found}`, { hint: 'Plan again.' });
  }
}

/** After a lost connection the ledger tells whether the commit arrived. */
async function settle(error: unknown, request: ApplyTargetRequest, prepared: readonly PreparedRun[]): Promise<AppliedTarget> {
  const { schema, targetPlan } = request;
  const connection = await request.reconnect();
  try {
    const runs = (await hasLedger(connection, schema)) ? await readRuns(connection, schema) : [];
    const isActive = (id: string) => runs.find((each) => each.id === id)?.state === 'applied';
    const injected = prepared.map(({ run }) => run);
    if (injected.every((run) => isActive(run.id)) && !runsToUndo(targetPlan.actions, runs).some((run) => isActive(run.id))) {
      return { target: targetPlan.target, injected, undone: [] };
    }
    for (const run of injected) await discardRun(connection, schema, run);
  } finally {
    await connection.close();
  }
  throw error;
}

function runsToUndo(actions: readonly Action[], active: readonly Run[]): readonly Run[] {
  const ids = new Set(actions.flatMap((action) => (action.action === 'heal' || action.action === 'replace' ? [action.active.run] : [])));
  return active.filter((run) => ids.has(run.id));
}

function isInjection(action: Action): action is Injection {
  return action.action === 'inject' || action.action === 'replace';
}

function endReasonOf(reason: string): 'expired' | 'removed' | 'changed' {
  if (reason === 'expired') return 'expired';
  return reason === 'file removed' ? 'removed' : 'changed';
}
