import type { Sql } from '../../model/sql.ts';
import type { DataColumn } from '../../model/dataset.ts';
import { sql } from '../../sql/sql.ts';
import { rowsOf } from '../share.ts';
import type { ValueScope } from './value-scope.ts';

/** Which rows of a column have no value: exactly as many as it asks for. */
export interface NullRows {
  /** BOOLEAN. */
  readonly isNull: Sql;
  /** The place of a row with a value among all of them, in a random order, from 0; below 0 in rows without one. BIGINT. */
  readonly place: Sql;
}

/** @returns undefined where every row has a value */
export function nullRows(column: DataColumn, scope: ValueScope): NullRows | undefined {
  const nulls = column.nulls === undefined ? 0 : rowsOf(column.nulls, scope.rows);
  if (nulls === 0) return undefined;
  if (column.distinct !== undefined && column.ordered !== undefined)
    return besideFirsts(scope, nulls, Math.max(1, rowsOf(column.distinct, scope.rows)));
  const place = scope.let(sql`${scope.permuted(scope.rows, 'nulls')} - ${nulls}`);
  return { isNull: sql`${place} < 0`, place };
}

/** Which of the different values a row has when they rise with its number: each has at least one row where there are rows enough. */
export function slotInOrder(scope: ValueScope, different: number, row: Sql): Sql {
  return sql`(${row}::hugeint * ${different} // ${scope.rows})::bigint`;
}

/** Values in order stand side by side: the first row of each keeps its value, and the nulls fall on the others. */
function besideFirsts(scope: ValueScope, nulls: number, different: number): NullRows {
  const slot = scope.let(slotInOrder(scope, different, scope.row));
  const before = scope.let(slotInOrder(scope, different, sql`(${scope.row} - 1)`));
  const isFirst = sql`(${scope.row} = 0 or ${slot} > ${before})`;
  // As many rows up to this one are the first of a value as values have begun.
  const other = scope.let(sql`greatest(${scope.row} - ${slot} - 1, 0)`);
  const random = scope.permutedOf(other, scope.rows - different, 'nulls');
  const place = scope.let(sql`case when ${isFirst} then 0 else ${random} - ${nulls} end`);
  return { isNull: sql`${place} < 0`, place };
}
