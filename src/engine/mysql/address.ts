import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectionOptions, SslOptions } from 'mysql2';
import { FaultlineError } from '../../model/errors.ts';
import { productOfUrl, type Product } from './product.ts';

/** Where a server is and who asks, out of a URL with every secret resolved. */
export interface Address {
  readonly target: Pick<ConnectionOptions, 'host' | 'port' | 'socketPath' | 'user' | 'password'> & {
    readonly database: string;
  };
  /** Undefined = not encrypted. */
  readonly encryption: SslOptions | undefined;
  /** A server that cannot encrypt is taken all the same. */
  readonly isEncryptionOptional: boolean;
}

const known = ['ssl-mode', 'ssl-ca', 'ssl-cert', 'ssl-key', 'socket'];

/** As MySQL's own clients name them: https://dev.mysql.com/doc/refman/8.0/en/connection-options.html#option_general_ssl-mode */
const modes: Readonly<Record<string, SslOptions | undefined>> = {
  disabled: undefined,
  preferred: { rejectUnauthorized: false },
  required: { rejectUnauthorized: false },
  'verify-ca': { rejectUnauthorized: true },
  'verify-identity': { rejectUnauthorized: true, verifyIdentity: true },
};

/**
 * Reads the URL of a target. It is never part of a message.
 * @param root folder to which the paths of certificates refer
 * @throws CONNECTION_FAILED for what cannot be read, UNSUPPORTED for unknown options
 */
export function readAddress(url: string, root: string): Address {
  const product = productOfUrl(url);
  const parsed = parse(url);
  const options = optionsOf(parsed, product);
  const decoded = (text: string) => decodedText(text, product);
  const database = decoded(parsed.pathname.slice(1));
  if (database === '') throw unreadable('names no database', product);
  // Whoever names an authority wants it asked, as with the clients.
  const usual = options.has('ssl-ca') ? 'verify-ca' : 'preferred';
  const mode = (options.get('ssl-mode') ?? usual).toLowerCase().replaceAll('_', '-');
  const socket = options.get('socket');
  return {
    target: {
      host: decoded(parsed.hostname).replace(/^\[(.*)\]$/, '$1') || 'localhost',
      port: parsed.port === '' ? 3306 : Number(parsed.port),
      ...(socket !== undefined && { socketPath: socket }),
      user: decoded(parsed.username),
      password: decoded(parsed.password),
      database,
    },
    encryption: encryptionOf(mode, options, root, product),
    isEncryptionOptional: mode === 'preferred',
  };
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw unreadable('cannot be read', productOfUrl(url));
  }
}

function decodedText(text: string, product: Product): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable('cannot be read', product);
  }
}

function unreadable(problem: string, product: Product): FaultlineError {
  return new FaultlineError('CONNECTION_FAILED', `${product}: the URL of the target ${problem}`, {
    hint: 'Write mysql://user@host:port/database or mariadb://…, and encode special characters of the password (%40 for @).',
  });
}

/** Options by their names in lower case; `_` is read as `-`. */
function optionsOf({ searchParams }: URL, product: Product): ReadonlyMap<string, string> {
  const options = new Map(
    [...searchParams].map(([option, value]) => [option.toLowerCase().replaceAll('_', '-'), value]),
  );
  const unknown = [...options.keys()].find((option) => !known.includes(option));
  if (unknown === undefined) return options;
  throw new FaultlineError('UNSUPPORTED', `${product}: the URL of the target has an unknown option "${unknown}"`, {
    hint: `Known are ${known.join(', ')}.`,
  });
}

function encryptionOf(
  mode: string,
  options: ReadonlyMap<string, string>,
  root: string,
  product: Product,
): SslOptions | undefined {
  if (!Object.hasOwn(modes, mode)) {
    throw new FaultlineError('UNSUPPORTED', `${product}: the URL of the target has an unknown ssl-mode "${mode}"`, {
      hint: `Known are ${Object.keys(modes).join(', ')}.`,
    });
  }
  const chosen = modes[mode];
  if (chosen === undefined) return undefined;
  const file = (option: string) => {
    const path = options.get(option);
    return path === undefined ? undefined : contentOf(resolve(root, path), option, product);
  };
  const [ca, cert, key] = [file('ssl-ca'), file('ssl-cert'), file('ssl-key')];
  return { ...chosen, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

function contentOf(path: string, option: string, product: Product): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new FaultlineError('CONNECTION_FAILED', `${product}: the file ${path} of ${option} cannot be read`, {
      cause,
    });
  }
}
