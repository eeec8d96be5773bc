import type { Action, FileChange } from '../model/plan.ts';
import { newestOf } from '../ledger/holds.ts';
import { withFileDiff, type AppliedFiles } from './with-file-diff.ts';

/** What is known of a scenario's file: what it describes, and how it differs from what was applied last in this target. */
export interface KnownFiles extends AppliedFiles {
  /** Names of scenarios that are in view and left out here. */
  readonly absent: readonly string[];
}

/** An action with what its scenario's file says, and with how it differs from the one that was applied last. */
export function withFile(action: Action, files: KnownFiles): Action {
  const description = files.scenarios.find(({ name }) => name === action.scenario)?.description;
  const fileChange = fileChangeOf(action, files);
  return withFileDiff(
    { ...action, ...(description !== undefined && { description }), ...(fileChange !== undefined && { fileChange }) },
    files,
  );
}

function fileChangeOf(
  action: Action,
  { project, target, scenarios, absent, runs }: KnownFiles,
): FileChange | undefined {
  const scenario = scenarios.find(({ name }) => name === action.scenario);
  const own = runs.filter(
    (run) => run.project === project && run.target === target && run.scenario === action.scenario,
  );
  const last = newestOf(own);
  if (scenario !== undefined) {
    if (last === undefined) return 'new';
    return last.fingerprint === scenario.fingerprint ? undefined : 'changed';
  }
  // What is out of view by choice was not removed; and a run of a target that is no more says nothing about this one.
  return absent.includes(action.scenario) || last?.state !== 'applied' ? undefined : 'removed';
}
