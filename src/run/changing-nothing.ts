import { FaultlineError, ProblemsError } from '../model/errors.ts';

/**
 * What undid its transaction, with the promise at its end that nothing was changed, if it does not hold it yet.
 * @param error is returned as it is where it says itself what is left: INTERRUPTED, RECOVERY_NEEDED
 */
export function changingNothing(error: unknown): unknown {
  if (!(error instanceof FaultlineError) || error instanceof ProblemsError) return error;
  const { code, message, place, line, hint } = error;
  if (code === 'INTERRUPTED' || code === 'RECOVERY_NEEDED') return error;
  if (`${message} ${hint ?? ''}`.includes('nothing was')) return error;
  return new FaultlineError(code, `${message}; nothing was changed`, { place, line, hint, cause: error });
}
