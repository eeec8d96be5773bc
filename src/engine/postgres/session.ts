import pg from 'pg';
import type { ConnectOptions, Row, ServerInfo } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import { ledgerSchema } from '../ledger-schema.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import { translate } from './errors.ts';
import { pinned } from './session-settings.ts';

/** Seconds after which the server ends a transaction in which nothing happens, so that a lost client frees its locks. */
const idleTimeout = 600;

/**
 * Seconds between two looks at whether the client of a running statement still lives: a killed one frees its locks then,
 * not at the statement's end. Servers before 14, and those of some systems, do not know the setting.
 */
const deadClientCheck = 2;

/** A connected client that survives the loss of its server: later statements then fail, the process does not. */
export async function openClient(options: ConnectOptions): Promise<pg.Client> {
  const client = newClient(options);
  try {
    await client.connect();
    return client;
  } catch (error) {
    // The server would keep a half-made connection, and with it this process, for a minute.
    client.end().catch(() => undefined);
    throw asConnectFailure(error);
  }
}

function newClient(options: ConnectOptions): pg.Client {
  try {
    const client = new pg.Client({
      connectionString: options.url,
      connectionTimeoutMillis: Math.max(1, Math.round(options.connectTimeout * 1000)),
      application_name: 'faultline',
      keepAlive: true,
      keepAliveInitialDelayMillis: 30_000,
    });
    client.on('error', () => undefined);
    return client;
  } catch (error) {
    throw asConnectFailure(error);
  }
}

/** Makes text the same everywhere and sets the limits, then says who answers. @throws UNSUPPORTED before PostgreSQL 13 */
export async function pinSession(
  client: pg.Client,
  options: ConnectOptions,
): Promise<{ server: ServerInfo; id: string }> {
  const settings = sessionSettings(options);
  const calls = settings.map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, false)`).join(', ');
  await client.query(`select ${calls}`, settings.flat());
  await client.query(`set client_connection_check_interval = '${deadClientCheck} s'`).catch(() => undefined);
  const { rows } = await client.query<Row>({
    text: `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      current_database() as database, current_user as user, pg_backend_pid() as id,
      (select u.name from unnest(current_schemas(false)) with ordinality as u (name, place)
        where u.name <> $1 order by u.place limit 1) as schema`,
    // The path of a user called like the ledger's schema begins with it: "$user", public.
    values: [options.ledgerSchema ?? ledgerSchema],
  });
  const row = rows[0];
  const version = textOf(row, 'version').split(' ')[0] ?? '';
  if (Number(textOf(row, 'number')) < 130_000) {
    throw new FaultlineError('UNSUPPORTED', `PostgreSQL ${version} is older than 13`, {
      hint: 'Choose a server from 13 on.',
    });
  }
  return {
    server: {
      product: 'PostgreSQL',
      version,
      database: textOf(row, 'database'),
      user: textOf(row, 'user'),
      defaultSchema: textOrNothing(row, 'schema') ?? 'public',
      ledgerSchema: options.ledgerSchema ?? ledgerSchema,
    },
    id: textOf(row, 'id'),
  };
}

function sessionSettings(options: ConnectOptions): (readonly [string, string])[] {
  const milliseconds = (seconds: number) => String(Math.max(1, Math.round(seconds * 1000)));
  return [
    ...pinned,
    ['statement_timeout', milliseconds(options.statementTimeout)],
    ['lock_timeout', milliseconds(options.lockTimeout)],
    ['idle_in_transaction_session_timeout', milliseconds(idleTimeout)],
    ...(options.readOnly ? [['default_transaction_read_only', 'on'] as const] : []),
  ];
}

/** What breaks before there is a session is a failure to connect. The URL is never part of the message. */
function asConnectFailure(error: unknown): FaultlineError {
  if (error instanceof TypeError && /URL/i.test(error.message)) {
    return new FaultlineError('CONNECTION_FAILED', 'PostgreSQL: the URL of the target cannot be read', {
      hint: 'Write postgres://user@host:port/database, and encode special characters of the password (%40 for @).',
    });
  }
  const failure = translate(error);
  if (failure.code !== 'CONNECTION_LOST' && failure.code !== 'DATABASE_ERROR') return failure;
  return new FaultlineError('CONNECTION_FAILED', failure.message, {
    hint: 'Check host, port and server of the target’s URL.',
    cause: error,
  });
}
