import type { Connection } from '../model/engine.ts';
import { name, sql } from '../sql/sql.ts';
import { ledgerTable, purgedVersion } from './tables.ts';

/** Whether a purge has decided to drop the ledger, and has not come to its end. */
export async function isMarkedPurged(connection: Connection, schema: string): Promise<boolean> {
  const ledger = ledgerTable(schema, 'ledger');
  if (!(await connection.hasTable(ledger))) return false;
  const [row] = await connection.query(
    sql`select ${name('version')} from ${connection.dialect.table(ledger)} where ${name('id')} = 1`,
  );
  return Number(row?.['version']) === purgedVersion;
}

/** From the commit of this transaction on, which holds the lock, no Faultline works with the ledger, whatever it had begun. */
export async function markPurged(connection: Connection, schema: string): Promise<void> {
  const { dialect } = connection;
  await connection.execute(sql`update ${dialect.table(ledgerTable(schema, 'ledger'))}
    set ${name('version')} = ${dialect.integer(purgedVersion)} where ${name('id')} = 1`);
}
