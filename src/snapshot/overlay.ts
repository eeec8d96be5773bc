import type { Dialect } from '../model/dialect.ts';
import type { Effect } from '../model/anomaly.ts';
import type { SnapshotColumns } from '../model/plan.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { all, column, join, sql } from '../sql/sql.ts';
import { namedColumns } from './columns.ts';
import { meetAfter, meetBefore, type Meeting } from './meeting.ts';
import { replacing, type RowSource } from './row-source.ts';

/** A snapshot that is already a table, or would be one: what its rows say happened to `columns`. */
export interface SnapshotRows {
  readonly effect: Effect;
  readonly columns: SnapshotColumns;
  /** The snapshot table or a parenthesised snapshot query. */
  readonly rows: Sql;
}

/**
 * Rows of `source` as they are after a step: what a later step sees in the plan. Rows that a step would insert
 * are not among them, their keys exist only at apply; no later step of the same plan takes them.
 * @param columns all columns of the table
 */
export function afterStep(
  dialect: Dialect,
  source: RowSource,
  columns: readonly Column[],
  snapshot: SnapshotRows,
): RowSource {
  if (snapshot.effect === 'insert' || snapshot.effect === 'alter' || snapshot.effect === 'file') return source;
  const meeting = meetBefore(dialect, source, snapshot);
  switch (snapshot.effect) {
    case 'update': {
      const replaced = snapshot.columns.after.map(
        (each, index) => [each.name, either(column('fl_s', `a${index + 1}`), each)] as const,
      );
      return replacing(meeting.rows, columns, new Map(replaced), joined(meeting));
    }
    case 'delete':
      return without(columns, snapshot.columns, meeting);
  }
}

/** Rows of `source` without those that a step of the same run has inserted. @param columns all columns of the table */
export function withoutInserted(
  dialect: Dialect,
  source: RowSource,
  columns: readonly Column[],
  snapshot: SnapshotRows,
): RowSource {
  return snapshot.effect === 'insert'
    ? without(columns, snapshot.columns, meetAfter(dialect, source, snapshot))
    : source;
}

/** Rows of `source` as they would be after the rollback of an applied step: the inverse of its snapshot. */
export function beforeStep(
  dialect: Dialect,
  source: RowSource,
  columns: readonly Column[],
  snapshot: SnapshotRows,
): RowSource {
  const { before, after } = snapshot.columns;
  const unchanged = (list: readonly Column[], prefix: string) =>
    list.map((each, index) => dialect.same(column('t', each.name), column('fl_s', `${prefix}${index + 1}`), each));
  switch (snapshot.effect) {
    case 'update': {
      // The comparison stands outside of the join: an engine may make an outer join by more than keys row by row.
      const isOurs = all([isThere, ...unchanged(after, 'a')]);
      const replaced = before.map(
        (each, index) =>
          [
            each.name,
            sql`case when ${isOurs} then ${column('fl_s', `b${index + 1}`)} else ${column('t', each.name)} end`,
          ] as const,
      );
      const meeting = meetAfter(dialect, source, snapshot);
      return replacing(meeting.rows, columns, new Map(replaced), joined(meeting));
    }
    case 'insert': {
      const meeting = meetAfter(dialect, source, snapshot);
      return without(columns, snapshot.columns, { ...meeting, on: all([meeting.on, ...unchanged(after, 'a')]) });
    }
    case 'delete': {
      const stored = new Map(namedColumns(snapshot.columns).map((each) => [each.column.name, each.name]));
      const there = columns.map((each) => column('t', each.name));
      const gone = columns.map((each) => {
        const kept = stored.get(each.name);
        return kept === undefined ? dialect.cast(sql`null`, each.storage) : column('fl_s', kept);
      });
      const { rows, on } = meetBefore(dialect, source, snapshot);
      return sql`(select ${join(there)} from ${source} t
        union all
        select ${join(gone)} from ${snapshot.rows} fl_s where not exists (select 1 from ${rows} t where ${on}))`;
    }
    case 'alter':
    case 'file':
      return source;
  }
}

/** Keys are never NULL. */
const isThere = sql`${column('fl_s', 'k1')} is not null`;

function either(value: Sql, original: Column): Sql {
  return sql`case when ${isThere} then ${value} else ${column('t', original.name)} end`;
}

function joined({ snapshot, on }: Meeting): Sql {
  return sql`left join ${snapshot} fl_s on ${on}`;
}

/** Rows that were told apart by all that they hold have more columns than their table. */
function without(columns: readonly Column[], { whole }: SnapshotColumns, { rows, snapshot, on }: Meeting): RowSource {
  const there = whole === undefined ? sql`t.*` : join(columns.map((each) => column('t', each.name)));
  return sql`(select ${there} from ${rows} t where not exists (select 1 from ${snapshot} fl_s where ${on}))`;
}
