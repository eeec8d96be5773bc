import { type ErrorCode } from '../../model/error-codes.ts';
import { FaultlineError } from '../../model/errors.ts';
import { withoutValues } from '../without-values.ts';
import type { Product } from './product.ts';
import { answers, namingErrors, recover } from './answers.ts';

/** What the driver tells of an error of the server. */
interface ServerError extends Error {
  readonly errno: number;
  readonly sqlMessage: string;
}

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
    hint: 'Check the socket of the target’s URL.',
  },
  {
    text: /EHOSTUNREACH|ENETUNREACH|ETIMEDOUT/,
    code: 'CONNECTION_FAILED',
    says: 'the server does not answer',
    hint: 'Check host, port and firewall.',
  },
  {
    text: /HANDSHAKE_NO_SSL_SUPPORT/,
    code: 'CONNECTION_FAILED',
    says: 'the server does not encrypt connections',
    hint: 'Set it up for TLS, or choose another ssl-mode in the target’s URL.',
  },
  {
    text: /SSL|certificate|self.signed|TLS|ERR_OSSL|CERT_|UNABLE_TO_/i,
    code: 'CONNECTION_FAILED',
    says: 'no encrypted connection could be made',
    hint: 'Check ssl-mode and the certificates of the target’s URL.',
  },
  {
    text: /AUTH_SWITCH_PLUGIN|plugin/i,
    code: 'AUTHENTICATION_FAILED',
    says: 'the server asks for a kind of authentication that the driver does not know',
    hint: 'Choose a user with a password.',
  },
  {
    text: /PROTOCOL_CONNECTION_LOST|ECONNRESET|EPIPE|closed state|socket|PROTOCOL_/i,
    code: 'CONNECTION_LOST',
    says: 'the connection broke',
    hint: recover,
  },
];

/** Who asked for what, for the hint of an error. */
interface Request {
  readonly product: string;
  readonly user: string;
  readonly text: string;
}

const nobody: Request = { product: 'MySQL', user: '', text: '' };

/** The one translation of what MySQL, MariaDB and the driver throw. What quotes values of rows is told without them, and without a cause. */
export function translate(error: unknown, said: Partial<Request> = {}): FaultlineError {
  const request = { ...nobody, ...said };
  if (error instanceof FaultlineError) return error;
  return isServerError(error) ? fromServer(error, request) : fromDriver(error, request);
}

/** What breaks before there is a session is a failure to connect. The URL is never part of the message. */
export function asConnectFailure(error: unknown, product: Product = 'MySQL'): FaultlineError {
  const failure = translate(error, { product });
  if (failure.code === 'UNKNOWN_TABLE')
    return new FaultlineError('CONNECTION_FAILED', failure.message, {
      hint: 'Check the name of the database in the target’s URL.',
      cause: error,
    });
  if (failure.code !== 'CONNECTION_LOST' && failure.code !== 'DATABASE_ERROR') return failure;
  return new FaultlineError('CONNECTION_FAILED', failure.message, {
    hint: 'Check host, port and server of the target’s URL.',
    cause: error,
  });
}

function fromServer(error: ServerError, request: Request): FaultlineError {
  const isFull = /\berror 28\b|No space left/.test(error.sqlMessage);
  const answer = answers.get(isFull ? 1021 : error.errno);
  const code = answer?.code ?? 'DATABASE_ERROR';
  // 1644 is what a trigger or procedure says by SIGNAL, in words of its own.
  const quotesValues = code === 'CONSTRAINT_VIOLATION' || code === 'VALUE_OUT_OF_RANGE' || error.errno === 1644;
  const message = quotesValues ? discreet(error) : error.sqlMessage;
  return new FaultlineError(code, `${request.product}: ${message}`, {
    hint: answer?.hint ?? (code === 'PERMISSION_DENIED' ? grantHint(error.sqlMessage, request) : undefined),
    cause: quotesValues ? undefined : error,
  });
}

function fromDriver(error: unknown, { product }: Request): FaultlineError {
  const text =
    error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}`.trim() : String(error);
  const failure = failures.find((candidate) => candidate.text.test(text));
  const message = `${product}: ${failure?.says ?? text}`;
  return new FaultlineError(failure?.code ?? 'DATABASE_ERROR', message, { hint: failure?.hint, cause: error });
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && 'sqlMessage' in error && 'errno' in error && typeof error.errno === 'number';
}

/** "Duplicate entry 'ann' for key 'customers.email'": up to the last "for key" or "for column" all is value. */
function discreet({ errno, sqlMessage }: ServerError): string {
  if (namingErrors.includes(errno)) return sqlMessage;
  const [, before, after] = /^([^']*)'[\s\S]*'( for (?:key|column) [\s\S]*)$/.exec(sqlMessage) ?? [];
  return before === undefined || after === undefined ? withoutValues(sqlMessage) : `${before}…${after}`;
}

/** The grant that is missing, from "INSERT command denied to user … for table 'orders'". */
function grantHint(message: string, { user, text }: Request): string {
  const [, privilege, written = ''] = /^(.+?) command denied to user .* for table (\S+)/.exec(message) ?? [];
  const name = written.replace(/^.*\./, '').replaceAll(/['`]/g, '');
  if (privilege !== undefined) {
    const schema = /`([^`]+)`\.$/.exec(text.slice(0, Math.max(0, text.indexOf(`\`${name}\``))))?.[1];
    const table = schema === undefined ? name : `${schema}.${name}`;
    return `Ask its owner for: grant ${privilege.toLowerCase()} on ${table} to ${user}`;
  }
  const database = / to database '(.+)'$/.exec(message)?.[1];
  if (database === undefined || user === '') return 'Ask the owner of the database for the privilege.';
  return `Ask its owner for: grant create, drop, select, insert, update, delete on \`${database}\`.* to ${user}`;
}
