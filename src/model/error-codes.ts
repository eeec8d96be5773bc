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
  INVALID_YAML: { exitCode: exitCodes.invalid, meaning: 'The file is not valid YAML, or more than one document.' },
  INVALID_VALUE: { exitCode: exitCodes.invalid, meaning: 'A value is of the wrong form or out of its bounds.' },
  UNKNOWN_KEY: { exitCode: exitCodes.invalid, meaning: "A key that the file's schema does not have." },
  MISSING_KEY: { exitCode: exitCodes.invalid, meaning: 'A required key is missing.' },
  DUPLICATE_NAME: { exitCode: exitCodes.invalid, meaning: 'Two scenarios or two steps have one name.' },
  FILE_TOO_LARGE: { exitCode: exitCodes.invalid, meaning: 'The file is larger than 1 MB.' },
  FILE_NOT_FOUND: { exitCode: exitCodes.invalid, meaning: 'A file is not there or cannot be read.' },
  LITERAL_SECRET: {
    exitCode: exitCodes.invalid,
    meaning: 'A password stands in a file. Use ${env:NAME} or ${file:/path}.',
  },
  UNRESOLVED_SECRET: { exitCode: exitCodes.invalid, meaning: 'The variable or file of a secret is not there.' },
  NO_PROJECT: { exitCode: exitCodes.invalid, meaning: 'No faultline.yaml in the folder or above it.' },
  NO_SCENARIOS: {
    exitCode: exitCodes.invalid,
    meaning: 'The project has no scenario file at all; this never means "remove everything".',
  },
  UNKNOWN_ANOMALY: { exitCode: exitCodes.invalid, meaning: 'The catalog has no such anomaly.' },
  UNKNOWN_TARGET: { exitCode: exitCodes.invalid, meaning: 'faultline.yaml has no such target.' },
  UNBOUND_ROLE: {
    exitCode: exitCodes.invalid,
    meaning: 'A target does not say which table or column plays a role that a scenario needs.',
  },
  UNSAFE_WHERE: {
    exitCode: exitCodes.invalid,
    meaning: 'A where that holds a second statement, a comment, or a parenthesis that closes ours.',
  },
  // what a target does not have or does not suit
  UNKNOWN_TABLE: { exitCode: exitCodes.invalid, meaning: 'The target has no such table that the user can see.' },
  UNKNOWN_COLUMN: { exitCode: exitCodes.invalid, meaning: 'The table has no such column.' },
  UNSUITABLE_TABLE: {
    exitCode: exitCodes.invalid,
    meaning: 'The table cannot be broken in this way: a view, triggers, a key that forbids copies.',
  },
  UNSUITABLE_COLUMN: { exitCode: exitCodes.invalid, meaning: 'The anomaly does not suit the column.' },
  UNSUPPORTED: { exitCode: exitCodes.invalid, meaning: 'Faultline cannot do this (yet).' },
  NO_KEY: { exitCode: exitCodes.invalid, meaning: 'Nothing identifies the rows of the table.' },
  NO_TIME_COLUMN: {
    exitCode: exitCodes.invalid,
    meaning: 'The step needs a date or timestamp column and the table has none.',
  },
  INVALID_WHERE: { exitCode: exitCodes.invalid, meaning: 'The database does not understand a where.' },
  VALUE_OUT_OF_RANGE: { exitCode: exitCodes.invalid, meaning: "A value would not fit the column's type." },
  OVERLAPS_ACTIVE_RUN: {
    exitCode: exitCodes.invalid,
    meaning: 'The step meets rows or columns that an active run holds and could not be taken back independently.',
  },
  // limits and approval
  LIMIT_EXCEEDED: {
    exitCode: exitCodes.invalid,
    meaning: 'More rows, or a larger share of a table, than the limits allow.',
  },
  PROTECTED_TABLE: { exitCode: exitCodes.invalid, meaning: 'The target protects the table.' },
  PRODUCTION_NOT_ALLOWED: { exitCode: exitCodes.invalid, meaning: 'A production target whose name was not typed out.' },
  NOT_APPROVED: { exitCode: exitCodes.invalid, meaning: 'Nobody approved the plan.' },
  INVALID_PLAN: {
    exitCode: exitCodes.invalid,
    meaning: 'The plan file is no plan, was edited, or belongs to another project.',
  },
  INVALID_ARGUMENT: { exitCode: exitCodes.invalid, meaning: 'An argument or option is wrong.' },
  STALE_PLAN: {
    exitCode: exitCodes.stale,
    meaning: 'Files, schema, rows or values differ from when the plan was made.',
  },
  // runs
  UNKNOWN_RUN: { exitCode: exitCodes.invalid, meaning: 'The ledger has no such run, or its snapshots are gone.' },
  LOCKED: {
    exitCode: exitCodes.locked,
    meaning: 'Another Faultline, or another session, holds a lock for longer than was waited.',
  },
  ROLLBACK_CONFLICT: { exitCode: exitCodes.conflict, meaning: 'Others changed rows that were to be taken back.' },
  RECOVERY_NEEDED: {
    exitCode: exitCodes.recoveryNeeded,
    meaning: 'A crash left a run open (faultline recover settles it), or a purge unfinished (faultline purge ends it).',
  },
  LEDGER_IN_USE: {
    exitCode: exitCodes.invalid,
    meaning: 'A ledger that is to be purged holds runs that are active, or runs of other projects.',
  },
  INVALID_CERTIFICATE: {
    exitCode: exitCodes.invalid,
    meaning: 'The file is no certificate of a purge, or was edited.',
  },
  LEDGER_TOO_NEW: { exitCode: exitCodes.error, meaning: 'A newer Faultline wrote the ledger.' },
  // what databases answer, and the rest
  CONNECTION_FAILED: { exitCode: exitCodes.error, meaning: 'The database cannot be reached or opened.' },
  CONNECTION_LOST: { exitCode: exitCodes.error, meaning: 'The connection ended in the middle.' },
  AUTHENTICATION_FAILED: { exitCode: exitCodes.error, meaning: 'The database refused user or password.' },
  PERMISSION_DENIED: { exitCode: exitCodes.error, meaning: 'The user lacks a privilege; the hint names it.' },
  DRIVER_MISSING: { exitCode: exitCodes.error, meaning: "The database's driver is not installed." },
  INVALID_SQL: { exitCode: exitCodes.error, meaning: 'The database does not understand a statement.' },
  DUPLICATE_OBJECT: { exitCode: exitCodes.error, meaning: 'Something of this name is there already.' },
  CONSTRAINT_VIOLATION: {
    exitCode: exitCodes.error,
    meaning: 'A constraint of the database forbids the change; nothing was changed.',
  },
  WRITE_CONFLICT: {
    exitCode: exitCodes.error,
    meaning: 'Others changed the same rows at the same time, more than three times.',
  },
  STATEMENT_TIMEOUT: { exitCode: exitCodes.error, meaning: 'A statement ran longer than the target allows.' },
  DISK_FULL: { exitCode: exitCodes.error, meaning: 'The database has no room left.' },
  READ_ONLY_DATABASE: { exitCode: exitCodes.error, meaning: 'The database takes no changes.' },
  DATABASE_ERROR: { exitCode: exitCodes.error, meaning: 'Any other error of the database.' },
  REQUEST_FAILED: {
    exitCode: exitCodes.error,
    meaning: 'A server was not reached, or did not answer a batch of rows as expected, in all attempts.',
  },
  INTERRUPTED: { exitCode: exitCodes.interrupted, meaning: 'SIGINT or SIGTERM; the open transaction was undone.' },
  FILE_NOT_WRITTEN: { exitCode: exitCodes.error, meaning: 'A file could not be written.' },
  INTERNAL: { exitCode: exitCodes.error, meaning: 'A mistake in Faultline.' },
} as const satisfies Readonly<Record<string, { readonly exitCode: ExitCode; readonly meaning: string }>>;

export type ErrorCode = keyof typeof errorCodes;
