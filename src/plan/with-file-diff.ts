import type { Action } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { newestOf } from '../ledger/holds.ts';
import { fileDiff } from '../output/file-diff.ts';

/** What is known of the files that were applied to a target, and of those that would be. */
export interface AppliedFiles {
  readonly project: string;
  /** Name of the target. */
  readonly target: string;
  readonly scenarios: readonly Scenario[];
  /** Runs in the target's ledger that decide. */
  readonly runs: readonly Run[];
}

/** An action that injects, with how the scenario's file differs from the one that was applied last; others as they are. */
export function withFileDiff(action: Action, { project, target, scenarios, runs }: AppliedFiles): Action {
  if (action.action !== 'inject' && action.action !== 'replace') return action;
  const scenario = scenarios.find(({ name }) => name === action.scenario);
  const last = newestOf(
    runs.filter((run) => run.project === project && run.target === target && run.scenario === action.scenario),
  );
  if (scenario === undefined || last === undefined) return action;
  const difference = fileDiff({ path: last.path, text: last.source }, { path: scenario.path, text: scenario.source });
  return difference === undefined ? action : { ...action, fileDiff: difference };
}
