import mssql from 'mssql';
import type { ConnectOptions, Row, ServerInfo } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { SqlValue } from '../../model/sql.ts';
import { ledgerSchema } from '../ledger-schema.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import { asConnectFailure, type Refusal } from './connect-failure.ts';
import { requireEncryption } from './encryption.ts';
import { recover } from './error-answers.ts';
import type { ServerFacts } from './server-facts.ts';
import { driverConfig } from './url.ts';

/** One connection of the driver, and no other. */
export interface Session {
  /** A request whose values are bound; run by `query` it becomes one call of sp_executesql. */
  request(values: readonly SqlValue[]): mssql.Request;
  /** Statements without values as a batch: what they set lasts, and transactions reach beyond them. */
  batch(text: string): Promise<Row[]>;
  close(): Promise<void>;
}

/**
 * The driver hands out connections from a pool, here of one. It makes a new one in the place of one that broke: that would
 * know nothing of the transaction that was open, nor of what was set, and is refused.
 * https://github.com/tediousjs/node-mssql#connection-pools
 */
export async function openSession(options: ConnectOptions): Promise<Session> {
  let isPinned = false;
  const config = driverConfig(options);
  const refusals: Refusal[] = [];
  const pool = new mssql.ConnectionPool({
    ...config,
    pool: { min: 1, max: 1, acquireTimeoutMillis: 2 ** 31 - 1 },
    validateConnection: 'socket',
    beforeConnect(connection) {
      if (config.options?.encrypt === true) requireEncryption(connection);
      connection.on('errorMessage', (refusal) => isPinned || refusals.push(refusal));
      if (!isPinned) return;
      connection.close();
      throw new FaultlineError('CONNECTION_LOST', 'SQL Server: the connection broke', { hint: recover });
    },
  });
  pool.on('error', () => undefined);
  const session: Session = {
    request(values) {
      const request = pool.request();
      for (const [index, value] of values.entries()) request.input(`p${index + 1}`, typeOf(value), value);
      return request;
    },
    batch: async (text) => (await pool.request().batch<Row>(text)).recordset,
    close: async () => pool.close(),
  };
  try {
    await pool.connect();
    await session.batch(settings(options));
    isPinned = true;
    return session;
  } catch (error) {
    await pool.close().catch(() => undefined);
    throw asConnectFailure(error, refusals);
  }
}

/**
 * The driver sets by itself what filtered indexes, indexed views and computed columns need (ANSI settings, arithabort,
 * quoted_identifier, no numeric_roundabort), the language, and READ COMMITTED. A language brings its own date format
 * and first day of the week, so that these come after it.
 * https://learn.microsoft.com/en-us/sql/t-sql/statements/set-language-transact-sql
 */
function settings({ lockTimeout }: ConnectOptions): string {
  return [
    'set nocount on',
    // An error undoes the transaction, whatever its severity: https://learn.microsoft.com/en-us/sql/t-sql/statements/set-xact-abort-transact-sql
    'set xact_abort on',
    'set dateformat ymd',
    'set datefirst 1',
    `set lock_timeout ${Math.max(1, Math.round(lockTimeout * 1000))}`,
  ].join(';\n');
}

/** Types that the server need not guess. Text of up to 4,000 characters is not declared as a large object. */
function typeOf(value: SqlValue): mssql.ISqlType {
  if (typeof value === 'boolean') return mssql.Bit();
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) return mssql.BigInt();
  if (typeof value === 'number') return mssql.Float();
  return mssql.NVarChar(value !== null && value.length > 4000 ? mssql.MAX : 4000);
}

/** Who answers, and in what it differs from others. */
export interface Identity {
  readonly server: ServerInfo;
  readonly facts: ServerFacts;
  /** Transactions may see one state of the database without locks: https://learn.microsoft.com/en-us/sql/t-sql/statements/set-transaction-isolation-level-transact-sql */
  readonly allowsSnapshots: boolean;
}

/** @throws UNSUPPORTED before SQL Server 2017, and for services that are no SQL Server */
export async function identify(session: Session, options: ConnectOptions): Promise<Identity> {
  const ledger = options.ledgerSchema ?? ledgerSchema;
  const [row] = await session.batch(`
    select cast(serverproperty('ProductVersion') as nvarchar(128)) as [version], cast(serverproperty('EngineEdition') as int) as [edition],
      cast(serverproperty('Babelfish') as int) as [babelfish], db_name() as [database], user_name() as [user], schema_name() as [schema],
      cast(collationproperty(N'Latin1_General_100_BIN2_UTF8', 'CodePage') as int) as [utf8],
      cast(collationproperty(N'Latin1_General_100_CS_AS_KS_WS_SC', 'CodePage') as int) as [supplementary],
      (select d.snapshot_isolation_state from sys.databases as d where d.database_id = db_id()) as [snapshots]`);
  const version = textOf(row, 'version');
  const isCompatible = row?.['babelfish'] === 1;
  if (!isCompatible) refuseOthers(version, Number(row?.['edition']));
  const schema = textOrNothing(row, 'schema') ?? 'dbo';
  return {
    server: {
      product: 'SQL Server',
      version,
      database: textOf(row, 'database'),
      user: textOf(row, 'user'),
      defaultSchema: schema === ledger ? 'dbo' : schema,
      ledgerSchema: ledger,
    },
    facts: {
      hasUtf8: row?.['utf8'] === 65_001,
      countsCodeUnits: textOrNothing(row, 'supplementary') !== undefined,
      castsToBinary: !isCompatible,
    },
    allowsSnapshots: Number(row?.['snapshots']) === 1,
  };
}

/** Editions that have a version of their own, and those that are no SQL Server: https://learn.microsoft.com/en-us/sql/t-sql/functions/serverproperty-transact-sql */
const azureEditions: readonly number[] = [5, 8, 12];
const warehouses: Readonly<Record<number, string>> = {
  6: 'Azure Synapse',
  11: 'Azure Synapse serverless or Microsoft Fabric',
};

function refuseOthers(version: string, edition: number): void {
  const warehouse = warehouses[edition];
  if (warehouse !== undefined) {
    throw new FaultlineError('UNSUPPORTED', `${warehouse} is no SQL Server: it lacks what a rollback needs`, {
      hint: 'Choose a database of SQL Server from 2017 on, or of Azure SQL.',
    });
  }
  if (azureEditions.includes(edition) || Number.parseInt(version, 10) >= 14) return;
  throw new FaultlineError('UNSUPPORTED', `SQL Server ${version} is older than 2017`, {
    hint: 'Choose a server from SQL Server 2017 (14.0) on, or Azure SQL.',
  });
}
