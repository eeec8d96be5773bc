import type { ConnectionPool } from 'mssql';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { ConnectOptions } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';

/** What the driver is told to connect to. */
export type DriverConfig = Extract<ConstructorParameters<typeof ConnectionPool>[0], object>;
type Authentication = NonNullable<DriverConfig['authentication']>;

const form = 'sqlserver://user@host:port/database?encrypt=true';

/** Fields that a way to authenticate takes from the URL, besides user and password. */
const fields: Readonly<Record<string, readonly string[]>> = {
  default: [],
  ntlm: ['domain'],
  'azure-active-directory-default': ['clientId'],
  'azure-active-directory-password': ['clientId', 'tenantId'],
  'azure-active-directory-msi-vm': ['clientId'],
  'azure-active-directory-msi-app-service': ['clientId'],
  'azure-active-directory-service-principal-secret': ['clientId', 'clientSecret', 'tenantId'],
  'azure-active-directory-access-token': ['token'],
};

/** Fields without which a way to authenticate cannot do. */
const optional: readonly string[] = [
  'azure-active-directory-default',
  'azure-active-directory-msi-vm',
  'azure-active-directory-msi-app-service',
];

const general = ['encrypt', 'trustServerCertificate', 'serverName', 'ca', 'instance', 'authentication'];

/**
 * Reads the URL of a target: `sqlserver://user:password@host:1433/database`, with these options behind `?`:
 *
 * - `encrypt`: `true` (default), `strict` (TLS before anything else is said, SQL Server 2022 and Azure SQL), or `false`
 * - `trustServerCertificate=true`: takes any certificate; `ca`: file with the certificates to trust, `serverName`: name in the server's
 * - `instance`: a named instance, in place of the port
 * - `domain`: the user is one of Windows; or `authentication=azure-active-directory-…` with its fields `clientId`,
 *   `tenantId`, `clientSecret`, `token`
 * @throws CONNECTION_FAILED where it cannot be read, INVALID_VALUE for options that do not exist, FILE_NOT_FOUND for `ca`
 */
export function driverConfig({ url, root, connectTimeout, statementTimeout }: ConnectOptions): DriverConfig {
  const parsed = parse(url);
  const options = parsed.searchParams;
  const authentication = authenticationOf(parsed, options);
  const instance = options.get('instance') ?? undefined;
  if (instance !== undefined && parsed.port !== '')
    throw invalid('gives a port and an instance', 'Leave one of them out: the instance has a port of its own.');
  const certificates = certificatesIn(options.get('ca'), root);
  const server = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
  const trustServerCertificate = isTrue('trustServerCertificate', options.get('trustServerCertificate'));
  // Node warns of an address in the place of a name, which matters only where it is looked at.
  const serverName =
    options.get('serverName') ?? (trustServerCertificate && isIP(server) > 0 ? 'localhost' : undefined);
  return {
    server,
    ...(parsed.port !== '' && { port: Number(parsed.port) }),
    connectionTimeout: milliseconds(connectTimeout),
    requestTimeout: milliseconds(statementTimeout),
    authentication,
    options: {
      ...(parsed.pathname.length > 1 && { database: decoded(parsed.pathname.slice(1)) }),
      ...(instance !== undefined && { instanceName: instance }),
      encrypt: encryption(options.get('encrypt')),
      trustServerCertificate,
      ...(serverName !== undefined && { serverName }),
      ...(certificates !== undefined && { cryptoCredentialsDetails: { ca: certificates } }),
      appName: 'faultline',
      // See encryption.ts.
      debug: { payload: true, data: false, packet: false, token: false },
    },
  };
}

function parse(url: string): URL {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw unreadable();
  }
  if (parsed.hostname === '' || parsed.hash !== '') throw unreadable();
  return parsed;
}

function authenticationOf(parsed: URL, options: URLSearchParams): Authentication {
  const type = options.get('authentication') ?? (options.has('domain') ? 'ntlm' : 'default');
  const own = fields[type];
  if (own === undefined)
    throw invalid(`has an unknown authentication "${type}"`, `Known are ${Object.keys(fields).join(', ')}.`);
  const known = [...general, ...own];
  const unknown = [...options.keys()].find((option) => !known.includes(option));
  if (unknown !== undefined)
    throw invalid(`has an unknown option "${unknown}"`, `With authentication ${type} there are ${known.join(', ')}.`);
  const missing = optional.includes(type) ? undefined : own.find((field) => !options.get(field));
  if (missing !== undefined) throw invalid(`lacks "${missing}"`, `Authentication ${type} needs ${own.join(', ')}.`);
  const user = { userName: decoded(parsed.username), password: decoded(parsed.password) };
  const given = Object.fromEntries(own.flatMap((field) => (options.get(field) ? [[field, options.get(field)]] : [])));
  const takesUser = ['default', 'ntlm', 'azure-active-directory-password'].includes(type);
  // The table above is the driver's own: each type with the fields that its declaration has.
  return { type, options: takesUser ? { ...user, ...given } : given } as Authentication;
}

function encryption(value: string | null): boolean | 'strict' {
  return value === 'strict' ? value : isTrue('encrypt', value ?? 'true');
}

function isTrue(option: string, value: string | null): boolean {
  if (value === null || value === 'false') return false;
  if (value === 'true') return true;
  throw invalid(`has an unknown value of "${option}"`, `Write ${option}=true or ${option}=false.`);
}

function certificatesIn(file: string | null, root: string): string | undefined {
  if (file === null) return undefined;
  const path = resolve(root, file);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new FaultlineError('FILE_NOT_FOUND', `the certificates ${path} cannot be read`, {
      hint: 'Check `ca` of the target’s URL; relative paths start at the folder of faultline.yaml.',
      cause: error,
    });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable();
  }
}

function milliseconds(seconds: number): number {
  return Math.max(1, Math.round(seconds * 1000));
}

function unreadable(): FaultlineError {
  return new FaultlineError('CONNECTION_FAILED', 'SQL Server: the URL of the target cannot be read', {
    hint: `Write ${form}, and encode special characters of the password (%40 for @).`,
  });
}

function invalid(problem: string, hint: string): FaultlineError {
  return new FaultlineError('INVALID_VALUE', `SQL Server: the URL of the target ${problem}`, { hint });
}
