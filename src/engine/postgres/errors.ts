import { type ErrorCode } from '../../model/error-codes.ts';
import { FaultlineError } from '../../model/errors.ts';
import { withoutValues } from '../without-values.ts';

interface Answer {
  readonly code: ErrorCode;
  readonly hint?: string;
}

/** What the driver tells of an error of the server; see "PostgreSQL Error Codes" in its manual. */
interface ServerError extends Error {
  readonly code: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly table?: string;
  readonly constraint?: string;
}

const again = 'Another transaction was in the way: try again.';
const recover = 'Check the server and the network; `faultline recover` settles what was open.';

/** By SQLSTATE, else by its class (the first two characters). */
const answers: Readonly<Record<string, Answer>> = {
  '08': { code: 'CONNECTION_LOST', hint: recover },
  '22': { code: 'VALUE_OUT_OF_RANGE' },
  '23': { code: 'CONSTRAINT_VIOLATION' },
  '25006': {
    code: 'READ_ONLY_DATABASE',
    hint: 'The server is a replica or the session is read-only: choose the primary server.',
  },
  '25P03': { code: 'CONNECTION_LOST', hint: recover },
  '28': { code: 'AUTHENTICATION_FAILED', hint: 'Check user and password of the target’s URL.' },
  '3D000': { code: 'CONNECTION_FAILED', hint: 'Check the name of the database in the target’s URL.' },
  '3F000': { code: 'UNKNOWN_TABLE' },
  '40': { code: 'WRITE_CONFLICT', hint: again },
  '42': { code: 'INVALID_SQL' },
  '42501': { code: 'PERMISSION_DENIED' },
  '42703': { code: 'UNKNOWN_COLUMN' },
  '42P01': { code: 'UNKNOWN_TABLE' },
  '42P04': { code: 'DUPLICATE_OBJECT' },
  '42P06': { code: 'DUPLICATE_OBJECT' },
  '42P07': { code: 'DUPLICATE_OBJECT' },
  '42701': { code: 'DUPLICATE_OBJECT' },
  '42710': { code: 'DUPLICATE_OBJECT' },
  '53400': {
    code: 'DISK_FULL',
    hint: 'Narrow the step with where or during, or raise the limit that the server names.',
  },
  '53100': { code: 'DISK_FULL', hint: 'Free space on the server and try again; nothing was changed.' },
  '53300': {
    code: 'CONNECTION_FAILED',
    hint: 'The server takes no more connections: close some, or raise max_connections.',
  },
  '55P03': { code: 'LOCKED', hint: 'Another session holds a lock on the table: wait for it, or raise --lock-timeout.' },
  '57014': {
    code: 'STATEMENT_TIMEOUT',
    hint: 'Narrow the step with where or during, or raise limits.statement of the target.',
  },
  '57P01': { code: 'CONNECTION_LOST', hint: recover },
  '57P02': { code: 'CONNECTION_LOST', hint: recover },
  '57P03': { code: 'CONNECTION_FAILED', hint: 'The server is starting up or shutting down: try again in a moment.' },
};

/** Errors of the socket and of the driver, by code or by words of the message. */
const failures: readonly {
  readonly text: RegExp;
  readonly code: ErrorCode;
  readonly says: string;
  readonly hint: string;
}[] = [
  {
    text: /ECONNREFUSED/,
    code: 'CONNECTION_FAILED',
    says: 'nothing listens at the address',
    hint: 'Check host and port of the target’s URL, and that the server runs.',
  },
  {
    text: /ENOTFOUND|EAI_AGAIN/,
    code: 'CONNECTION_FAILED',
    says: 'the host name is unknown',
    hint: 'Check the host of the target’s URL.',
  },
  {
    text: /ENOENT/,
    code: 'CONNECTION_FAILED',
    says: 'there is no such socket',
    hint: 'Check the host of the target’s URL.',
  },
  {
    text: /EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|timeout expired|connect timeout/i,
    code: 'CONNECTION_FAILED',
    says: 'the server does not answer',
    hint: 'Check host, port and firewall.',
  },
  {
    text: /SSL|certificate|self.signed|TLS/i,
    code: 'CONNECTION_FAILED',
    says: 'no encrypted connection could be made',
    hint: 'Check sslmode and the certificates of the target’s URL.',
  },
  {
    text: /password must be a string|SASL/,
    code: 'AUTHENTICATION_FAILED',
    says: 'the server asks for a password',
    hint: 'Give the target’s URL one, by ${env:…} or ${file:…}.',
  },
  {
    text: /Connection terminated|not queryable|ECONNRESET|EPIPE|Client was closed|socket/i,
    code: 'CONNECTION_LOST',
    says: 'the connection broke',
    hint: recover,
  },
];

/** Who asked for what, for the hint of an error. */
export interface Request {
  readonly user: string;
  readonly text: string;
}

/** The one translation of what PostgreSQL and its driver throw. What quotes values of rows is told without them, and without a cause. */
export function translate(error: unknown, request?: Request): FaultlineError {
  if (error instanceof FaultlineError) return error;
  return isServerError(error) ? fromServer(error, request) : fromDriver(error);
}

function fromServer(error: ServerError, request: Request | undefined): FaultlineError {
  const answer = answers[error.code] ?? answers[error.code.slice(0, 2)];
  const hint = answer?.hint ?? (answer?.code === 'PERMISSION_DENIED' ? leaveHint(error, request) : error.hint);
  // Data exceptions quote values of rows; all other messages quote names, and keep values in their details.
  const quotesValues = error.code.startsWith('22');
  const message = quotesValues ? withoutValues(error.message) : error.message;
  return new FaultlineError(answer?.code ?? 'DATABASE_ERROR', `PostgreSQL: ${message}`, {
    hint,
    cause: quotesValues ? undefined : error,
  });
}

function fromDriver(error: unknown): FaultlineError {
  const text =
    error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}`.trim() : String(error);
  const failure = failures.find((candidate) => candidate.text.test(text));
  const message = `PostgreSQL: ${failure?.says ?? text}`;
  return new FaultlineError(failure?.code ?? 'DATABASE_ERROR', message, { hint: failure?.hint, cause: error });
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && 'code' in error && 'severity' in error && /^[0-9A-Z]{5}$/.test(String(error.code));
}

function leaveHint(error: ServerError, request: Request | undefined): string {
  if (error.message.includes('row-level security'))
    return 'Connect as the owner of the table or as a role with BYPASSRLS, which sees every row.';
  return grantHint(error, request);
}

/** The grant that is missing, from "permission denied for table orders" and what the statement does. */
function grantHint(error: ServerError, request: Request | undefined): string {
  const [, sort, object] = /for (table|view|schema|sequence|function|database) (\S+)$/.exec(error.message) ?? [];
  if (sort === undefined || request === undefined) return 'Ask the owner of the database for the privilege.';
  const verb = /^\s*(insert|update|delete)\b/i.exec(request.text)?.[1]?.toLowerCase();
  const onTable = verb === undefined ? 'select' : `select, ${verb}`;
  const privileges: Readonly<Record<string, string>> = {
    schema: 'usage',
    sequence: 'usage',
    function: 'execute',
    database: 'create',
  };
  return `Ask its owner for: grant ${privileges[sort] ?? onTable} on ${sort === 'view' ? 'table' : sort} ${object} to ${request.user}`;
}
