import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import { ledgerTable, runOfSnapshot } from '../ledger/tables.ts';
import { tablesIn } from './own-tables.ts';

export interface Dropped {
  readonly snapshots: number;
  /** The ledger's schema held nothing else and is gone, too. */
  readonly isSchemaDropped: boolean;
}

/**
 * Drops what is left of a ledger that is marked as purged: snapshots, then the lists of steps and runs, and last the
 * table that bears the mark. A kill in between leaves the mark, by which the next purge goes on.
 */
export async function dropLedger(connection: Connection, schema: string): Promise<Dropped> {
  const { own, others } = await tablesIn(connection, schema);
  const { dialect } = connection;
  const snapshots = own.filter((table) => runOfSnapshot(table) !== undefined);
  const lists = ['steps', 'runs'].flatMap((title) => own.filter((table) => table.name === title));
  for (const table of [...snapshots, ...lists]) await connection.execute(dialect.dropTable(table));
  const isAlone = others.length === 0 && (await holdsNothingElse(connection, schema));
  const isSchemaDropped = isAlone && (await dropSchema(connection, schema));
  if (!isSchemaDropped) await connection.execute(dialect.dropTable(ledgerTable(schema, 'ledger')));
  return { snapshots: snapshots.length, isSchemaDropped };
}

/** A schema that tables are named without was there before Faultline. */
async function holdsNothingElse(connection: Connection, schema: string): Promise<boolean> {
  const { dialect, server } = connection;
  if (dialect.dropSchema === undefined || schema === server.defaultSchema) return false;
  if (dialect.schemaContents === undefined) return true;
  const [row] = await connection.query(dialect.schemaContents(schema));
  return Number(row?.['objects']) === 0;
}

/** @returns false where the user may not drop it, or it holds what is no table: functions, types, sequences */
async function dropSchema(connection: Connection, schema: string): Promise<boolean> {
  const { dialect } = connection;
  const ledger = dialect.dropTable(ledgerTable(schema, 'ledger'));
  const statement = dialect.dropSchema!(schema);
  try {
    if (!dialect.hasTransactionalDdl) {
      // With the marked table in it: until then nobody makes a new ledger there.
      await connection.execute(statement);
      return true;
    }
    await connection.begin('read write');
    await connection.execute(ledger);
    await connection.execute(statement);
    await connection.commit();
    return true;
  } catch (error) {
    await connection.rollback();
    if (!(error instanceof FaultlineError) || hasCode(error, 'CONNECTION_LOST', 'INTERRUPTED')) throw error;
    return false;
  }
}
