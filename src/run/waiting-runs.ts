import type { Run } from '../model/run.ts';
import { isHeld, newestOf } from '../ledger/holds.ts';

/**
 * The last runs of scenarios that are between two slots: nothing of them is active, and the next slot would bring them back.
 * A schedule that was never due is not among them: the ledger does not know it.
 */
export function waitingRuns(runs: readonly Run[]): readonly Run[] {
  const scenarios = Map.groupBy(runs, ({ project, target, scenario }) => JSON.stringify([project, target, scenario]));
  return [...scenarios.values()].flatMap((each) => {
    const last = newestOf(each);
    return last !== undefined && isWaiting(last) ? [last] : [];
  });
}

function isWaiting(last: Run): boolean {
  return last.slot !== '' && last.state !== 'applied' && last.endReason !== 'removed' && !isHeld(last);
}
