import type { Dialect } from '../model/dialect.ts';
import type { Window } from '../model/plan.ts';
import type { Sql } from '../model/sql.ts';
import type { Column, Table, TableName } from '../model/table.ts';
import { all, column, join, sql } from '../sql/sql.ts';
import { otherColumns } from './columns.ts';
import { columnOf, type BoundStep } from './compiled-step.ts';
import { isRowKey, sameRows } from './row-key.ts';
import type { RowSource } from './row-source.ts';

/** The step's own `where` over row alias `t`; undefined where it has none. */
export function whereCondition(dialect: Dialect, bound: BoundStep): Sql | undefined {
  return bound.step.where === undefined ? undefined : dialect.where(bound.step.where);
}

/** True for rows that no foreign key refers to; undefined where the step deletes nothing or nothing can refer to its table. */
export function unreferencedCondition(dialect: Dialect, bound: BoundStep): Sql | undefined {
  return bound.anomaly.effect === 'delete' && bound.table.referencedBy.length > 0
    ? unreferenced(dialect, bound.table, bound.rowsOf)
    : undefined;
}

/**
 * True for rows of alias `t` that no foreign key refers to.
 * @param rowsOf rows of a table that refers to it; default: as they are
 */
export function unreferenced(
  dialect: Dialect,
  table: Table,
  rowsOf: (child: TableName) => RowSource = (child) => dialect.table(child),
): Sql {
  return all(
    table.referencedBy.map((foreignKey) => {
      const meets = foreignKey.childColumns.map(
        (child, index) => sql`${column('c', child)} = ${column('t', foreignKey.parentColumns[index]!)}`,
      );
      return sql`not exists (select 1 from ${rowsOf(foreignKey.child)} c where ${join(meets, sql` and `)})`;
    }),
  );
}

/** True for rows whose time lies in one of the windows. */
export function windowCondition(dialect: Dialect, windows: readonly Window[], time: Column): Sql {
  return windows.length === 0
    ? sql`1 = 0`
    : join(
        windows.map((window) => sql`(${inside(dialect, window, time)})`),
        sql` or `,
      );
}

/** The number of the row's window, from 1; 1 where there is no or one window. */
export function occurrenceOf(dialect: Dialect, windows: readonly Window[] | undefined, time: Column | undefined): Sql {
  if (windows === undefined || windows.length <= 1) return dialect.integer(1);
  let cases = sql`case`;
  for (const [index, window] of windows.entries()) {
    cases = sql`${cases} when ${inside(dialect, window, time!)} then ${dialect.integer(index + 1)}`;
  }
  return sql`(${cases} end)`;
}

/** Columns of a table that a step reads by itself, without those that `where` names. */
export function neededColumns(dialect: Dialect, bound: BoundStep, snapshot: readonly Column[]): readonly Column[] {
  const needed = new Set<Column>([...bound.key, ...snapshot]);
  if (isRowKey(bound.key)) needed.add(sameRows(dialect));
  if (bound.subject) needed.add(bound.subject);
  if (bound.time) needed.add(bound.time);
  const { select } = bound.step;
  if ('column' in select) needed.add(columnOf(bound.table, select.column));
  for (const { column: other } of otherColumns(bound)) needed.add(other);
  return [...needed].sort((left, right) => left.ordinal - right.ordinal);
}

function inside(dialect: Dialect, window: Window, time: Column): Sql {
  const value = column('t', time.name);
  const from = window.from === undefined ? [] : [sql`${value} >= ${dialect.instant(window.from, time)}`];
  const to = window.to === undefined ? [] : [sql`${value} < ${dialect.instant(window.to, time)}`];
  return join([...from, ...to], sql` and `);
}
