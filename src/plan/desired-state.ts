import type { EndReason, Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { isHeld, newestOf } from '../ledger/holds.ts';
import { suspensionInWords } from '../output/suspension-words.ts';
import { isExpired } from './expiry.ts';
import { elsewhere, isOwned, type Owner } from './ownership.ts';
import { madeAnew, scheduledIntent } from './scheduled-state.ts';
import { isSuspended } from './suspended.ts';

/** What is known when it is decided what should be active in a target. */
export interface Situation extends Owner {
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
  /** Runs in the target's ledger: all, or those that decide. */
  readonly runs: readonly Run[];
  /** Ids of active runs of which nothing is left, since their tables were made anew; absent = none. */
  readonly rebuilt?: ReadonlySet<string> | undefined;
  /** ISO 8601 in UTC with microseconds. */
  readonly now: string;
}

/** What should happen about one scenario, before anything is measured. */
export type Intent =
  | { readonly action: 'inject'; readonly scenario: Scenario; readonly slot: string; readonly reason: string }
  | {
      readonly action: 'replace';
      readonly scenario: Scenario;
      readonly run: Run;
      /** Empty for a scenario without a schedule, here and above. */
      readonly slot: string;
      readonly reason: string;
      readonly endReason: EndReason;
    }
  | { readonly action: 'heal'; readonly run: Run; readonly reason: string; readonly endReason: EndReason }
  | { readonly action: 'keep'; readonly scenario: Scenario; readonly run: Run; readonly reason: string }
  | { readonly action: 'hold'; readonly scenario: Scenario; readonly run: Run; readonly reason: string }
  /** Suspended, or between two slots of its schedule. */
  | { readonly action: 'wait'; readonly scenario: Scenario; readonly reason: string }
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

function intentFor(situation: Situation, scenario: Scenario, own: readonly Run[]): Intent {
  const mine = own.filter((run) => run.scenario === scenario.name);
  const active = mine.find((run) => run.state === 'applied');
  if (isSuspended(scenario, situation.now)) return intentForSuspended(situation, scenario, active);
  const { schedule } = scenario;
  if (schedule !== undefined) return scheduledIntent({ ...situation, scenario: { ...scenario, schedule }, runs: mine });
  if (active === undefined) return intentForInactive(scenario, mine);
  const isUnchanged = active.fingerprint === scenario.fingerprint && active.slot === '';
  if (
    // What others have applied ends as they said.
    isExpired(active, situation.now, isUnchanged && isOwned(situation, active) ? scenario : undefined) &&
    (isUnchanged || !isOwned(situation, active))
  )
    return { action: 'heal', run: active, reason: 'expired', endReason: 'expired' };
  if (isUnchanged && situation.rebuilt?.has(active.id) === true && isOwned(situation, active))
    return { action: 'replace', scenario, run: active, slot: '', reason: madeAnew, endReason: 'rebuilt' };
  if (isUnchanged) return { action: 'keep', scenario, run: active, reason: 'unchanged' };
  if (isOwned(situation, active))
    return { action: 'replace', scenario, run: active, slot: '', reason: 'file changed', endReason: 'changed' };
  return {
    action: 'leave',
    run: active,
    reason: `the file differs, but ${elsewhere(situation.origin, active.origin)}`,
  };
}

function intentForSuspended(situation: Situation, scenario: Scenario, active: Run | undefined): Intent {
  const reason = suspensionInWords(scenario.suspend!, situation.now);
  if (active === undefined) return { action: 'wait', scenario, reason };
  if (isOwned(situation, active)) return { action: 'heal', run: active, reason, endReason: 'suspended' };
  return { action: 'leave', run: active, reason: `${reason}, but ${elsewhere(situation.origin, active.origin)}` };
}

function intentForInactive(scenario: Scenario, mine: readonly Run[]): Intent {
  const last = newestOf(mine);
  if (last === undefined) return { action: 'inject', scenario, slot: '', reason: 'new file' };
  if (last.fingerprint !== scenario.fingerprint)
    return { action: 'inject', scenario, slot: '', reason: 'file changed' };
  if (isHeld(last)) {
    return {
      action: 'hold',
      scenario,
      run: last,
      reason: last.endReason === 'expired' ? 'expired' : 'rolled back by hand',
    };
  }
  return { action: 'inject', scenario, slot: '', reason: comeback(last) };
}

/** Why what has ended is to be active again. */
function comeback(last: Run): string {
  if (last.isReleased) return 'resumed';
  if (last.endReason === 'suspended') return 'no longer suspended';
  if (last.endReason === 'rebuilt') return madeAnew;
  return last.endReason === 'removed' ? 'file is back' : 'no longer scheduled';
}

function intentForOrphan(situation: Situation, run: Run, reason: string): Intent {
  if (isExpired(run, situation.now)) return { action: 'heal', run, reason: 'expired', endReason: 'expired' };
  if (isOwned(situation, run)) return { action: 'heal', run, reason, endReason: 'removed' };
  return { action: 'leave', run, reason: `no such file here, but ${elsewhere(situation.origin, run.origin)}` };
}

/** Without its target nothing says which files it should be held against, and nobody would ever take it back unseen. */
function intentForLost(run: Run): Intent {
  const reason = `target "${run.target}" is no longer in faultline.yaml, roll it back with faultline rollback ${run.id}`;
  return { action: 'leave', run, reason };
}
