import type { ErrorCode } from '../../model/error-codes.ts';
import { FaultlineError } from '../../model/errors.ts';
import { withoutValues } from '../without-values.ts';
import { answerTo, driverAnswerTo, passedOn, recover, type Answer } from './error-answers.ts';

/** What the driver tells of an error of the server. */
interface ServerError extends Error {
  readonly number: number;
  /** 11 to 16 can be mended by the user, 15 is a mistake in the statement, from 20 on the connection is closed. */
  readonly class?: number;
}

/** Numbers whose messages quote values of rows. */
const quotingValues: readonly number[] = [220, 232, 241, 242, 244, 245, 248, 517, 2601, 2627, 2628, 8114, 8115, 8152];

/** Who asked, for the hint of an error. */
export interface Request {
  readonly user: string;
}

/** The one translation of what SQL Server and its driver throw. What quotes values of rows is told without them, and without a cause. */
export function translate(error: unknown, request?: Request): FaultlineError {
  if (error instanceof FaultlineError) return error;
  const told = allOf(error);
  // The last error often says only that the statement was ended: one that has a meaning says why.
  const known =
    told.find((each) => isServerError(each) && answerTo(each.number, each.message) !== undefined) ??
    told.find(isServerError);
  return isServerError(known) ? fromServer(known, request) : fromDriver(error);
}

/** An error and those that came before it in the same request. */
function allOf(error: unknown): readonly unknown[] {
  const before = error instanceof Error && 'precedingErrors' in error ? error.precedingErrors : undefined;
  return Array.isArray(before) ? [...(before as unknown[]), error] : [error];
}

function fromServer(error: ServerError, request: Request | undefined): FaultlineError {
  const answer = answerTo(error.number, error.message) ?? bySeverity(error.class);
  const isPassedOn = error.number === passedOn && answer.code === 'VALUE_OUT_OF_RANGE';
  const quotesValues = isPassedOn || quotingValues.includes(error.number);
  const message = quotesValues ? withoutRowValues(error.message) : error.message;
  const hint = answer.hint ?? (answer.code === 'PERMISSION_DENIED' ? grantHint(message, request) : undefined);
  return new FaultlineError(answer.code, `SQL Server: ${message.replace(/\.$/, '')}`, {
    hint,
    cause: quotesValues ? undefined : error,
  });
}

/** https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-error-severities */
function bySeverity(severity: number | undefined): Answer {
  if (severity === 15) return { code: 'INVALID_SQL' };
  return severity !== undefined && severity >= 20
    ? { code: 'CONNECTION_LOST', hint: recover }
    : { code: 'DATABASE_ERROR' };
}

function fromDriver(error: unknown): FaultlineError {
  const code = codeOf(error);
  const answer = driverAnswerTo(code) ?? { code: 'DATABASE_ERROR' };
  const text = error instanceof Error ? error.message : String(error);
  return new FaultlineError(answer.code, `SQL Server: ${sentences[answer.code] ?? text.replace(/\.$/, '')}`, {
    hint: answer.hint,
    cause: error,
  });
}

/** What the driver says in words that say little. */
const sentences: Partial<Record<ErrorCode, string>> = {
  INTERRUPTED: 'the statement was interrupted',
  STATEMENT_TIMEOUT: 'the statement took too long',
  CONNECTION_LOST: 'the connection broke',
};

/** Names stay, what follows them goes: the key that is there already, the text that is too long, the number that does not fit. */
function withoutRowValues(message: string): string {
  const [names = message] = message.split(/ The duplicate key value is| Truncated value:|, value = /);
  return names === message ? withoutValues(message) : names;
}

/** The grant that is missing, from "The SELECT permission was denied on the object 'orders', database 'shop', schema 'dbo'." */
function grantHint(message: string, request: Request | undefined): string {
  const who = request === undefined ? 'the user' : `[${request.user}]`;
  const [, onObject, object, schema] =
    /^The (\w+(?: \w+)*) permission was denied on the object '(.+?)', database '.*', schema '(.+?)'/.exec(message) ??
    [];
  if (onObject !== undefined)
    return `Ask its owner for: grant ${onObject.toLowerCase()} on [${schema}].[${object}] to ${who}`;
  const [, inDatabase] = /^([A-Z ]+) permission denied in database/.exec(message) ?? [];
  return inDatabase === undefined
    ? 'Ask the owner of the database for the permission.'
    : `Ask the owner of the database for: grant ${inDatabase.toLowerCase()} to ${who}`;
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && 'number' in error && typeof error.number === 'number';
}

/** The driver's code, or that of what it was made from: what breaks a request is told as one more answer of the server. */
export function codeOf(error: unknown): string | undefined {
  const inner = error instanceof Error && 'originalError' in error ? error.originalError : undefined;
  const info = inner instanceof Error && 'info' in inner ? inner.info : undefined;
  const codes = [error, inner, info].map(ownCode).filter((code) => code !== undefined);
  return codes.find((code) => code !== 'EREQUEST') ?? codes[0];
}

function ownCode(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
