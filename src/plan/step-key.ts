import type { Connection } from '../model/engine.ts';
import { FaultlineError, type ErrorDetails } from '../model/errors.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import { formatTable, type Column, type Key, type Table } from '../model/table.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import { freshColumns } from '../snapshot/fresh-key.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { chooseKey, declaredKey, placeKey } from './choose-key.ts';
import { chooseRowKey } from './choose-row-key.ts';

type Keyed = Pick<BoundStep, 'step' | 'anomaly' | 'table' | 'subject' | 'time'>;

/**
 * The key by which a step finds its rows again: none where it changes no rows.
 * @param rows of the table, as the step comes to them
 * @throws NO_KEY, UNKNOWN_COLUMN, UNSUITABLE_TABLE
 */
export async function stepKey(
  connection: Connection,
  keyed: Keyed,
  rows: RowSource,
  details: ErrorDetails,
): Promise<Key> {
  const { step, anomaly } = keyed;
  const isOfKey = isOfRows(anomaly) || (anomaly.effect === 'alter' && anomaly.keepsValues === true);
  if (!isOfKey) return { columns: [], origin: 'given' };
  if (anomaly.effect === 'insert' && anomaly.keepsKey) return repeatedKey(connection, keyed, rows, details);
  if (step.key === 'row') return chooseRowKey(connection, keyed, details);
  return placeWhereNeeded(keyed, await chooseKey(connection, withoutSubject(keyed), rows, step.key, details));
}

/**
 * The key by which copies are found that repeat the one that the step names, or that is found in the data: the table's own,
 * where copies get another of it, else all that they hold.
 */
async function repeatedKey(connection: Connection, keyed: Keyed, rows: RowSource, details: ErrorDetails): Promise<Key> {
  const { step, anomaly, table } = keyed;
  if (step.key === 'row')
    throw new FaultlineError('NO_KEY', `${anomaly.id} lets a key come twice, and the whole row is none`, {
      hint: 'Name the columns that must not come twice: `key: [a]`.',
      ...details,
    });
  const repeated = await chooseKey(connection, table, rows, step.key, details);
  const names = repeated.columns.map((each) => each.name);
  const place = table.keys.find((each) => each.isPlace === true);
  const forbidding = table.keys.find((each) => each !== place && each.columns.every((part) => names.includes(part)));
  if (forbidding !== undefined)
    throw new FaultlineError(
      'UNSUITABLE_TABLE',
      `table ${formatTable(table.name)} forbids a second ${names.join(', ')} by its ${forbidding.isPrimary ? 'primary' : 'unique'} key ${forbidding.name} (${forbidding.columns.join(', ')})`,
      { hint: 'Name columns that nothing but custom keeps from coming twice: `key: [a]`.', ...details },
    );
  if (place !== undefined) return placeKey(table, place);
  const declared = declaredKey(table);
  const fresh = declared && freshColumns({ ...keyed, key: declared.columns });
  if (Array.isArray(fresh) && !fresh.some((each: Column) => names.includes(each.name))) return declared!;
  return chooseRowKey(connection, keyed, details);
}

/** Where a table knows rows by their place, a key that was found in the data steps back when it is to be changed, or cannot be made afresh. */
function placeWhereNeeded({ step, anomaly, table, subject }: Keyed, key: Key): Key {
  const place = table.keys.find((each) => each.isPlace === true);
  if (place === undefined || step.key !== 'auto' || !isOfRows(anomaly)) return key;
  const isInTheWay =
    anomaly.effect === 'insert'
      ? 'reason' in freshColumns({ anomaly, table, key: key.columns })
      : subject !== undefined && key.columns.includes(subject);
  return isInTheWay ? placeKey(table, place) : key;
}

/** Rows of an altered table are found again by what the alteration leaves alone. */
function withoutSubject({ anomaly, table, subject }: Keyed): Table {
  if (anomaly.effect !== 'alter' || subject === undefined) return table;
  return {
    ...table,
    columns: table.columns.filter((each) => each !== subject),
    keys: table.keys.filter((each) => each.isPlace !== true && !each.columns.includes(subject.name)),
  };
}
