import { FaultlineError, hasCode } from '../model/errors.ts';
import { fromFailures, toFailure, type TargetFailure } from '../model/failure.ts';
import type { Target } from '../model/project.ts';
import { workBounds } from './work-bounds.ts';

/** What came of the work in several targets. */
export interface FleetOutcome<Result> {
  /** In the order of the targets. */
  readonly results: readonly Result[];
  readonly failures: readonly TargetFailure[];
}

/**
 * Works on several targets at once; one that fails does not fail the others. One that is slow, locked or cannot be
 * reached keeps its place until it is done or has timed out; the others go on in the places that are left.
 * @param concurrency how many at once; of one server never more than four
 * @throws the error itself where no target succeeded, INTERRUPTED, and what is no FaultlineError; always after all work has ended
 */
export async function inFleet<Result>(
  targets: readonly Target[],
  concurrency: number,
  work: (target: Target) => Promise<Result>,
): Promise<FleetOutcome<Result>> {
  const bounded = workBounds(concurrency);
  const settled = await Promise.allSettled(targets.map((target) => bounded(target, () => work(target))));
  const results: Result[] = [];
  const failures: TargetFailure[] = [];
  for (const [index, outcome] of settled.entries()) {
    if (outcome.status === 'fulfilled') results.push(outcome.value);
    else failures.push(toFailure(targets[index]!.name, failureIn(outcome.reason)));
  }
  if (failures.length === 0 || results.length > 0) return { results, failures };
  const [only] = settled;
  if (settled.length === 1 && only?.status === 'rejected') throw only.reason;
  throw fromFailures(failures);
}

function failureIn(reason: unknown): FaultlineError {
  if (reason instanceof FaultlineError && !hasCode(reason, 'INTERRUPTED')) return reason;
  throw reason;
}
