import type { Origin, Target } from '../../model/project.ts';
import type { Run } from '../../model/run.ts';
import type { Scenario } from '../../model/scenario.ts';
import { desiredState } from '../../plan/desired-state.ts';
import { isOwned } from '../../plan/ownership.ts';

/** What decides which runs take arrivals. */
export interface SweepSituation {
  readonly project: string;
  readonly target: Target;
  /** Names of all targets of the project. */
  readonly targets: readonly string[];
  /** Those of the target, bound to it. */
  readonly scenarios: readonly Scenario[];
  readonly origin: Origin;
  /** ISO 8601 in UTC with microseconds. */
  readonly now: string;
}

/** A run that takes arrivals, and its file. */
export interface SweepingRun {
  readonly run: Run;
  readonly scenario: Scenario;
}

/**
 * The runs that a plan would keep and that have steps which take arrivals, in the order in which they were applied: active,
 * not expired or suspended, of this origin, and of files that are as they were. None while an alteration is under way.
 * @param runs those of the target's ledger that decide
 */
export function sweepingRuns(situation: SweepSituation, runs: readonly Run[]): readonly SweepingRun[] {
  if (runs.some(({ state }) => state === 'altering')) return [];
  const owner = { origin: situation.origin, prune: false };
  return desiredState({ ...situation, ...owner, target: situation.target.name, isComplete: false, runs })
    .flatMap((intent) => (intent.action === 'keep' ? [intent] : []))
    .filter(({ run }) => isOwned(owner, run) && run.steps.some(({ sweep }) => sweep !== undefined))
    .toSorted((left, right) => left.run.sequence - right.run.sequence);
}
