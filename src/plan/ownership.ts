import type { Origin } from '../model/project.ts';
import type { Run } from '../model/run.ts';

/** Who asks, and whether it may heal what others of the same project applied. */
export interface Owner {
  readonly origin: Origin;
  /** Heals what other origins of the same project applied and no longer have. */
  readonly prune: boolean;
}

/** Whether a run was applied from the same repository, branch and folder, or belongs to whoever prunes. */
export function isOwned({ origin, prune }: Owner, run: Run): boolean {
  return (
    prune ||
    (run.origin.repository === origin.repository &&
      run.origin.ref === origin.ref &&
      run.origin.directory === origin.directory)
  );
}

/** Where a run of another origin was applied from, as a clause. */
export function elsewhere(here: Origin, there: Origin): string {
  if (there.repository !== here.repository) return `it was applied from repository ${there.repository}`;
  if (there.directory !== here.directory) return `it was applied from folder ${there.directory}`;
  return `it was applied from ${there.ref === '' ? 'outside of a branch' : `branch ${there.ref}`}`;
}
