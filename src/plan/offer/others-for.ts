import type { Anomaly } from '../../model/anomaly.ts';
import type { Connection } from '../../model/engine.ts';
import { findColumn } from '../find-column.ts';
import { findTable } from '../find-table.ts';
import { declaredKey } from '../choose-key.ts';
import { profileTable } from '../profile/profile-table.ts';
import { proposeOthers, type ProposedOthers } from './propose-others.ts';

/**
 * The other columns that a new step of the anomaly names, from a profile of the table; none where the anomaly goes by no
 * others, or none is found.
 * @throws UNKNOWN_TABLE, UNKNOWN_COLUMN
 */
export async function othersFor(
  connection: Connection,
  anomaly: Anomaly,
  { table: written, column }: { readonly table: string; readonly column: string | undefined },
): Promise<ProposedOthers> {
  if (column === undefined || anomaly.others === undefined) return {};
  await connection.begin('read only');
  try {
    const table = await findTable(connection, written);
    const subject = findColumn(table, column);
    const key = declaredKey(table);
    const profile = await profileTable(connection, table, key);
    return proposeOthers(anomaly, subject, profile, key?.columns ?? []) ?? {};
  } finally {
    await connection.rollback();
  }
}
