import { errorCodes, type ErrorCode, type ExitCode } from './error-codes.ts';
import { formatPlace, type Place } from './place.ts';

export interface ErrorDetails {
  /** Where the cause stands in a file, if it stands in one. */
  readonly place?: Place | undefined;
  /** The offending line as it is in the file. */
  readonly line?: string | undefined;
  /** The way out: a command to type or a change to make, as a sentence. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The one error that reaches a user. `message` is a sentence that names the place and the way out and never
 * holds a secret; `code` is stable.
 */
export class FaultlineError extends Error {
  readonly code: ErrorCode;
  readonly place: Place | undefined;
  readonly line: string | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'FaultlineError';
    this.code = code;
    this.place = details.place;
    this.line = details.line;
    this.hint = details.hint;
  }

  get exitCode(): ExitCode {
    return errorCodes[this.code].exitCode;
  }

  /** `CODE: message (file:line:column). Hint`, the one-line form. */
  override toString(): string {
    const place = this.place === undefined ? '' : ` (${formatPlace(this.place)})`;
    const hint = this.hint === undefined ? '' : ` ${this.hint}`;
    return `${this.code}: ${this.message}${place}.${hint}`;
  }
}

/** Several problems found together, so that one reading of the output is enough to mend them all. */
export class ProblemsError extends FaultlineError {
  readonly problems: readonly FaultlineError[];

  /** @param problems at least one; the first one's code stands for all */
  constructor(problems: readonly [FaultlineError, ...FaultlineError[]]) {
    super(problems[0].code, problems.length === 1 ? problems[0].message : `${problems.length} problems`);
    this.problems = problems;
  }
}

/** Whether `error` is a FaultlineError with one of the codes. */
export function hasCode(error: unknown, ...codes: readonly ErrorCode[]): error is FaultlineError {
  return error instanceof FaultlineError && codes.includes(error.code);
}
