import type { Connection } from '../model/engine.ts';
import type { FaultlineError } from '../model/errors.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { throwProblems } from '../scenario/problem.ts';
import type { Intent } from './desired-state.ts';
import { undoOrder, type EarlierStep, type Outlook } from './outlook.ts';
import { planScenario } from './plan-scenario.ts';
import type { TargetRequest } from './plan-target.ts';
import { isSuspended } from './suspended.ts';

/** What there is to plan, and what the target has. */
export interface Plannable {
  readonly intents: readonly Intent[];
  /** Runs in the target's ledger that decide. */
  readonly runs: readonly Run[];
  /** Runs that this apply takes back first. */
  readonly undone: readonly Run[];
}

/** Steps of scenarios, by their names. */
export interface PlannedScenarios {
  readonly steps: ReadonlyMap<string, readonly PlannedStep[]>;
  /** As the target will be after all of them. */
  readonly outlook: Outlook;
}

/** What waiting scenarios would do, or why they would be refused as things are, by their names. */
export type Previews = ReadonlyMap<string, { readonly steps: readonly PlannedStep[] } | { readonly obstacle: string }>;

/** Plans every scenario that is to be injected. A problem in one does not hide those of others. @throws ProblemsError */
export async function planInjections(
  connection: Connection,
  request: TargetRequest,
  { intents, runs, undone }: Plannable,
): Promise<PlannedScenarios> {
  const steps = new Map<string, readonly PlannedStep[]>();
  const problems: FaultlineError[] = [];
  const earlier: EarlierStep[] = [];
  const outlook = { undone: undoOrder(undone), earlier };
  for (const intent of intents) {
    if (intent.action !== 'inject' && intent.action !== 'replace') continue;
    const { scenario } = intent;
    steps.set(
      scenario.name,
      await planScenario(connection, request, scenario, outlook, remaining(runs, undone), problems),
    );
  }
  throwProblems(problems);
  return { steps, outlook };
}

/**
 * Plans what waits for its slot and has not run yet as its file is, each as if it came alone after all that this apply
 * does. That another run is in its way now says nothing about its slot; anything else is wrong with the file.
 * @throws ProblemsError
 */
export async function planPreviews(
  connection: Connection,
  request: TargetRequest,
  { intents, runs, undone }: Plannable,
  { earlier }: Outlook,
): Promise<Previews> {
  const previews = new Map<string, { steps: readonly PlannedStep[] } | { obstacle: string }>();
  const problems: FaultlineError[] = [];
  for (const intent of intents) {
    if (!isUntried(intent, request, runs)) continue;
    const own: FaultlineError[] = [];
    const outlook = { undone: undoOrder(undone), earlier: [...earlier] };
    const { scenario } = intent;
    const steps = await planScenario(connection, request, scenario, outlook, remaining(runs, undone), own);
    const [obstacle] = own;
    if (obstacle === undefined) previews.set(scenario.name, { steps });
    else if (own.every(({ code }) => code === 'OVERLAPS_ACTIVE_RUN'))
      previews.set(scenario.name, { obstacle: obstacle.message });
    else problems.push(...own);
  }
  throwProblems(problems);
  return previews;
}

/** Whether a scenario waits for a slot, and its last run was of another file than there is. */
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

/** Active runs that nothing takes back. */
function remaining(runs: readonly Run[], undone: readonly Run[]): readonly Run[] {
  return runs.filter((run) => run.state === 'applied' && !undone.some(({ id }) => id === run.id));
}
