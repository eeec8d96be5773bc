import type { FaultlineError } from '../../model/errors.ts';
import type { Plan } from '../../model/plan.ts';
import type { WatchEvent } from './events.ts';

/** Milliseconds for which a target may fail and be tried again before it counts as failing: five minutes. */
const grace = 300_000;

/** What went wrong last, without its place and hint. Times are ISO 8601 in UTC, here and below. */
interface Fault {
  readonly code: string;
  readonly message: string;
  readonly at: string;
}

/** How one target fares. */
export interface TargetHealth {
  readonly target: string;
  /** A round is under way since then; null = none. */
  readonly workingSince: string | null;
  readonly lastSuccess: string | null;
  /** Null once a round has succeeded again. */
  readonly error: Fault | null;
  /** When the first of the failures in a row was; null = the last round succeeded. */
  readonly failingSince: string | null;
  /** When the next round is due by the clock; null = only a changed file makes one, or the last one failed. */
  readonly nextDue: string | null;
  /** When a target that failed is tried again; null = the last round succeeded. */
  readonly retryAt: string | null;
  /** Runs that were active after the last round that succeeded; null before the first. */
  readonly activeRuns: number | null;
}

/** How all that is watched fares. */
export interface Health {
  readonly targets: readonly TargetHealth[];
  /** What is wrong with the files, while those before are in force. */
  readonly files: Fault | null;
}

export const unwatched: Health = { targets: [], files: null };

/** How all fares after an event. */
export function afterEvent(health: Health, event: WatchEvent): Health {
  switch (event.event) {
    case 'files':
      return {
        files: null,
        targets: event.targets.map((name) => health.targets.find(({ target }) => target === name) ?? untried(name)),
      };
    case 'files refused':
      return { ...health, files: faultAt(event.error, event.at) };
    case 'files restored':
      return { ...health, files: null };
    case 'begun':
      return changed(health, event.target, () => ({ workingSince: event.at }));
    case 'converged':
      return changed(health, event.target, () => ({
        workingSince: null,
        lastSuccess: event.at,
        error: null,
        failingSince: null,
        nextDue: event.nextDue ?? null,
        retryAt: null,
        activeRuns: activeAfter(event.converged.plan),
      }));
    case 'failed':
      return changed(health, event.target, ({ failingSince }) => ({
        workingSince: null,
        error: faultAt(event.error, event.at),
        failingSince: failingSince ?? event.at,
        nextDue: null,
        retryAt: event.retryAt,
      }));
    case 'swept':
    case 'sweep failed':
    case 'clock set back':
    case 'left':
      return health;
  }
}

/** Targets that have failed for longer than five minutes. */
export function failingTargets({ targets }: Health, now: Date): readonly TargetHealth[] {
  return targets.filter(
    ({ failingSince }) => failingSince !== null && now.getTime() - Date.parse(failingSince) > grace,
  );
}

/** Targets whose first round has not ended. */
export function pendingTargets({ targets }: Health): readonly TargetHealth[] {
  return targets.filter(({ lastSuccess, error }) => lastSuccess === null && error === null);
}

function changed(health: Health, name: string, change: (target: TargetHealth) => Partial<TargetHealth>): Health {
  const targets = health.targets.map((each) => (each.target === name ? { ...each, ...change(each) } : each));
  return { ...health, targets };
}

function untried(target: string): TargetHealth {
  return {
    target,
    workingSince: null,
    lastSuccess: null,
    error: null,
    failingSince: null,
    nextDue: null,
    retryAt: null,
    activeRuns: null,
  };
}

function faultAt({ code, message }: FaultlineError, at: string): Fault {
  return { code, message, at };
}

function activeAfter(plan: Plan): number {
  const active = ['inject', 'replace', 'keep', 'leave'];
  return plan.targets.flatMap(({ actions }) => actions).filter(({ action }) => active.includes(action)).length;
}
