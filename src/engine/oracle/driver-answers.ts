import { credentials, listener, narrow, recover, type Answer } from './error-answers.ts';

interface Meaning extends Answer {
  /** The driver's codes, and words of the message where they tell more. */
  readonly codes: readonly string[];
  readonly text?: RegExp;
  /** In place of the driver's words, which hold parts of the URL. */
  readonly says: string;
}

const host = 'Check the host of the target’s URL.';

/** https://node-oracledb.readthedocs.io/en/latest/user_guide/exception_handling.html. The first that fits counts. */
const meanings: readonly Meaning[] = [
  {
    codes: ['NJS-503'],
    text: /ECONNREFUSED/,
    code: 'CONNECTION_FAILED',
    says: 'nothing listens at the address',
    hint: 'Check host and port of the target’s URL, and that the listener runs.',
  },
  { codes: ['NJS-530'], code: 'CONNECTION_FAILED', says: 'the host name is unknown', hint: host },
  {
    codes: ['NJS-503'],
    text: /ENOTFOUND|EAI_AGAIN/,
    code: 'CONNECTION_FAILED',
    says: 'the host name is unknown',
    hint: host,
  },
  {
    codes: ['NJS-503', 'NJS-504', 'NJS-510'],
    code: 'CONNECTION_FAILED',
    says: 'the server does not answer',
    hint: 'Check host, port and firewall; a listener that speaks TLS needs protocol=tcps.',
  },
  {
    codes: ['NJS-518', 'NJS-519'],
    code: 'CONNECTION_FAILED',
    says: 'the listener knows no such service or sid',
    hint: listener,
  },
  {
    codes: ['NJS-511', 'NJS-536'],
    code: 'CONNECTION_FAILED',
    says: 'the listener refused the connection',
    hint: listener,
  },
  {
    codes: ['NJS-505', 'NJS-506', 'NJS-507', 'NJS-508'],
    code: 'CONNECTION_FAILED',
    says: 'no encrypted connection could be made',
    hint: 'Check protocol, walletLocation, walletPassword and the certificate of the server.',
  },
  {
    codes: ['NJS-531', 'NJS-532', 'NJS-533'],
    code: 'CONNECTION_FAILED',
    says: 'the server asks for native network encryption, which the driver does not speak',
    hint: 'Connect by TLS (protocol=tcps), or let a DBA set sqlnet.encryption_server to accepted.',
  },
  {
    codes: ['NJS-512', 'NJS-529'],
    text: /ewallet|wallet content/i,
    code: 'CONNECTION_FAILED',
    says: 'the wallet cannot be read',
    hint: 'Let walletLocation be a folder with an ewallet.pem.',
  },
  {
    codes: ['NJS-512', 'NJS-514', 'NJS-515', 'NJS-516', 'NJS-517', 'NJS-520', 'NJS-522', 'NJS-125'],
    code: 'CONNECTION_FAILED',
    says: 'the connectString is no alias of tnsnames.ora and cannot be read',
    hint: 'Check connectString and configDir of the target’s URL.',
  },
  {
    codes: ['NJS-101'],
    code: 'AUTHENTICATION_FAILED',
    says: 'the URL of the target names no user and password',
    hint: credentials,
  },
  {
    codes: ['NJS-116'],
    code: 'AUTHENTICATION_FAILED',
    says: 'the password is kept in a form of Oracle 10g, which the driver does not know',
    hint: 'Let a DBA set the password anew.',
  },
  {
    codes: ['NJS-138'],
    code: 'UNSUPPORTED',
    says: 'the server is older than 12.2',
    hint: 'Choose a server from 12.2 on.',
  },
  { codes: ['NJS-123'], code: 'STATEMENT_TIMEOUT', says: 'the statement ran too long', hint: narrow },
  {
    codes: ['NJS-102', 'NJS-103', 'NJS-113', 'NJS-173', 'NJS-509'],
    code: 'CONNECTION_LOST',
    says: 'what answers does not speak the protocol of Oracle',
    hint: recover,
  },
  {
    codes: ['NJS-003', 'NJS-500', 'NJS-501', 'NJS-513', 'NJS-521'],
    code: 'CONNECTION_LOST',
    says: 'the connection broke',
    hint: recover,
  },
];

/** What an error of the driver means; undefined where it has no code of its own. */
export function driverAnswerOf(code: string, message: string): (Answer & { readonly says: string }) | undefined {
  return meanings.find(({ codes, text }) => codes.includes(code) && (text === undefined || text.test(message)));
}
