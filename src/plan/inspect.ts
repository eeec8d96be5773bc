import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Inspection } from '../model/inspection.ts';
import type { Key, Table } from '../model/table.ts';
import { tableSource } from '../snapshot/row-source.ts';
import { chooseKey } from './choose-key.ts';
import { findTable } from './find-table.ts';
import { columnOffers } from './offer/column-offers.ts';
import { tableOffers } from './offer/table-offers.ts';
import { profileTable } from './profile/profile-table.ts';
import { rowKeyHint } from './row-key-hint.ts';
import { timeSpread } from './time-spread.ts';

/**
 * What one table is like, and which anomalies suit it. Three statements: one scan for its profile, one for a sample of
 * rows, one for its rows over time, which needs to know the profile's first and last moment; one or two more where no declared key
 * identifies its rows.
 * @throws UNKNOWN_TABLE, UNSUITABLE_TABLE
 */
export async function inspectTable(connection: Connection, catalog: Catalog, written: string): Promise<Inspection> {
  const table = await findTable(connection, written);
  const key = await keyOf(connection, table);
  const profile = await profileTable(connection, table, 'reason' in key ? undefined : key);
  const standing = { dialect: connection.dialect, key: 'reason' in key ? [] : key.columns };
  const time = profile.columns.find(({ column }) => column === profile.time);
  return {
    table,
    rows: profile.rows,
    bytes: table.bytes,
    key,
    time: time && (await timeSpread(connection, table, time)),
    columns: profile.columns.map((column) => ({ ...column, offers: columnOffers(catalog, column, profile, standing) })),
    offers: await tableOffers(catalog, profile, standing, connection),
  };
}

async function keyOf(connection: Connection, table: Table): Promise<Key | { readonly reason: string }> {
  try {
    return await chooseKey(connection, table, tableSource(connection.dialect, table), 'auto');
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'NO_KEY') {
      const hint = rowKeyHint(connection, table);
      return { reason: hint === undefined ? error.message : `${error.message}; name one in a step, ${hint}` };
    }
    throw error;
  }
}
