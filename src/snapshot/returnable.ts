import type { Dialect } from '../model/dialect.ts';
import type { RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import { isSameTable, type ForeignKey, type Table } from '../model/table.ts';
import { all, column, join, sql } from '../sql/sql.ts';
import { namedColumns } from './columns.ts';

/**
 * True for rows of a deletion's snapshot (alias `fl_s`) that the table would take back: what they refer to is there,
 * and nobody has taken a unique value of theirs.
 * @param table as it is now
 * @param earlier deletions that are taken back before this one: their rows count as there
 */
export function isReturnable(dialect: Dialect, step: RunStep, table: Table, earlier: readonly RunStep[]): Sql {
  const parents = table.references.filter((each) => each.childColumns.every((child) => stored(step, child)));
  const others = table.keys.filter(
    (each) => each.columns.every((part) => stored(step, part)) && !isKeyOf(step, each.columns),
  );
  return all([
    ...parents.map((each) => hasParent(dialect, step, each, earlier)),
    ...others.map((each) => isUntaken(dialect, step, table, each.columns)),
  ]);
}

function hasParent(dialect: Dialect, step: RunStep, foreignKey: ForeignKey, earlier: readonly RunStep[]): Sql {
  const isNull = foreignKey.childColumns.map((child) => sql`${stored(step, child)!} is null`);
  const returning = earlier.filter((each) => each.effect === 'delete' && isSameTable(each.table, foreignKey.parent));
  const there = [
    exists(
      dialect.table(foreignKey.parent),
      foreignKey.childColumns.map(
        (child, index) => sql`${column('p', foreignKey.parentColumns[index]!)} = ${stored(step, child)!}`,
      ),
    ),
    ...returning.map((each) =>
      exists(
        dialect.table(each.snapshot!),
        foreignKey.childColumns.map(
          (child, index) =>
            sql`${stored(each, foreignKey.parentColumns[index]!, 'p') ?? sql`null`} = ${stored(step, child)!}`,
        ),
      ),
    ),
  ];
  return sql`(${join([...isNull, ...there], sql` or `)})`;
}

function isUntaken(dialect: Dialect, step: RunStep, table: Table, columns: readonly string[]): Sql {
  const meets = columns.map((part) => sql`${column('p', part)} = ${stored(step, part)!}`);
  return sql`not ${exists(dialect.table(table.name), meets)}`;
}

function exists(rows: Sql, conditions: readonly Sql[]): Sql {
  return sql`exists (select 1 from ${rows} p where ${all(conditions)})`;
}

/** The snapshot's column that keeps a column of the table; undefined where it keeps none. */
function stored(step: RunStep, wanted: string, alias = 'fl_s'): Sql | undefined {
  const found = namedColumns(step.columns).find((each) => each.column.name === wanted);
  return found && column(alias, found.name);
}

function isKeyOf(step: RunStep, columns: readonly string[]): boolean {
  return columns.length === step.columns.key.length && step.columns.key.every((part) => columns.includes(part.name));
}
