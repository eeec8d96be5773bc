import type { Anomaly } from '../../model/anomaly.ts';
import type { Dialect } from '../../model/dialect.ts';
import { isOfRows } from '../../model/is-of-rows.ts';
import type { TableProfile } from '../../model/profile.ts';
import type { Step } from '../../model/scenario.ts';
import type { Column, Table } from '../../model/table.ts';
import { freshColumns } from '../../snapshot/fresh-key.ts';
import { unsafeTable } from '../unsuitable.ts';
import { parametersByDefault } from './parameters-by-default.ts';

/** What a step would find beside the table itself. */
export interface Standing {
  readonly dialect: Dialect;
  /** The key by which its rows are found again; none where there is none. */
  readonly key: readonly Column[];
}

/** Whether a step of the anomaly would be refused whatever its column. */
export function refusesTable(anomaly: Anomaly, { table, time }: TableProfile, { dialect, key }: Standing): boolean {
  if (unsafeTable({ allowTriggers: false }, anomaly, table) !== undefined) return true;
  const needsKey = isOfRows(anomaly) || (anomaly.effect === 'alter' && anomaly.keepsValues === true);
  if (needsKey && key.length === 0) return true;
  if (!isOfRows(anomaly)) return false;
  const needsTime = anomaly.window?.needsTime === true || anomaly.measures !== undefined;
  if (needsTime && time === undefined) return true;
  if (anomaly.effect === 'update') return false;
  if (anomaly.effect === 'insert' && anomaly.keepsKey === true && isDeclared(key, table)) return true;
  if (anomaly.effect === 'insert' && 'reason' in freshColumns({ anomaly, table, key })) return true;
  const parameters = parametersByDefault(anomaly);
  return (
    anomaly.unsuitable?.({ dialect, table, step: { key: 'auto', with: parameters } as Step, with: parameters }) !==
    undefined
  );
}

/** A key that the table declares does not come twice. */
function isDeclared(key: readonly Column[], { keys }: Table): boolean {
  const names = key.map(({ name }) => name);
  return keys.some(({ isPlace, columns }) => isPlace !== true && columns.every((each) => names.includes(each)));
}
