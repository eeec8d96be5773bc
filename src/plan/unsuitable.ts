import type { Anomaly } from '../model/anomaly.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import { ownedByDatabase } from '../model/owned-by-database.ts';
import type { Scenario } from '../model/scenario.ts';
import { formatTable, type Column, type Table } from '../model/table.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import { internalPrefix } from '../snapshot/internal.ts';

/** Why the anomaly does not suit the column, whatever the step says; undefined where it does. Also what `inspect` goes by. */
export function unsuitableColumn(
  anomaly: Anomaly,
  table: Table,
  key: readonly Column[],
  column: Column,
): string | undefined {
  if (anomaly.effect === 'insert' && anomaly.after !== undefined) {
    const reason = ownedByDatabase(column) ?? isOfPlace(table, column);
    if (reason !== undefined) return reason;
  }
  if (anomaly.effect === 'insert' || anomaly.effect === 'delete') return anomaly.subject?.unsuitable(column, table);
  if (anomaly.effect === 'update') {
    const reason = unsuitableForUpdate(anomaly, table, key, column);
    if (reason !== undefined) return reason;
  }
  return anomaly.effect === 'file' ? undefined : anomaly.unsuitable(column, table);
}

function unsuitableForUpdate(
  anomaly: Anomaly & { effect: 'update' },
  table: Table,
  key: readonly Column[],
  column: Column,
): string | undefined {
  if (column.isComputed) return 'is computed by the database';
  const place = isOfPlace(table, column);
  if (place !== undefined) return place;
  if (key.includes(column)) return 'is part of the key by which rows are found again';
  const parent = table.referencedBy.find((foreignKey) => foreignKey.parentColumns.includes(column.name));
  if (parent) return `is referred to by ${formatTable(parent.child)} (${parent.name})`;
  const repeats = anomaly.categories !== undefined || anomaly.exchange !== undefined || anomaly.looksAround === true;
  if (!anomaly.makesNewValues && !repeats) return undefined;
  const unique = table.keys.find((each) => each.columns.includes(column.name));
  if (unique)
    return `is part of the unique key ${unique.name} (${unique.columns.join(', ')}), which forbids values to come twice`;
  if (!anomaly.makesNewValues) return undefined;
  const child = table.references.find((foreignKey) => foreignKey.childColumns.includes(column.name));
  if (child) return `refers to ${formatTable(child.parent)} (${child.name}), which holds no such values`;
  return undefined;
}

/** Why a column does not suit as the other one that this parameter of `with` names; undefined where it does. Also what proposals go by. */
export function unsuitableOther(
  { anomaly, table, key, subject }: Pick<BoundStep, 'anomaly' | 'table' | 'key'> & { readonly subject: Column },
  parameter: string,
  column: Column,
): string | undefined {
  if (column === subject) return 'is the column that the step changes itself';
  const { changes, unsuitable } = anomaly.others![parameter]!;
  const changed =
    changes && anomaly.effect === 'update'
      ? (ownedByDatabase(column) ?? unsuitableForUpdate(anomaly, table, key, column))
      : undefined;
  return changed ?? unsuitable(column, table, subject);
}

function isOfPlace({ keys }: Table, { name }: Column): string | undefined {
  const isPlace = keys.some((each) => each.isPlace === true && each.columns.includes(name));
  return isPlace ? 'says where the row stands, and is not part of it' : undefined;
}

/** Why no step of the anomaly may touch the table; undefined where one may. Also what `inspect` goes by. */
export function unsafeTable(
  scenario: Pick<Scenario, 'allowTriggers'>,
  anomaly: Anomaly,
  table: Table,
): string | undefined {
  if (anomaly.effect === 'file') return undefined;
  const changesRows = isOfRows(anomaly) || anomaly.keepsValues === true;
  if (changesRows && table.triggers.length > 0 && !scenario.allowTriggers) {
    return `has triggers (${table.triggers.join(', ')}), which would fire for every row. Set \`allowTriggers: true\` in the scenario if that is wanted`;
  }
  if (anomaly.effect === 'alter' && table.renameBlocker !== undefined) return table.renameBlocker;
  if (changesRows && table.changeBlocker !== undefined) return table.changeBlocker;
  if (anomaly.effect === 'alter') return anomaly.unsuitableTable?.(table);
  if (anomaly.effect !== 'update' && table.insertBlocker !== undefined) return table.insertBlocker;
  const taken = table.columns.find((each) => each.name.startsWith(internalPrefix));
  return (
    taken &&
    `has a column "${taken.name}": names that begin with ${internalPrefix} are taken by Faultline's own queries`
  );
}
