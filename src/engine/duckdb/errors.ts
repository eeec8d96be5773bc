import { type ErrorCode } from '../../model/error-codes.ts';
import { FaultlineError } from '../../model/errors.ts';
import { withoutValues } from '../without-values.ts';

interface Pattern {
  readonly text: RegExp;
  readonly code: ErrorCode;
  readonly hint?: string;
}

/** DuckDB has no error codes: its messages begin with a class and are matched by words. The first match counts. */
const patterns: readonly Pattern[] = [
  { text: /^INTERRUPT Error/, code: 'INTERRUPTED' },
  {
    text: /Could not set lock|Conflicting lock/,
    code: 'LOCKED',
    hint: 'DuckDB lets one process at a time write to a file: close the other one, or wait with --lock-timeout.',
  },
  {
    text: /No space left|failed to offload|disk is full/i,
    code: 'DISK_FULL',
    hint: 'Free space on the disk and try again; nothing was changed.',
  },
  {
    text: /read-only mode|Read-only file system|opened in read-only/i,
    code: 'READ_ONLY_DATABASE',
    hint: 'Make the file writable, or choose another target.',
  },
  {
    text: /^TransactionContext Error.*(Conflict|Failed to commit)|write-write conflict/is,
    code: 'WRITE_CONFLICT',
    hint: 'Another transaction changed the same rows: try again.',
  },
  {
    text: /^(FATAL|INTERNAL) Error|database has been invalidated/,
    code: 'CONNECTION_LOST',
    hint: 'Open the database again; `faultline recover` settles what was open.',
  },
  {
    text: /(Referenced (update )?column|does not have a column|column named|Column .* does not exist)/i,
    code: 'UNKNOWN_COLUMN',
  },
  {
    text: /^Catalog Error.*(Table|View) with name .* does not exist|Referenced table .* not found/is,
    code: 'UNKNOWN_TABLE',
  },
  { text: /already exists/, code: 'DUPLICATE_OBJECT' },
  { text: /^Constraint Error/, code: 'CONSTRAINT_VIOLATION' },
  { text: /^(Conversion|Out of Range) Error/, code: 'VALUE_OUT_OF_RANGE' },
  {
    text: /^Permission Error/,
    code: 'PERMISSION_DENIED',
    hint: 'Statements of Faultline may not touch files outside of the database.',
  },
  { text: /^IO Error.*Permission denied/is, code: 'PERMISSION_DENIED', hint: 'Give this user access to the file.' },
  { text: /^(Parser|Binder|Catalog|Syntax) Error|multiple statements/, code: 'INVALID_SQL' },
];

/** Classes of errors whose messages quote values of rows. */
const aboutValues = /^(Conversion|Out of Range|Constraint|Invalid Input|TransactionContext) Error/;
/** Codes of those that quote names all the same. */
const aboutNames: readonly (ErrorCode | undefined)[] = ['READ_ONLY_DATABASE', 'UNKNOWN_COLUMN'];

/** The one translation of what DuckDB throws. What quotes values of rows is told without them, and without a cause. */
export function translate(error: unknown): FaultlineError {
  if (error instanceof FaultlineError) return error;
  const text = withClass(error instanceof Error ? error.message : String(error));
  const match = patterns.find((pattern) => pattern.text.test(text));
  const quotesValues = aboutValues.test(text) && !aboutNames.includes(match?.code);
  const told = quotesValues ? withoutValues(text.replace(/\n\nLINE \d+: [\s\S]*$/, '')) : text;
  return new FaultlineError(match?.code ?? 'DATABASE_ERROR', `DuckDB: ${sentence(told)}`, {
    hint: match?.hint,
    cause: quotesValues ? undefined : error,
  });
}

/** An appender's messages lack the class of what a statement would say. */
function withClass(text: string): string {
  return text.replace(/^Failed to append: (?=.*(?:constraint|Duplicate key))/is, 'Constraint Error: ');
}

/** The first line without its class, then the engine's own suggestion if it makes one. */
function sentence(text: string): string {
  const [first = text] = text.replace(/^[A-Za-z ]+ Error: /, '').split('\n');
  const suggestion = /(Did you mean [^\n]+|Candidate bindings: [^\n]+)/.exec(text)?.[1];
  return suggestion === undefined ? first.replace(/[.!]$/, '') : `${first.replace(/[.!]$/, '')} (${suggestion})`;
}
