import type { Alteration } from '../model/alteration.ts';
import type { SnapshotColumns } from '../model/plan.ts';
import type { Column } from '../model/table.ts';
import { columnOf, type BoundStep } from './compiled-step.ts';
import { isRowKey } from './row-key.ts';

/**
 * Columns that the snapshot of a step holds: key, values before, values after.
 * @param alteration of a step that alters its table
 */
export function snapshotColumns(bound: BoundStep, alteration?: Alteration): SnapshotColumns {
  const { key, table } = bound;
  const stored = table.columns.filter((column) => !column.isComputed && !key.includes(column));
  const whole = isRowKey(key) ? { whole: stored } : {};
  switch (bound.anomaly.effect) {
    case 'update': {
      const changed = changedColumns(bound);
      return { key, before: changed, after: changed, ...whole };
    }
    case 'delete':
      return { key, before: stored, after: [], ...whole };
    case 'insert':
      return { key, before: [], after: stored, ...whole };
    case 'alter':
    case 'file':
      return keptColumns(key, alteration);
  }
}

/** Of a column that goes its values before, of one that gets another type those after as well. */
function keptColumns(key: readonly Column[], alteration: Alteration | undefined): SnapshotColumns {
  switch (alteration?.change) {
    case 'drop column':
      return { key, before: [alteration.declared.column], after: [] };
    case 'retype column':
      return { key, before: [alteration.declared.column], after: [alteration.to] };
    default:
      return { key: [], before: [], after: [] };
  }
}

/** The columns that an update changes: its subject, then the others that go with it. */
export function changedColumns(bound: BoundStep): readonly Column[] {
  const others = otherColumns(bound).filter(({ changes }) => changes);
  return [...(bound.subject ? [bound.subject] : []), ...others.map(({ column }) => column)];
}

/** The other columns that a step's `with` names, by their parameters. */
export function otherColumns({ anomaly, step, table }: Pick<BoundStep, 'anomaly' | 'step' | 'table'>): readonly {
  readonly parameter: string;
  readonly column: Column;
  readonly changes: boolean;
}[] {
  return Object.entries(anomaly.others ?? {}).flatMap(([parameter, { changes }]) => {
    const named = step.with[parameter];
    return (Array.isArray(named) ? named : [named])
      .filter((each) => typeof each === 'string')
      .map((each) => ({ parameter, column: columnOf(table, each), changes }));
  });
}

/** The name and type of a snapshot table's column: `k1 …` for the key, `b1 …` for before, `a1 …` for after. */
export interface SnapshotColumn {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly column: Column;
}

/** The columns of a snapshot table in their order, without `occurrence`. */
export function namedColumns(columns: SnapshotColumns): readonly SnapshotColumn[] {
  const named = (prefix: string, list: readonly Column[], isNullable: boolean) =>
    list.map((column, index) => ({ name: `${prefix}${index + 1}`, type: column.storage, isNullable, column }));
  return [...named('k', columns.key, false), ...named('b', columns.before, true), ...named('a', columns.after, true)];
}

/** Those of them that are columns of the table: of a step that tells rows apart by all that they hold, not the key. */
export function storedColumns(columns: SnapshotColumns): readonly SnapshotColumn[] {
  const named = namedColumns(columns);
  return columns.whole === undefined ? named : named.filter(({ name }) => !name.startsWith('k'));
}
