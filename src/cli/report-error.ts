import { FaultlineError, ProblemsError } from '../model/errors.ts';
import { problemsText } from '../output/problems-text.ts';
import { documentText } from './choose-format.ts';
import type { Session } from './session.ts';

/**
 * Tells of an error in the form of the session: a person reads it on standard error, a program one document on
 * standard output. Nothing of it holds a secret; a stack is in the log at level debug only.
 * @returns the exit code
 */
export function reportError(session: Session, error: unknown): number {
  const known = error instanceof FaultlineError ? error : new FaultlineError('INTERNAL', `unexpected: ${error instanceof Error ? error.message : String(error)}`, { hint: 'Please report it, with the output of --log-level debug.', cause: error });
  session.log.debug('failed', { error });
  if (session.options.format === 'json') session.write(documentText({ formatVersion: 1, errors: errorsOf(known).map(toDocument) }));
  const colour = session.options.color && process.stderr.isTTY === true && process.env['NO_COLOR'] === undefined;
  process.stderr.write(session.redact(problemsText(known, { colour, width: process.stderr.columns ?? 100 })));
  return known.exitCode;
}

function errorsOf(error: FaultlineError): readonly FaultlineError[] {
  return error instanceof ProblemsError ? error.problems : [error];
}

function toDocument({ code, message, place, hint }: FaultlineError): object {
  return { code, message, place, hint };
}
