import { formatPlace, type Place } from './place.ts';

/** Exit codes of the command line. Stable: scripts and workflows branch on them. */
export const exitCodes = {
  done: 0,
  error: 1,
  changes: 2,
  invalid: 3,
  stale: 4,
  locked: 5,
  conflict: 6,
  recoveryNeeded: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * Every code that Faultline can report, with the exit code it leads to. A code is a promise: it may be searched
 * for, documented and matched in scripts, so none is renamed or given a second meaning.
 */
export const errorCodes = {
  // scenario and project files
  INVALID_YAML: exitCodes.invalid,
  INVALID_VALUE: exitCodes.invalid,
  UNKNOWN_KEY: exitCodes.invalid,
  MISSING_KEY: exitCodes.invalid,
  DUPLICATE_NAME: exitCodes.invalid,
  FILE_TOO_LARGE: exitCodes.invalid,
  FILE_NOT_FOUND: exitCodes.invalid,
  LITERAL_SECRET: exitCodes.invalid,
  UNRESOLVED_SECRET: exitCodes.invalid,
  NO_PROJECT: exitCodes.invalid,
  NO_SCENARIOS: exitCodes.invalid,
  UNKNOWN_ANOMALY: exitCodes.invalid,
  UNKNOWN_TARGET: exitCodes.invalid,
  UNSAFE_WHERE: exitCodes.invalid,
  // what a target does not have or does not suit
  UNKNOWN_TABLE: exitCodes.invalid,
  UNKNOWN_COLUMN: exitCodes.invalid,
  UNSUITABLE_TABLE: exitCodes.invalid,
  UNSUITABLE_COLUMN: exitCodes.invalid,
  UNSUPPORTED: exitCodes.invalid,
  NO_KEY: exitCodes.invalid,
  NO_TIME_COLUMN: exitCodes.invalid,
  INVALID_WHERE: exitCodes.invalid,
  VALUE_OUT_OF_RANGE: exitCodes.invalid,
  OVERLAPS_ACTIVE_RUN: exitCodes.invalid,
  // limits and approval
  LIMIT_EXCEEDED: exitCodes.invalid,
  PROTECTED_TABLE: exitCodes.invalid,
  PRODUCTION_NOT_ALLOWED: exitCodes.invalid,
  NOT_APPROVED: exitCodes.invalid,
  INVALID_PLAN: exitCodes.invalid,
  INVALID_ARGUMENT: exitCodes.invalid,
  STALE_PLAN: exitCodes.stale,
  // runs
  UNKNOWN_RUN: exitCodes.invalid,
  LOCKED: exitCodes.locked,
  ROLLBACK_CONFLICT: exitCodes.conflict,
  RECOVERY_NEEDED: exitCodes.recoveryNeeded,
  LEDGER_TOO_NEW: exitCodes.error,
  // what databases answer
  CONNECTION_FAILED: exitCodes.error,
  CONNECTION_LOST: exitCodes.error,
  AUTHENTICATION_FAILED: exitCodes.error,
  PERMISSION_DENIED: exitCodes.error,
  DRIVER_MISSING: exitCodes.error,
  INVALID_SQL: exitCodes.error,
  DUPLICATE_OBJECT: exitCodes.error,
  CONSTRAINT_VIOLATION: exitCodes.error,
  WRITE_CONFLICT: exitCodes.error,
  STATEMENT_TIMEOUT: exitCodes.error,
  DISK_FULL: exitCodes.error,
  READ_ONLY_DATABASE: exitCodes.error,
  DATABASE_ERROR: exitCodes.error,
  INTERRUPTED: exitCodes.interrupted,
  FILE_NOT_WRITTEN: exitCodes.error,
  INTERNAL: exitCodes.error,
} as const;

export type ErrorCode = keyof typeof errorCodes;

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
    return errorCodes[this.code];
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
