import mysql, { type Connection as Client } from 'mysql2';
import type { ConnectOptions, Row, ServerInfo } from '../../model/engine.ts';
import { ledgerSchema } from '../ledger-schema.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import { readAddress, type Address } from './address.ts';
import { asConnectFailure } from './errors.ts';
import { collations, productOf, productOfUrl, type Product } from './product.ts';
import { settingsFor } from './session-settings.ts';

/** Statements that the server keeps prepared for this session; it has room for some thousand in all. */
const mostPrepared = 16;

/** Who answers, and by which number it knows this session. */
export interface Session {
  readonly server: ServerInfo;
  readonly product: Product;
  readonly id: string;
}

/** A connected client that survives the loss of its server: later statements then fail, the process does not. */
export async function openClient(options: ConnectOptions): Promise<Client> {
  const address = readAddress(options.url, options.root);
  const product = productOfUrl(options.url);
  try {
    return await connected(address, address.encryption, options);
  } catch (error) {
    const lacksEncryption = error instanceof Error && 'code' in error && error.code === 'HANDSHAKE_NO_SSL_SUPPORT';
    if (!lacksEncryption || !address.isEncryptionOptional) throw asConnectFailure(error, product);
  }
  return connected(address, undefined, options).catch((error: unknown) => {
    throw asConnectFailure(error, product);
  });
}

function connected(address: Address, encryption: Address['encryption'], options: ConnectOptions): Promise<Client> {
  const client = mysql.createConnection({
    ...address.target,
    ...(encryption && { ssl: encryption }),
    charset: 'utf8mb4',
    connectTimeout: Math.max(1, Math.round(options.connectTimeout * 1000)),
    connectAttributes: { program_name: 'faultline' },
    keepAliveInitialDelay: 30_000,
    // No server gets at files of this machine: the driver opens none, and gives a server that asks for one the stream of
    // the statement that loads rows, where it has one. Sessions that only read do without.
    flags: options.readOnly ? ['-LOCAL_FILES'] : [],
    multipleStatements: false,
    maxPreparedStatements: mostPrepared,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    jsonStrings: true,
    timezone: 'Z',
  });
  client.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    client.connect((error) => {
      if (!error) return resolve(client);
      client.destroy();
      reject(error);
    });
  });
}

/** Runs one statement of ours on a client. */
export function ask(client: Client, text: string): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    client.query(text, (error, rows) => (error ? reject(error) : resolve(Array.isArray(rows) ? (rows as Row[]) : [])));
  });
}

/** Makes text the same everywhere and sets the limits, then says who answers. @throws UNSUPPORTED before MySQL 8.0.17 and MariaDB 10.6 */
export async function pinSession(client: Client, options: ConnectOptions): Promise<Session> {
  const [found] = await ask(client, 'select version() as version');
  const { product, version } = productOf(textOf(found, 'version'));
  await ask(client, `set session ${settingsFor(product, options).join(', ')}`);
  await ask(client, timeLimit(product, options.statementTimeout));
  // At REPEATABLE READ, copying rows into a snapshot would lock all that it reads.
  const access = options.readOnly ? ', read only' : '';
  await ask(client, `set session transaction isolation level read committed${access}`);
  await ask(client, `set names utf8mb4 collate ${collations[product]}`);
  const [row] = await ask(
    client,
    'select database() as name, current_user() as user, cast(connection_id() as char) as id',
  );
  const database = textOrNothing(row, 'name') ?? '';
  const user = textOf(row, 'user');
  return {
    server: {
      product,
      version,
      database,
      user: quotedUser(user),
      defaultSchema: database,
      ledgerSchema: options.ledgerSchema ?? ledgerSchema,
    },
    product,
    id: textOf(row, 'id'),
  };
}

/**
 * The statement that limits those behind it.
 * https://dev.mysql.com/doc/refman/8.0/en/server-system-variables.html#sysvar_max_execution_time: on MySQL selects only.
 * @param seconds 0 = no limit
 */
export function timeLimit(product: Product, seconds: number): string {
  const milliseconds = seconds === 0 ? 0 : Math.max(1, Math.round(seconds * 1000));
  return product === 'MariaDB'
    ? `set session max_statement_time = ${milliseconds / 1000}`
    : `set session max_execution_time = ${milliseconds}`;
}

/** `'app'@'%'`, as grants write it. */
function quotedUser(user: string): string {
  const at = user.lastIndexOf('@');
  const quoted = (part: string) => `'${part.replaceAll("'", "''")}'`;
  return `${quoted(user.slice(0, at))}@${quoted(user.slice(at + 1))}`;
}
