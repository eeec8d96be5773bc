import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import { column, name, sql } from '../sql/sql.ts';
import { ledgerTable, purgedVersion } from './tables.ts';

/** Where the engine does not wait for locks itself, it is asked again after so many milliseconds. */
const pause = 50;

/**
 * Takes the target's lock for the length of the open transaction, by writing the ledger's only row.
 * Opens the transaction itself, since an engine that fails at once needs a new one for each try.
 * @param seconds how long to wait for whoever holds it
 * @param holder who asks, written down for whoever looks into the ledger; another transaction cannot see it before the commit
 * @throws LOCKED, without the holder's name, exit code 5; RECOVERY_NEEDED where a purge came first; the transaction is then closed
 */
export async function beginLocked(
  connection: Connection,
  schema: string,
  holder: string,
  now: string,
  seconds: number,
): Promise<void> {
  const ledger = connection.dialect.table(ledgerTable(schema, 'ledger'));
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    await connection.begin('read write');
    let changed: number;
    try {
      if (!connection.dialect.hasLockTimeout) await waitForRow(connection, schema);
      changed =
        await connection.execute(sql`update ${ledger} set ${name('holder')} = ${holder}, ${name('held_at')} = ${now}
        where ${name('id')} = 1 and ${name('version')} <> ${connection.dialect.integer(purgedVersion)}`);
    } catch (error) {
      await connection.rollback();
      if (!hasCode(error, 'WRITE_CONFLICT', 'LOCKED')) throw error;
      if (Date.now() >= deadline) throw lockedError(seconds, error);
      await sleep(pause);
      continue;
    }
    if (changed === 1) return;
    await connection.rollback();
    throw new FaultlineError('RECOVERY_NEEDED', 'the ledger was purged in the meantime; nothing was changed', {
      hint: 'Finish the purge with: faultline purge. Then start again.',
    });
  }
}

/** @throws LOCKED after the session's lock timeout */
async function waitForRow(connection: Connection, schema: string): Promise<void> {
  const { dialect } = connection;
  const table = ledgerTable(schema, 'ledger');
  const lock = dialect.lockRows(table, dialect.table(table), sql`${column('t', 'id')} = ${column('fl_s', 'id')}`);
  if (lock) await connection.execute(lock);
}

function lockedError(seconds: number, cause: unknown): FaultlineError {
  return new FaultlineError(
    'LOCKED',
    `another Faultline is at work in this target and did not finish within ${seconds} s`,
    {
      hint: 'Wait for it, or wait longer with --lock-timeout.',
      cause,
    },
  );
}
