import { FaultlineError } from '../../model/errors.ts';

/** A mistake in here is told and tried again as well: the service goes on. */
export function faultOf(error: unknown): FaultlineError {
  if (error instanceof FaultlineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new FaultlineError('INTERNAL', `unexpected: ${message}`, {
    hint: 'Please report it, with the output of --log-level debug.',
    cause: error,
  });
}
