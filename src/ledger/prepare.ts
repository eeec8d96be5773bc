import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Sql } from '../model/sql.ts';
import { join, name, sql } from '../sql/sql.ts';
import { ledgerTable, ledgerTables, ledgerVersion, purgedVersion, type LedgerTable } from './tables.ts';

/** Where somebody else is creating the ledger it is tried so often, so many milliseconds apart. */
const attempts = 100;
const pause = 20;

/**
 * Whether the target has a ledger that this version can read.
 * @throws LEDGER_TOO_NEW where a newer Faultline made it, RECOVERY_NEEDED where a purge was begun and not finished
 */
export async function hasLedger(connection: Connection, schema: string): Promise<boolean> {
  if (!(await connection.hasTable(ledgerTable(schema, 'ledger')))) return false;
  const table = connection.dialect.table(ledgerTable(schema, 'ledger'));
  const [row] = await connection.query(sql`select ${name('version')} from ${table} where ${name('id')} = 1`);
  if (row === undefined) return false;
  if (Number(row['version']) === purgedVersion) {
    throw new FaultlineError(
      'RECOVERY_NEEDED',
      `a purge of the ledger in schema "${schema}" is at work or was not finished`,
      {
        hint: 'Finish it with: faultline purge',
      },
    );
  }
  if (Number(row['version']) > ledgerVersion) {
    throw new FaultlineError(
      'LEDGER_TOO_NEW',
      `the ledger in schema "${schema}" has version ${Number(row['version'])}, this Faultline knows up to ${ledgerVersion}`,
      {
        hint: 'Use the Faultline version that wrote it, or a newer one.',
      },
    );
  }
  return true;
}

/** Creates what is missing of the ledger, each statement committed by itself. Safe to run by several at once. */
export async function prepareLedger(connection: Connection, schema: string, now: string): Promise<void> {
  if (await hasLedger(connection, schema)) return;
  const { dialect } = connection;
  const refusal = await createSchema(connection, schema);
  for (const [table, { columns, primaryKey }] of Object.entries(ledgerTables)) {
    const typed = columns.map((column) => ({ ...column, type: dialect.ledgerTypes[column.type] }));
    await createOnce(
      connection,
      dialect.createTable(ledgerTable(schema, table as LedgerTable), typed, primaryKey),
    ).catch((error: unknown) => {
      throw hasCode(error, 'UNKNOWN_TABLE') ? (refusal ?? error) : error;
    });
  }
  await refuseForeignTables(connection, schema);
  const ledger = dialect.table(ledgerTable(schema, 'ledger'));
  await createOnce(
    connection,
    sql`insert into ${ledger} (${join(['id', 'version', 'holder', 'held_at'].map(name))})
    values (1, ${dialect.integer(ledgerVersion)}, 'nobody', ${now})`,
  );
}

/** @throws DUPLICATE_OBJECT where a table of the name was there before, and is not the ledger's */
async function refuseForeignTables(connection: Connection, schema: string): Promise<void> {
  for (const [table, { columns }] of Object.entries(ledgerTables)) {
    const found = (await connection.describeTable(ledgerTable(schema, table as LedgerTable)))?.columns;
    if (found === undefined || columns.every((column) => found.some((each) => each.name === column.name))) continue;
    throw new FaultlineError('DUPLICATE_OBJECT', `${schema}.${table} is there already and is not Faultline's`, {
      hint: 'Choose another schema for the ledger with `ledger: {schema: …}` in faultline.yaml.',
    });
  }
}

/** @returns why it may not be created: it may be there all the same, made for this user by the database's owner */
async function createSchema(connection: Connection, schema: string): Promise<FaultlineError | undefined> {
  try {
    await createOnce(connection, connection.dialect.createSchema(schema));
    return undefined;
  } catch (error) {
    if (hasCode(error, 'PERMISSION_DENIED')) return error;
    throw error;
  }
}

/**
 * Two that create the same object at once: one of them fails although it asked "if not exists". Then it is there, or
 * will be when the other one has committed.
 */
async function createOnce(connection: Connection, statement: Sql): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await connection.execute(statement);
      return;
    } catch (error) {
      if (hasCode(error, 'DUPLICATE_OBJECT', 'CONSTRAINT_VIOLATION')) return;
      if (!hasCode(error, 'WRITE_CONFLICT') || attempt === attempts) throw error;
    }
    await sleep(pause);
  }
}
