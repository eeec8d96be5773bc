import type { ErrorCode } from '../../model/error-codes.ts';
import { FaultlineError } from '../../model/errors.ts';
import { answerTo } from './error-answers.ts';
import { codeOf, translate } from './errors.ts';

interface Sign {
  readonly text: RegExp;
  readonly says: string;
  readonly hint: string;
}

const network =
  'Check host and port of the target’s URL, the firewall, and that the server runs and takes TCP connections.';

/** By words of the driver, and of what it was told by the system. The first match counts. */
const signs: readonly Sign[] = [
  { text: /ECONNREFUSED/, says: 'nothing listens at the address', hint: network },
  { text: /ENOTFOUND|EAI_AGAIN/, says: 'the host name is unknown', hint: 'Check the host of the target’s URL.' },
  {
    text: /self.signed|certificate|unable to (?:get|verify)|CERT_|altname/i,
    says: 'the certificate of the server is not trusted',
    hint: 'Name its issuer with `ca` and its own name with `serverName` in the target’s URL; trustServerCertificate=true takes any.',
  },
  {
    text: /\b(?:SSL|TLS)\b|EPROTO|wrong version number/,
    says: 'no encrypted connection could be made',
    hint: 'Check `encrypt` of the target’s URL: true, strict or false.',
  },
  {
    text: /EINSTLOOKUP|Failed to connect to [^\s:]+\\\S+ in \d+ms/,
    says: 'the named instance is not found',
    hint: 'Check `instance` of the target’s URL, and that the SQL Server Browser runs; or give the port instead.',
  },
  {
    text: /EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ETIMEOUT|Failed to connect to .* in \d+ms/,
    says: 'the server does not answer',
    hint: network,
  },
  {
    text: /ECONNRESET|EPIPE|socket hang up|ended without|Connection lost|Unknown type|Unexpected|Invalid/i,
    says: 'what answers there speaks no TDS, or broke off',
    hint: 'Check the port of the target’s URL: 1433 is the usual one.',
  },
];

/** What the server said before it ended a connection that was being made; the driver keeps its text only. */
export interface Refusal {
  readonly number: number;
  readonly class: number;
  readonly message: string;
}

/**
 * What breaks before there is a session is a failure to connect. The URL is never part of the message.
 * @param refusals what the server said meanwhile
 */
export function asConnectFailure(error: unknown, refusals: readonly Refusal[]): FaultlineError {
  const own = error instanceof Error && 'originalError' in error ? error.originalError : error;
  if (own instanceof FaultlineError) return own;
  const refusal = refusals.find(({ number, message }) => answerTo(number, message) !== undefined);
  if (refusal) return translate(Object.assign(new Error(refusal.message), refusal));
  const failure = translate(error);
  if (!vague.includes(failure.code)) return failure;
  const told = wordsOf(error);
  const sign = signs.find(({ text }) => text.test(told));
  return new FaultlineError(
    'CONNECTION_FAILED',
    `SQL Server: ${sign?.says ?? failure.message.replace('SQL Server: ', '')}`,
    {
      hint: sign?.hint ?? failure.hint ?? network,
      cause: error,
    },
  );
}

/** Codes that say less than the words beside them. */
const vague: readonly ErrorCode[] = ['CONNECTION_LOST', 'CONNECTION_FAILED', 'STATEMENT_TIMEOUT', 'DATABASE_ERROR'];

/** Codes and messages of an error and of all that it was made from. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const original: unknown = 'originalError' in error ? error.originalError : undefined;
  const parts = [error.cause, original, ...(error instanceof AggregateError ? (error.errors as unknown[]) : [])];
  return [codeOf(error) ?? '', error.message, ...parts.filter((part) => part instanceof Error).map(wordsOf)].join(' ');
}
