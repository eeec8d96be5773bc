import { resolve } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';

/** What the driver is told of a target, out of its URL. */
export interface Address {
  readonly user: string;
  readonly password: string;
  readonly connectString: string;
  readonly configDir?: string;
  readonly walletLocation?: string;
  readonly walletPassword?: string;
  readonly sslServerDNMatch?: boolean;
  readonly sslServerCertDN?: string;
}

const known = [
  'sid',
  'protocol',
  'walletLocation',
  'walletPassword',
  'sslServerDNMatch',
  'sslServerCertDN',
  'connectString',
  'configDir',
] as const;
type Options = Partial<Record<(typeof known)[number], string>>;

const form = 'oracle://user:password@host:1521/service_name';

/** User, password, host with port, service, options; each still encoded. */
const parts = /^oracle:\/\/(?:([^:@/?]*)(?::([^@/?]*))?@)?([^/?]*)(?:\/([^/?]*))?(?:\?(.*))?$/is;

/**
 * Reads the URL of a target; see `engine.ts` for what it may say. No error shows any of it but names of options.
 * @param root folder to which relative folders refer
 * @throws CONNECTION_FAILED; AUTHENTICATION_FAILED without user or password
 */
export function readUrl(url: string, root: string): Address {
  const match = parts.exec(url);
  if (match === null) throw unreadable();
  const [user, password, host, service] = match.slice(1, 5).map((part) => decoded(part ?? ''));
  const options = readOptions(match[5] ?? '');
  const target = connectString(host!, service!, options);
  if (user === '' || password === '') throw anonymous();
  const folder = (path: string) => resolve(root, path);
  return {
    user: user!,
    password: password!,
    connectString: target,
    ...(options.configDir !== undefined && { configDir: folder(options.configDir) }),
    ...(options.walletLocation !== undefined && { walletLocation: folder(options.walletLocation) }),
    ...(options.walletPassword !== undefined && { walletPassword: options.walletPassword }),
    ...(options.sslServerDNMatch !== undefined && { sslServerDNMatch: isTrue(options.sslServerDNMatch) }),
    ...(options.sslServerCertDN !== undefined && { sslServerCertDN: options.sslServerCertDN }),
  };
}

function connectString(host: string, service: string, options: Options): string {
  if (options.connectString !== undefined) {
    if (host === '' && service === '' && options.sid === undefined) return options.connectString;
    throw unreadable('Name either a host or a connectString.');
  }
  const [, name, port = '1521'] = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(host) ?? [];
  if (name === undefined) throw unreadable();
  const protocol = options.protocol?.toLowerCase() ?? 'tcp';
  if (protocol !== 'tcp' && protocol !== 'tcps') throw unreadable('protocol is tcp or tcps.');
  if ((service === '') === (options.sid === undefined)) throw unreadable('Name a service or a sid.');
  const identifier = service === '' ? `(SID=${plain(options.sid ?? '')})` : `(SERVICE_NAME=${plain(service)})`;
  const address = `(PROTOCOL=${protocol})(HOST=${name.replace(/^\[|\]$/g, '')})(PORT=${port})`;
  return `(DESCRIPTION=(ADDRESS=${address})(CONNECT_DATA=${identifier}))`;
}

/** Nothing that would end its parenthesis in a connect descriptor. */
function plain(identifier: string): string {
  if (/^[\w.$#-]+$/u.test(identifier)) return identifier;
  throw unreadable('A service or sid consists of letters, digits and . _ - $ #.');
}

function readOptions(text: string): Options {
  const options: Options = {};
  for (const pair of text.split('&').filter((each) => each !== '')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    const option = known.find((each) => each === name);
    if (option === undefined) throw unknownOption(name);
    options[option] = decoded(value);
  }
  return options;
}

function isTrue(value: string): boolean {
  if (/^(true|on|yes)$/i.test(value)) return true;
  if (/^(false|off|no)$/i.test(value)) return false;
  throw unreadable('sslServerDNMatch is true or false.');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw unreadable();
  }
}

/** A name that does not look like one may be the rest of a password that was not encoded. */
function unknownOption(name: string): FaultlineError {
  const shown = /^[a-z]{1,30}$/i.test(name) ? `an option "${name}" that is not known` : 'an option that is not known';
  return new FaultlineError('CONNECTION_FAILED', `Oracle: the URL of the target has ${shown}`, {
    hint: `Known are ${known.join(', ')}.`,
  });
}

function anonymous(): FaultlineError {
  return new FaultlineError('AUTHENTICATION_FAILED', 'Oracle: the URL of the target names no user and password', {
    hint: 'Give it both, the password by ${env:…} or ${file:…}.',
  });
}

function unreadable(hint = 'Encode special characters of the password (%40 for @).'): FaultlineError {
  return new FaultlineError('CONNECTION_FAILED', 'Oracle: the URL of the target cannot be read', {
    hint: `Write ${form}. ${hint}`,
  });
}
