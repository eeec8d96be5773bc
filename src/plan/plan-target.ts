import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { exitCodes } from '../model/error-codes.ts';
import { FaultlineError, ProblemsError, hasCode } from '../model/errors.ts';
import type { Action, PlannedStep, RunReference, TargetPlan } from '../model/plan.ts';
import type { Origin, Target } from '../model/project.ts';
import { isOpen, type Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { readRuns } from '../ledger/runs.ts';
import { sumStandings } from '../output/standing-words.ts';
import { parseInstant } from '../snapshot/instant.ts';
import { hasNothingLeft, runStanding } from '../snapshot/run-standing.ts';
import { desiredState, type Intent } from './desired-state.ts';
import { expiryOf } from './expiry.ts';
import { explainBinding } from './explain-binding.ts';
import { foreseeStep } from './foresee-step.ts';
import { checkLimits, checkProtected, effectiveLimits } from './limits.ts';
import { nextDue } from './next-due.ts';
import { undoOrder, type EarlierStep, type Outlook } from './outlook.ts';
import { rebuiltRuns } from './rebuilt-runs.ts';
import { refuseOverlaps } from './overlap.ts';
import { placeScenarios } from './place-scenarios.ts';
import { planStep } from './plan-step.ts';
import { planSchedule } from './plan-schedule.ts';
import { refuseParents } from './refuse-parents.ts';
import { refuseStaleValues } from './refuse-stale-values.ts';
import { isSuspended } from './suspended.ts';
import { withFileDiff } from './with-file-diff.ts';

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

/** Runs that are prepared and not applied: of somebody at work, or left by a crash. */
function openRuns(runs: readonly Run[]): readonly string[] {
  const open = runs.filter(isOpen);
  if (open.length === 0) return [];
  const names = open.map((run) => `${run.scenario} (run ${run.id})`).join(', ');
  return [`prepared and not applied, by somebody at work or before a crash: ${names}; faultline recover settles them`];
}

type Injection = Extract<Intent, { action: 'inject' | 'replace' | 'wait' }>;

/**
 * The dry run of one target, in a read-only transaction: what `apply` would do, and why.
 * @throws ProblemsError with everything that is wrong in any step
 */
export async function planTarget(connection: Connection, request: TargetRequest): Promise<TargetPlan> {
  const { target } = request;
  await connection.begin('read only');
  try {
    const schema = connection.server.ledgerSchema;
    const runs = (await hasLedger(connection, schema)) ? await readRuns(connection, schema) : [];
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
    const steps = await planInjections(connection, request, intents, runs, takenBack);
    const actions: Action[] = [];
    for (const intent of intents) {
      const action = await toAction(connection, request, intent, active, steps);
      actions.push(withFileDiff(action, situation));
    }
    const { product, version, database } = connection.server;
    return {
      target: target.name,
      environment: target.environment,
      server: { product, version, database },
      actions,
      nextDue: nextDue(scenarios, actions, active, request.now),
      ...(absences.length > 0 && { absences }),
      warnings: openRuns(runs),
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
    'scenario' in intent && intent.scenario.steps.some((step) => catalog.get(step.anomaly)?.effect === 'alter');
  return [...intents.filter((intent) => !alters(intent)), ...intents.filter(alters)];
}

/** Steps of every scenario that is to be injected, by its name. A problem in one does not hide those of others. */
async function planInjections(
  connection: Connection,
  request: TargetRequest,
  intents: readonly Intent[],
  runs: readonly Run[],
  undone: readonly Run[],
): Promise<ReadonlyMap<string, readonly PlannedStep[]>> {
  const planned = new Map<string, readonly PlannedStep[]>();
  const problems: FaultlineError[] = [];
  const earlier: EarlierStep[] = [];
  const remaining = runs.filter((run) => run.state === 'applied' && !undone.some(({ id }) => id === run.id));
  for (const intent of intents) {
    const isPreview = request.looksAhead === true && isUntried(intent, request, runs);
    if (intent.action !== 'inject' && intent.action !== 'replace' && !isPreview) continue;
    // What waits for its slot comes after everything that this apply does.
    const outlook = { undone: undoOrder(undone), earlier: isPreview ? [...earlier] : earlier };
    planned.set(intent.scenario.name, await planScenario(connection, request, intent, outlook, remaining, problems));
  }
  const [first, ...others] = problems;
  if (first !== undefined) throw new ProblemsError([first, ...others]);
  return planned;
}

/** Whether a scenario waits for a slot, and no run of it was of the file as it is. */
function isUntried(
  intent: Intent,
  { project, target, now }: TargetRequest,
  runs: readonly Run[],
): intent is Extract<Intent, { action: 'wait' }> {
  if (intent.action !== 'wait' || isSuspended(intent.scenario, now)) return false;
  const { name, fingerprint } = intent.scenario;
  const own = runs.filter((run) => run.project === project && run.target === target.name && run.scenario === name);
  return !own.some((run) => run.fingerprint === fingerprint);
}

/** @param problems takes what is wrong @param outlook its `earlier` steps grow by those of the scenario */
async function planScenario(
  connection: Connection,
  request: TargetRequest,
  { scenario }: Injection,
  outlook: Outlook & { readonly earlier: EarlierStep[] },
  remaining: readonly Run[],
  problems: FaultlineError[],
): Promise<readonly PlannedStep[]> {
  const planned: PlannedStep[] = [];
  const before = problems.length;
  for (const index of scenario.steps.keys()) {
    try {
      planned.push(await planOne(connection, request, scenario, index, outlook, remaining));
    } catch (error) {
      if (hasCode(error, 'STATEMENT_TIMEOUT', 'LOCKED', 'DISK_FULL', 'PERMISSION_DENIED'))
        throw placed(error, scenario, index);
      if (!(error instanceof FaultlineError) || (error.place === undefined && error.exitCode !== exitCodes.invalid))
        throw error;
      problems.push(explainBinding(placed(error, scenario, index), scenario, index));
      // An error of the database ends its transaction.
      await connection.rollback();
      await connection.begin('read only');
    }
  }
  if (problems.length === before)
    collect(problems, () => checkLimits(effectiveLimits(request.target, scenario), scenario, planned));
  return planned;
}

/** What is wrong with the file is shown there, at the step where nothing is known more exactly. */
function placed(error: FaultlineError, scenario: Scenario, index: number): FaultlineError {
  if (error.place !== undefined) return error;
  return new FaultlineError(error.code, error.message, {
    place: scenario.placeOf(['steps', index]),
    hint: error.hint,
    cause: error,
  });
}

async function planOne(
  connection: Connection,
  { catalog, target, now }: TargetRequest,
  scenario: Scenario,
  index: number,
  outlook: Outlook & { readonly earlier: EarlierStep[] },
  remaining: readonly Run[],
): Promise<PlannedStep> {
  const binding = await foreseeStep(connection, catalog, scenario, index, outlook);
  const { table } = binding.bound;
  checkProtected(target, connection.server.ledgerSchema, scenario, index, table.name);
  refuseStaleValues(scenario, index, binding.bound, outlook);
  const request = { scenario, index, binding, outlook, now: parseInstant(now)!, environment: target.environment };
  const { planned, earlier } = await planStep(connection, request);
  await refuseParents(connection, scenario, index, binding.bound, earlier);
  await refuseOverlaps(connection, scenario, index, binding.bound, earlier, remaining, outlook.earlier);
  outlook.earlier.push(earlier);
  return planned;
}

async function toAction(
  connection: Connection,
  { target, now }: TargetRequest,
  intent: Intent,
  active: readonly Run[],
  steps: ReadonlyMap<string, readonly PlannedStep[]>,
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
        expiresAt: expiryOf(scenario, slot, now),
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
      const preview = steps.get(intent.scenario.name);
      return {
        action: 'wait',
        scenario: intent.scenario.name,
        path: intent.scenario.path,
        reason,
        ...schedule,
        ...(preview && { preview }),
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

function collect(problems: FaultlineError[], check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    problems.push(error);
  }
}
