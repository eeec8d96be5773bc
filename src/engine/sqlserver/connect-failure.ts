import { FaultlineError } from '../../model/errors.ts';
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
    text: /ssl|tls|EPROTO|wrong version number/i,
    says: 'no encrypted connection could be made',
    hint: 'Check `encrypt` of the target’s URL: true, strict or false.',
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

/** What breaks before there is a session is a failure to connect. The URL is never part of the message. */
export function asConnectFailure(error: unknown): FaultlineError {
  const failure = translate(error);
  const isOther = !['CONNECTION_LOST', 'STATEMENT_TIMEOUT', 'DATABASE_ERROR', 'CONNECTION_FAILED'].includes(
    failure.code,
  );
  if (isOther || error instanceof FaultlineError || 'number' in (error as object)) return failure;
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

/** Codes and messages of an error and of all that it was made from. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const original: unknown = 'originalError' in error ? error.originalError : undefined;
  const parts = [error.cause, original, ...(error instanceof AggregateError ? (error.errors as unknown[]) : [])];
  return [codeOf(error) ?? '', error.message, ...parts.filter((part) => part instanceof Error).map(wordsOf)].join(' ');
}
