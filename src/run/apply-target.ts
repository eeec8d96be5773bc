import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Plan, TargetPlan } from '../model/plan.ts';
import type { Run, RunOrigin } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { isInjection, isUndoing } from '../model/plan-changes.ts';
import { readRuns } from '../ledger/runs.ts';
import type { ApprovedRows } from './apply-within-bounds.ts';
import { changingNothing } from './changing-nothing.ts';
import { checkPrivileges } from './check-privileges.ts';
import { makeLedger } from './make-ledger.ts';
import type { RunEvent } from './events.ts';
import { atStep } from './at-step.ts';
import { explainStale } from './explain-stale.ts';
import { forCleanup } from './interruptible.ts';
import { continuedOrigin, discardRun, draftRun, writeRun, type PreparedRun } from './prepare-run.ts';
import { makeChanges, type Progress } from './make-changes.ts';
import { runsToUndo } from './refuse-other-runs.ts';
import { attempts, isWorthRetrying, pauseBefore } from './retry.ts';
import { settle } from './settle.ts';
import { thawSteps } from './thaw-step.ts';
import type { Undone } from './undo-run.ts';
import type { OnConflict } from './undo-step.ts';

export interface ApplyTargetRequest {
  readonly plan: Plan;
  readonly targetPlan: TargetPlan;
  /** What `targetPlan` is a part of, where a target's plan is carried out in parts. */
  readonly whole?: TargetPlan | undefined;
  readonly schema: string;
  readonly catalog: Catalog;
  readonly scenarios: readonly Scenario[];
  readonly onConflict: OnConflict;
  readonly actor: string;
  /** Commit and workflow that apply the plan, where they are known. */
  readonly origin?: Partial<RunOrigin> | undefined;
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
  /** Where the target was planned anew within the bounds of its approval: rows of each injected step, then and now. */
  readonly approvedRows?: readonly ApprovedRows[] | undefined;
}

/**
 * Carries a target's plan out: prepare (own commits, changes nothing), then everything in one transaction under the
 * target's lock: rollbacks first, then injections, the ledger with them. All or nothing.
 * @throws STALE_PLAN, LOCKED, ROLLBACK_CONFLICT, PERMISSION_DENIED and what the database answers; then nothing is changed
 */
export async function applyTarget(connection: Connection, request: ApplyTargetRequest): Promise<AppliedTarget> {
  const { schema, targetPlan } = request;
  if (!targetPlan.actions.some((action) => isInjection(action) || isUndoing(action)))
    return { target: targetPlan.target, injected: [], undone: [] };
  checkDatabase(connection, targetPlan);
  await checkPrivileges(connection, targetPlan);
  await makeLedger(connection, request);
  for (let attempt = 1; ; attempt += 1) {
    const prepared: PreparedRun[] = [];
    const progress: Progress = { step: undefined };
    let outcome: AppliedTarget | undefined;
    try {
      await prepareRuns(connection, request, prepared);
      outcome = await makeChanges(connection, request, prepared, progress);
      request.emit({ event: 'committing' });
      await connection.commit();
    } catch (error) {
      await connection.rollback();
      if (hasCode(error, 'CONNECTION_LOST')) {
        outcome = await settle(error, request, prepared, outcome);
      } else {
        await discard(connection, schema, prepared);
        if (hasCode(error, 'STALE_PLAN') && progress.step)
          throw changingNothing(await explainStale(connection, request, progress.step, error));
        if (!isWorthRetrying(error) || attempt === attempts)
          throw changingNothing(atStep(error, request.scenarios, progress.step));
        request.emit({ event: 'retry' });
        await pauseBefore(attempt + 1);
        continue;
      }
    }
    request.emit({
      event: 'committed',
      rows: outcome.injected.reduce((sum, run) => sum + run.rows, 0),
      restored: outcome.undone.reduce((sum, run) => sum + run.restored, 0),
    });
    return outcome;
  }
}

/** @throws STALE_PLAN where the target's URL leads elsewhere by now */
export function checkDatabase({ server }: Connection, { target, server: planned }: TargetPlan): void {
  if (server.product === planned.product && server.database === planned.database) return;
  const there = `${planned.product} "${planned.database}"`;
  throw new FaultlineError(
    'STALE_PLAN',
    `target "${target}" was ${there} when the plan was made and is ${server.product} "${server.database}" now`,
    { hint: 'Plan again.' },
  );
}

/** Writes down the runs that are to be injected; nothing is changed yet. @param prepared grows by every run that may leave something behind */
export async function prepareRuns(
  connection: Connection,
  request: ApplyTargetRequest,
  prepared: PreparedRun[],
): Promise<void> {
  const { plan, targetPlan, schema, actor, clock, origin = {} } = request;
  const active = await readRuns(connection, schema, { state: 'applied' });
  const undone = runsToUndo(targetPlan.actions, active);
  const drafts = await inReadOnly(connection, async () => {
    const thawed: PreparedRun[] = [];
    for (const injection of targetPlan.actions.filter(isInjection)) {
      const scenario = request.scenarios.find((each) => each.name === injection.scenario)!;
      const compiled = await thawSteps(connection, request.catalog, scenario, injection.steps, undone);
      thawed.push(
        draftRun({
          injection,
          scenario,
          compiled,
          plan,
          target: targetPlan.target,
          schema,
          actor,
          origin: { ...origin, ...continuedOrigin(injection, active) },
          now: clock().toISOString(),
        }),
      );
    }
    return thawed;
  });
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

/** What is read about many tables is read of one state. */
async function inReadOnly<Result>(connection: Connection, read: () => Promise<Result>): Promise<Result> {
  await connection.begin('read only');
  try {
    return await read();
  } finally {
    await connection.rollback();
  }
}
