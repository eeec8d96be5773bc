import type { Origin } from '../model/project.ts';
import type { EndReason, Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { isHeld, newestOf } from '../ledger/holds.ts';
import { formatInstant, parseInstant, shift } from '../snapshot/instant.ts';

/** What is known when it is decided what should be active in a target. */
export interface Situation {
  readonly project: string;
  readonly target: string;
  /** Names of all targets of the project. */
  readonly targets: readonly string[];
  /** Scenarios of this target, all that are in view. */
  readonly scenarios: readonly Scenario[];
  /** Names of scenarios that are in view and left out here; absent = none. */
  readonly absent?: readonly string[] | undefined;
  /** False where paths restrict the view: then nothing outside of it is rolled back. */
  readonly isComplete: boolean;
  /** Every run in the target's ledger. */
  readonly runs: readonly Run[];
  readonly origin: Origin;
  /** ISO 8601 in UTC. */
  readonly now: string;
  /** Heals what other origins of the same project applied and no longer have. */
  readonly prune: boolean;
}

/** What should happen about one scenario, before anything is measured. */
export type Intent =
  | { readonly action: 'inject'; readonly scenario: Scenario; readonly reason: string }
  | {
      readonly action: 'replace';
      readonly scenario: Scenario;
      readonly run: Run;
      readonly reason: string;
      readonly endReason: EndReason;
    }
  | { readonly action: 'heal'; readonly run: Run; readonly reason: string; readonly endReason: EndReason }
  | { readonly action: 'keep'; readonly scenario: Scenario; readonly run: Run; readonly reason: string }
  | { readonly action: 'hold'; readonly scenario: Scenario; readonly run: Run; readonly reason: string }
  | { readonly action: 'leave'; readonly run: Run; readonly reason: string };

/**
 * What should be active in a target: a pure function of scenario files, ledger and clock. Runs of other projects
 * are nobody's business here; runs of other origins are left alone unless `prune` says otherwise.
 */
export function desiredState(situation: Situation): readonly Intent[] {
  const { project, target, targets, scenarios, runs } = situation;
  const ofProject = runs.filter((run) => run.project === project);
  const own = ofProject.filter((run) => run.target === target);
  const lost = ofProject.filter((run) => run.state === 'applied' && !targets.includes(run.target)).map(intentForLost);
  const inView = scenarios
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((scenario) => intentFor(situation, scenario, own));
  const names = new Set(scenarios.map((scenario) => scenario.name));
  const orphans = own.filter((run) => run.state === 'applied' && !names.has(run.scenario));
  const isAbsent = (run: Run) => situation.absent?.includes(run.scenario) === true;
  const outOfView = orphans
    .filter((run) => situation.isComplete || isAbsent(run))
    .map((run) => intentForOrphan(situation, run, isAbsent(run) ? 'no longer placed here' : 'file removed'));
  return [...inView, ...outOfView, ...lost];
}

/** When a run of the scenario that is applied `now` ends by itself. */
export function expiryOf(scenario: Scenario, now: string): string | undefined {
  return scenario.expires && formatInstant(shift(parseInstant(now)!, 1, scenario.expires, 'day'));
}

function intentFor(situation: Situation, scenario: Scenario, own: readonly Run[]): Intent {
  const mine = own.filter((run) => run.scenario === scenario.name);
  const active = mine.find((run) => run.state === 'applied');
  if (active === undefined) return intentForInactive(scenario, mine);
  const isUnchanged = active.fingerprint === scenario.fingerprint;
  if (
    isExpired(active, situation.now, isUnchanged ? scenario : undefined) &&
    (isUnchanged || !isOwned(situation, active))
  )
    return { action: 'heal', run: active, reason: 'expired', endReason: 'expired' };
  if (isUnchanged) return { action: 'keep', scenario, run: active, reason: 'unchanged' };
  if (isOwned(situation, active))
    return { action: 'replace', scenario, run: active, reason: 'file changed', endReason: 'changed' };
  return {
    action: 'leave',
    run: active,
    reason: `the file differs, but ${elsewhere(situation.origin, active.origin)}`,
  };
}

function intentForInactive(scenario: Scenario, mine: readonly Run[]): Intent {
  const last = newestOf(mine);
  if (last === undefined) return { action: 'inject', scenario, reason: 'new file' };
  if (last.fingerprint !== scenario.fingerprint) return { action: 'inject', scenario, reason: 'file changed' };
  if (isHeld(last)) {
    return {
      action: 'hold',
      scenario,
      run: last,
      reason: last.endReason === 'expired' ? 'expired' : 'rolled back by hand',
    };
  }
  return { action: 'inject', scenario, reason: last.isReleased ? 'resumed' : 'file is back' };
}

function intentForOrphan(situation: Situation, run: Run, reason: string): Intent {
  if (isExpired(run, situation.now)) return { action: 'heal', run, reason: 'expired', endReason: 'expired' };
  if (isOwned(situation, run)) return { action: 'heal', run, reason, endReason: 'removed' };
  return { action: 'leave', run, reason: `no such file here, but ${elsewhere(situation.origin, run.origin)}` };
}

function isOwned({ origin, prune }: Situation, run: Run): boolean {
  return (
    prune ||
    (run.origin.repository === origin.repository &&
      run.origin.ref === origin.ref &&
      run.origin.directory === origin.directory)
  );
}

function elsewhere(here: Origin, there: Origin): string {
  if (there.repository !== here.repository) return `it was applied from repository ${there.repository}`;
  if (there.directory !== here.directory) return `it was applied from folder ${there.directory}`;
  return `it was applied from ${there.ref === '' ? 'outside of a branch' : `branch ${there.ref}`}`;
}

/** @param scenario the file of the run as it is now: its `expires` may have changed since, and counts from the application all the same */
function isExpired(run: Run, now: string, scenario?: Scenario): boolean {
  const expiresAt = (scenario && expiryOf(scenario, run.appliedAt!)) ?? run.expiresAt;
  return expiresAt !== null && expiresAt <= now;
}

/** Without its target nothing says which files it should be held against, and nobody would ever take it back unseen. */
function intentForLost(run: Run): Intent {
  const reason = `target "${run.target}" is no longer in faultline.yaml, roll it back with faultline rollback ${run.id}`;
  return { action: 'leave', run, reason };
}
