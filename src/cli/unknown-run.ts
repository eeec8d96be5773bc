import { FaultlineError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { holdOf } from '../ledger/holds.ts';
import { holdInWords } from '../output/standing-words.ts';
import { nearest } from '../scenario/nearest.ts';

/**
 * That there is no such run, with what was probably meant.
 * @param wanted an id or a scenario's name @param list the command that lists what there is
 * @param runs that could be meant
 */
export function unknownRun(message: string, wanted: string, list: string, runs: readonly Run[]): FaultlineError {
  const near = nearest(wanted, new Set(runs.flatMap(({ id, scenario }) => [scenario, id])));
  return new FaultlineError('UNKNOWN_RUN', message, {
    hint: near === undefined ? `List them with: ${list}` : `Did you mean "${near}"? Else see: ${list}`,
  });
}

/** That a scenario is not active since it is held; undefined where it is not. @param runs of one target */
export function alreadyHeld(
  wanted: string,
  target: string,
  runs: readonly Run[],
  now: string,
): FaultlineError | undefined {
  const hold = holdOf(runs.filter(({ scenario }) => scenario === wanted));
  if (hold === undefined) return undefined;
  return new FaultlineError(
    'UNKNOWN_RUN',
    `scenario "${wanted}" is held in ${target} already, ${holdInWords(hold, now)}`,
    {
      hint: `There is nothing to take back. To end the hold: faultline resume ${wanted}`,
    },
  );
}
