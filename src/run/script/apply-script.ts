import { hasLedger } from '../../ledger/prepare.ts';
import { markAltering, readRuns } from '../../ledger/runs.ts';
import type { Catalog } from '../../model/anomaly.ts';
import type { Connection } from '../../model/engine.ts';
import type { Plan, TargetPlan } from '../../model/plan.ts';
import type { RunOrigin, RunStep } from '../../model/run.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { ScriptEntry } from '../../model/script.ts';
import { isInjection, isUndoing } from '../../model/plan-changes.ts';
import { checkDatabase } from '../apply-target.ts';
import { makeChange } from '../change.ts';
import { partsOf, type Part } from '../parts.ts';
import { continuedOrigin, draftRun, writeRun, type PreparedRun } from '../prepare-run.ts';
import { refuseOtherRuns, runsToUndo } from '../refuse-other-runs.ts';
import { thawSteps } from '../thaw-step.ts';
import type { OnConflict } from '../undo-step.ts';
import { scriptInject } from './script-inject.ts';
import {
  beginChecked,
  ledgerState,
  refuseTwice,
  scriptLedger,
  writeApplied,
  type LedgerState,
  type ScriptAuthor,
} from './script-ledger.ts';
import { ScriptRecorder } from './script-recorder.ts';
import { scriptUndo } from './script-undo.ts';

export interface ApplyScriptRequest extends ScriptAuthor {
  readonly plan: Plan;
  readonly targetPlan: TargetPlan;
  readonly catalog: Catalog;
  /** Of the target, with its own names in place of roles. */
  readonly scenarios: readonly Scenario[];
  readonly onConflict: OnConflict;
  /** Commit and workflow that write the script, where they are known. */
  readonly origin?: Partial<RunOrigin> | undefined;
}

/**
 * The statements that apply would run for a target's plan, in their order; nothing is run.
 * @returns none where nothing is to be done
 * @throws STALE_PLAN, ROLLBACK_CONFLICT, RECOVERY_NEEDED, as apply would
 */
export async function applyScript(
  connection: Connection,
  request: ApplyScriptRequest,
): Promise<readonly ScriptEntry[]> {
  const { targetPlan, schema, clock } = request;
  const actions = targetPlan.actions.filter((action) => isInjection(action) || isUndoing(action));
  if (actions.length === 0) return [];
  checkDatabase(connection, targetPlan);
  await connection.begin('read only');
  try {
    const runs = (await hasLedger(connection, schema)) ? await readRuns(connection, schema, { which: 'deciding' }) : [];
    refuseOtherRuns(request, runs);
    const recorder = new ScriptRecorder(connection);
    let state = ledgerState(runs);
    const parts: readonly Part[] = connection.dialect.hasTransactionalDdl
      ? [{ kind: 'rows', actions }]
      : partsOf(actions, state.active);
    await scriptLedger(recorder, schema, clock().toISOString());
    for (const part of parts) {
      const isNew = part.kind === 'alteration' && part.actions.some(isInjection);
      state = await (isNew ? scriptAlteration : scriptRows)(recorder, request, part, state);
    }
    return recorder.entries;
  } finally {
    await connection.rollback();
  }
}

/** Rollbacks and injections in one transaction, as `applyTarget` makes them. */
async function scriptRows(
  recorder: ScriptRecorder,
  request: ApplyScriptRequest,
  { actions }: Part,
  before: LedgerState,
): Promise<LedgerState> {
  const prepared = await prepareRuns(recorder, request, actions, before);
  await beginChecked(recorder, request, before);
  let state = before;
  const undone = runsToUndo(actions, before.active).toSorted((left, right) => right.sequence - left.sequence);
  for (const run of undone) {
    const { endReason } = actions.filter(isUndoing).find((action) => action.active.run === run.id)!;
    state = await scriptUndo(recorder, request, run, endReason, request.onConflict, state);
  }
  const others = state.active.flatMap(({ steps }) => steps);
  let done: readonly RunStep[] = [];
  for (const each of prepared) {
    done = await scriptInject(recorder, each, done, others);
    state = await writeApplied(recorder, request, scenarioOf(request, each), each.run, 'prepared', state);
  }
  await recorder.commit();
  return state;
}

/** A new alteration where it commits by itself, as `injectAlteration` makes it. */
async function scriptAlteration(
  recorder: ScriptRecorder,
  request: ApplyScriptRequest,
  { actions }: Part,
  before: LedgerState,
): Promise<LedgerState> {
  const [one] = await prepareRuns(recorder, request, actions, before);
  const { run, compiled } = one!;
  await beginChecked(recorder, request, before);
  await markAltering(recorder, request.schema, run.id);
  await recorder.commit();
  recorder.comment('Each alteration commits by itself; if one fails, faultline recover takes back what is there.');
  for (const [index, step] of run.steps.entries())
    await recorder.supposing({ changed: step.rows }, () => makeChange(recorder, step, compiled[index]!.table));
  await recorder.begin();
  const state = await writeApplied(recorder, request, scenarioOf(request, one!), run, 'altering', before);
  await recorder.commit();
  return state;
}

/** The runs, written down with their empty snapshots, each statement committed by itself. */
async function prepareRuns(
  recorder: ScriptRecorder,
  request: ApplyScriptRequest,
  actions: Part['actions'],
  { active }: LedgerState,
): Promise<readonly PreparedRun[]> {
  const { plan, targetPlan, schema, catalog, scenarios, actor, clock, origin = {} } = request;
  const undone = runsToUndo(actions, active);
  const prepared: PreparedRun[] = [];
  for (const injection of actions.filter(isInjection)) {
    const scenario = scenarios.find((each) => each.name === injection.scenario)!;
    const compiled = await thawSteps(recorder, catalog, scenario, injection.steps, undone);
    const target = targetPlan.target;
    const now = clock().toISOString();
    const from = { ...origin, ...continuedOrigin(injection, active) };
    prepared.push(draftRun({ injection, scenario, compiled, plan, target, schema, actor, origin: from, now }));
  }
  for (const { run } of prepared) {
    recorder.comment(
      `Run ${run.id} of scenario "${run.scenario}" is written down with its empty snapshots; no row is changed yet.`,
    );
    refuseTwice(recorder, schema, run);
    await writeRun(recorder, schema, run);
    recorder.give(run.steps.flatMap(({ snapshot }) => snapshot ?? []));
  }
  return prepared;
}

function scenarioOf({ scenarios }: ApplyScriptRequest, { run }: PreparedRun): Scenario {
  return scenarios.find((each) => each.name === run.scenario)!;
}
