import oracledb from 'oracledb';
import type { ConnectOptions, ServerInfo } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import { asConnectFailure, translate } from './errors.ts';
import { identifying, pinning } from './session-statements.ts';
import { readUrl } from './url.ts';

/** Seconds that logging in may take beyond reaching the listener: the driver's own limit ends there. */
const patience = 5;

/** A session whose text is the same everywhere, and who answers. */
export interface Session {
  readonly driver: oracledb.Connection;
  readonly server: ServerInfo;
  /** The database keeps text as UTF-8. */
  readonly isUnicode: boolean;
}

/** @throws CONNECTION_FAILED, AUTHENTICATION_FAILED, UNSUPPORTED before Oracle 12.2 */
export async function openSession(options: ConnectOptions): Promise<Session> {
  const driver = await openConnection(options);
  try {
    return await pinned(driver, options);
  } catch (error) {
    await driver.close().catch(() => undefined);
    throw asConnectFailure(translate(error));
  }
}

/** For a timer: none takes more than 31 bits. */
export function milliseconds(seconds: number): number {
  return Math.min(2 ** 31 - 1, Math.max(1, Math.round(seconds * 1000)));
}

async function openConnection(options: ConnectOptions): Promise<oracledb.Connection> {
  const address = readUrl(options.url, options.root);
  const seconds = Math.max(1, Math.ceil(options.connectTimeout));
  const opening = oracledb.getConnection({
    ...address,
    connectTimeout: seconds,
    // Minutes between signs of life, so that a lost client or server is noticed.
    expireTime: 1,
    // A statement that is kept would be read with the columns that its table had before it was altered.
    stmtCacheSize: 0,
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const failure = new FaultlineError('CONNECTION_FAILED', 'Oracle: the server does not answer', {
      hint: 'Check host, port and firewall.',
    });
    timer = setTimeout(() => reject(failure), (seconds + patience) * 1000);
  });
  try {
    return await Promise.race([opening, tooLate]);
  } catch (error) {
    opening.then((late) => late.close()).catch(() => undefined);
    throw asConnectFailure(translate(error));
  } finally {
    clearTimeout(timer);
  }
}

async function pinned(driver: oracledb.Connection, options: ConnectOptions): Promise<Session> {
  if (driver.oracleServerVersion < 1_202_000_000) {
    throw new FaultlineError('UNSUPPORTED', `Oracle ${driver.oracleServerVersionString} is older than 12.2`, {
      hint: 'Choose a server from 12.2 on.',
    });
  }
  driver.callTimeout = milliseconds(options.statementTimeout);
  driver.module = 'faultline';
  await driver.execute(pinning(options.lockTimeout));
  const { rows } = await driver.execute<Readonly<Record<string, string>>>(identifying, [], {
    outFormat: oracledb.OUT_FORMAT_OBJECT,
  });
  const row = rows?.[0] ?? {};
  const user = row['user'] ?? '';
  return {
    driver,
    server: {
      product: 'Oracle',
      version: driver.oracleServerVersionString.split('.').slice(0, 2).join('.'),
      database: row['database'] ?? '',
      user,
      defaultSchema: row['schema'] ?? user,
      ledgerSchema: options.ledgerSchema ?? user,
    },
    isUnicode: row['characters'] === 'AL32UTF8',
  };
}
