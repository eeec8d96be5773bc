import type { Declaration } from '../model/alteration.ts';
import type { AlterAnomaly } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Place } from '../model/place.ts';
import { formatTable, isSameTable, type Table } from '../model/table.ts';
import { nameBefore, type Outlook } from './outlook.ts';

/**
 * What a step reads of how a table will be declared when a step comes to it, after the rollbacks of the same apply.
 * @throws OVERLAPS_ACTIVE_RUN where one of them gives names back that what hangs on the columns is declared by
 */
export async function foreseeDeclaration(
  connection: Connection,
  outlook: Outlook,
  table: Table,
  reads: AlterAnomaly['reads'],
  place: Place,
): Promise<Declaration> {
  if (reads === undefined) return { columns: [], constraints: [], settings: [], readers: [] };
  const present = await connection.declareTable(nameBefore(outlook, table.name));
  const undone = outlook.undone.filter((step) => step.alteration && isSameTable(step.table, table.name));
  if (reads === 'readers' || undone.length === 0) return present;
  const known = new Map(present.columns.map((each) => [each.column.name, each]));
  for (const { alteration } of undone) {
    if (alteration?.change === 'drop column' || alteration?.change === 'retype column')
      known.set(alteration.declared.column.name, alteration.declared);
  }
  const columns = table.columns.map((each) => known.get(each.name));
  if (columns.every((each) => each !== undefined)) return { ...present, columns };
  throw new FaultlineError(
    'OVERLAPS_ACTIVE_RUN',
    `${formatTable(table.name)} has other names as long as a run is active that the same apply takes back`,
    { place, hint: 'Roll that run back first, then apply.' },
  );
}
