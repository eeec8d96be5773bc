import { exitCodes } from '../model/error-codes.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';
import { exitCodeOf, fromFailures, type TargetFailure } from '../model/failure.ts';
import { problemsText } from '../output/problems-text.ts';
import { documentText } from './choose-format.ts';
import type { Session } from './session.ts';
import { hasColour, pageWidth } from './terminal.ts';
import { toFaultlineError } from './to-faultline-error.ts';

/**
 * Tells of an error in the form of the session: a person reads it on standard error, a program one document on
 * standard output. Nothing of it holds a secret; a stack is in the log at level debug only.
 * @returns the exit code
 */
export function reportError(session: Session, error: unknown): number {
  const { options, log, progress } = session;
  const known = redacted(toFaultlineError(error, session), session.redact);
  progress.stop();
  log.debug('failed', { error });
  if (options.format === 'json') session.write(documentText(errorsJson(known)));
  if (options.logFormat === 'json') logProblems(session, known);
  else writeProblems(session, known);
  return known.exitCode;
}

function writeProblems({ options }: Session, error: FaultlineError): void {
  const { stderr } = process;
  stderr.write(problemsText(error, { colour: hasColour(stderr, options), width: pageWidth(stderr) }));
}

/**
 * Tells of targets that failed while others did not: a person reads it on standard error, a program in the document
 * of the command itself.
 * @returns the exit code: 0 where none failed
 */
export function reportFailures(session: Session, failures: readonly TargetFailure[]): number {
  if (failures.length === 0) return exitCodes.done;
  const { options, progress, redact } = session;
  const error = redacted(fromFailures(failures), redact);
  progress.stop();
  if (options.logFormat === 'json') logProblems(session, error);
  else if (options.format !== 'json') writeProblems(session, error);
  return exitCodeOf(failures);
}

/** One line for each problem, for those who asked for nothing but JSON lines. */
function logProblems({ log }: Session, error: FaultlineError): void {
  for (const problem of problemsOf(error)) {
    const { code, message, place, hint } = problem;
    log.error(message, { code, hint, file: place?.file, line: place?.line, column: place?.column });
  }
}

/** Everything wrong, as one document. */
export function errorsJson(error: FaultlineError): object {
  const errors = problemsOf(error).map(({ code, message, place, line, hint }) => ({
    code,
    message,
    place,
    line,
    hint,
  }));
  return { formatVersion: 1, exitCode: error.exitCode, errors };
}

/** The problems that an error stands for: itself, if it is none of several. */
export function problemsOf(error: FaultlineError): readonly FaultlineError[] {
  return error instanceof ProblemsError ? error.problems : [error];
}

/** The error without secrets: before it is wrapped, which could break a secret in two. */
export function redacted(error: FaultlineError, redact: (text: string) => string): FaultlineError {
  const [first, ...others] = problemsOf(error).map(
    ({ code, message, place, line, hint }) =>
      new FaultlineError(code, redact(message), {
        place: place && { ...place, file: redact(place.file) },
        line: line && redact(line),
        hint: hint && redact(hint),
      }),
  );
  return first !== undefined && others.length > 0 ? new ProblemsError([first, ...others]) : first!;
}
