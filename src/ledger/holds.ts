import { isOpen, type Run } from '../model/run.ts';

/**
 * Whether an ended run keeps its scenario away: it was ended by hand or by its expiry, and nobody has resumed it since.
 * The end of a slot is no hold.
 */
export function isHeld({ state, endReason, slot, isReleased, isHeldWaiting }: Run): boolean {
  const isEnded = state === 'rolled back' || state === 'healed';
  if (isHeldWaiting === true) return true;
  return isEnded && (endReason === 'manual' || (endReason === 'expired' && slot === '')) && !isReleased;
}

/**
 * The run that keeps a scenario away from a target: the newest one decides, whatever came of those before it.
 * @param runs of one scenario in one target
 */
export function holdOf(runs: readonly Run[]): Run | undefined {
  const newest = newestOf(runs);
  return newest && isHeld(newest) ? newest : undefined;
}

/** The run that was applied last; one that is still open does not count. */
export function newestOf(runs: readonly Run[]): Run | undefined {
  return runs
    .filter((run) => !isOpen(run))
    .toSorted((left, right) => left.sequence - right.sequence)
    .at(-1);
}
