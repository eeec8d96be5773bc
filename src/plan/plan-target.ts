import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import type { Action, PlannedStep, RunReference, TargetPlan } from '../model/plan.ts';
import type { Origin, Target } from '../model/project.ts';
import { isOpen, type Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { readRuns } from '../ledger/runs.ts';
import { sumStandings } from '../output/standing-words.ts';
import { hasNothingLeft, runStanding } from '../snapshot/run-standing.ts';
import { desiredState, type Intent } from './desired-state.ts';
import { continuedSince, expiryOf } from './expiry.ts';
import { effectiveLimits } from './limits.ts';
import { nextDue } from './next-due.ts';
import { rebuiltRuns } from './rebuilt-runs.ts';
import { placeScenarios } from './place-scenarios.ts';
import { planInjections, planPreviews, type Previews } from './plan-injections.ts';
import { planSchedule } from './plan-schedule.ts';
import { stackedRuns } from './stacked-runs.ts';
import { withFile } from './with-file.ts';

export interface TargetRequest {
  readonly project: string;
  readonly target: Target;
  /** Names of all targets of the project. */
  readonly targets: readonly string[];
  readonly catalog: Catalog;
  readonly scenarios: readonly Scenario[];
  readonly isComplete: boolean;
  readonly origin: Origin;
  readonly now: string;
  readonly prune: boolean;
  /** Plans what waits for its slot, too, where its file has not run yet; default false. */
  readonly looksAhead?: boolean | undefined;
  /** Names of the only scenarios about which anything is to be done; absent = all. */
  readonly only?: ReadonlySet<string> | undefined;
}

const noPreviews: Previews = new Map();

/** Runs that are prepared and not applied: of somebody at work, or left by a crash. */
function openRuns(runs: readonly Run[]): readonly string[] {
  const open = runs.filter(isOpen);
  if (open.length === 0) return [];
  const names = open.map((run) => `${run.scenario} (run ${run.id})`).join(', ');
  return [`prepared and not applied, by somebody at work or before a crash: ${names}; faultline recover settles them`];
}

/**
 * The dry run of one target, in a read-only transaction: what `apply` would do, and why.
 * @throws ProblemsError with everything that is wrong in any step
 */
export async function planTarget(connection: Connection, request: TargetRequest): Promise<TargetPlan> {
  const { target } = request;
  await connection.begin('read only');
  try {
    const schema = connection.server.ledgerSchema;
    const runs = (await hasLedger(connection, schema)) ? await readRuns(connection, schema, { which: 'deciding' }) : [];
    const { scenarios, absences } = await placeScenarios(connection, target, request.scenarios, request.catalog, runs);
    const absent = absences.map(({ scenario }) => scenario);
    const active = runs.filter((run) => run.state === 'applied');
    const rebuilt = await rebuiltRuns(connection, active);
    const situation = { ...request, target: target.name, scenarios, absent, runs, rebuilt: rebuilt.runs };
    const intents = alterationsLast(desiredState(situation), request.catalog).filter(
      (intent) => request.only?.has(nameOf(intent)) ?? true,
    );
    const undone = intents.flatMap((intent) =>
      intent.action === 'heal' || intent.action === 'replace' ? [intent.run] : [],
    );
    // Of a table that was made anew nothing is taken back.
    const takenBack = undone.map((run) => ({ ...run, steps: run.steps.filter((step) => !rebuilt.steps.has(step)) }));
    const plannable = { intents, runs, undone: takenBack };
    const { steps, outlook } = await planInjections(connection, request, plannable);
    const previews =
      request.looksAhead === true ? await planPreviews(connection, request, plannable, outlook) : noPreviews;
    const actions: Action[] = [];
    for (const intent of intents) {
      const action = await toAction(connection, request, intent, active, { steps, previews });
      actions.push(withFile(action, situation));
    }
    const { product, version, database } = connection.server;
    return {
      target: target.name,
      environment: target.environment,
      ...(target.approval === 'bounds' && { approval: target.approval }),
      server: { product, version, database },
      actions,
      nextDue: nextDue(scenarios, actions, active, request.now),
      ...(absences.length > 0 && { absences }),
      warnings: [...openRuns(runs), ...stackedRuns(situation, actions, active)],
    };
  } finally {
    await connection.rollback();
  }
}

function nameOf(intent: Intent): string {
  return 'scenario' in intent ? intent.scenario.name : intent.run.scenario;
}

/** Steps of rows come before those that alter their table: they find it as they were planned on it. */
function alterationsLast(intents: readonly Intent[], catalog: Catalog): readonly Intent[] {
  const alters = (intent: Intent) =>
    'scenario' in intent &&
    intent.scenario.steps.some((step) => {
      const effect = catalog.get(step.anomaly)?.effect;
      return effect === 'alter' || effect === 'file';
    });
  return [...intents.filter((intent) => !alters(intent)), ...intents.filter(alters)];
}

async function toAction(
  connection: Connection,
  { target, now }: TargetRequest,
  intent: Intent,
  active: readonly Run[],
  { steps, previews }: { readonly steps: ReadonlyMap<string, readonly PlannedStep[]>; readonly previews: Previews },
): Promise<Action> {
  const { reason } = intent;
  const schedule = 'scenario' in intent ? planSchedule(intent.scenario, now) : undefined;
  switch (intent.action) {
    case 'inject':
    case 'replace': {
      const { scenario, slot } = intent;
      const injection = {
        scenario: scenario.name,
        path: scenario.path,
        reason,
        ...schedule,
        fingerprint: scenario.fingerprint,
        ...(slot !== '' && { slot }),
        expiresAt: expiryOf(scenario, slot, (intent.action === 'replace' && continuedSince(intent, intent.run)) || now),
        limits: effectiveLimits(target, scenario),
        steps: steps.get(scenario.name)!,
      };
      if (intent.action === 'inject') return { action: 'inject', ...injection };
      return {
        action: 'replace',
        ...injection,
        endReason: intent.endReason,
        active: reference(intent.run),
        ...(await leftOf(connection, intent.run, active)),
      };
    }
    case 'heal':
      return {
        action: 'heal',
        scenario: intent.run.scenario,
        path: intent.run.path,
        reason,
        endReason: intent.endReason,
        active: reference(intent.run),
        ...(await leftOf(connection, intent.run, active)),
      };
    case 'keep':
      return {
        action: 'keep',
        scenario: intent.scenario.name,
        path: intent.scenario.path,
        reason,
        ...schedule,
        active: reference(intent.run),
        standing: sumStandings((await runStanding(connection, intent.run, active)).map(({ standing }) => standing)),
      };
    case 'hold':
      return { action: 'hold', scenario: intent.scenario.name, path: intent.scenario.path, reason, ...schedule };
    case 'wait': {
      const preview = previews.get(intent.scenario.name);
      const obstacle =
        preview && 'obstacle' in preview ? `; as things are it would be refused: ${preview.obstacle}` : '';
      return {
        action: 'wait',
        scenario: intent.scenario.name,
        path: intent.scenario.path,
        reason: `${reason}${obstacle}`,
        ...schedule,
        ...(preview && 'steps' in preview && { preview: preview.steps }),
      };
    }
    case 'leave':
      return {
        action: 'leave',
        scenario: intent.run.scenario,
        path: intent.run.path,
        reason,
        active: reference(intent.run),
      };
  }
}

function reference(run: Run): RunReference {
  return { run: run.id, appliedAt: run.appliedAt!, rows: run.rows };
}

/** What stands in the way of taking a run back, and whether anything is left to be. */
async function leftOf(
  connection: Connection,
  run: Run,
  active: readonly Run[],
): Promise<{ readonly conflicts: number; readonly isRebuilt?: boolean }> {
  const standings = await runStanding(connection, run, active);
  const there = standings.filter((each) => !each.isRebuilt);
  const conflicts = there.reduce((sum, { standing }) => sum + standing.conflicting, 0);
  return { conflicts, ...(standings.length > 0 && standings.every(hasNothingLeft) && { isRebuilt: true }) };
}
