import type { Sql } from '../../model/sql.ts';
import type { DataColumn } from '../../model/dataset.ts';
import { sql } from '../../sql/sql.ts';
import { rowsOf } from '../share.ts';
import type { ValueType } from '../value-type.ts';
import type { Named } from './layers.ts';
import { slotInOrder, type NullRows } from './null-rows.ts';
import { byRank, randomValue } from './random-value.ts';
import type { ValueScope } from './value-scope.ts';

/** What a column of a value type is made of. */
export interface TypedColumn {
  readonly column: DataColumn;
  readonly type: ValueType;
  /** Where the values are not drawn one by one but by their rank among all: a uniform number that depends on other columns. */
  readonly rank?: Named | undefined;
  /** Which rows have no value; absent where all have one. */
  readonly nulls?: NullRows | undefined;
}

/**
 * The value of a column of a value type, without its nulls: in rows that are null it may be any.
 * @param scopeAt a scope for rows of another number: that of the different values that a column repeats
 */
export function typedValue(
  { column, type, rank, nulls }: TypedColumn,
  scope: ValueScope,
  scopeAt: (row: Sql, rows: number) => ValueScope,
): Sql {
  if (column.distinct !== undefined) {
    const different = Math.max(1, rowsOf(column.distinct, scope.rows));
    const slots = scopeAt(slotOf(scope, different, column.ordered, nulls), different);
    return uniqueValue(type, slots, column.ordered);
  }
  if (column.unique) return uniqueValue(type, scope, column.ordered);
  if (rank !== undefined) return byRank(type, scope, rank.sql);
  if (column.ordered !== undefined) return byRank(type, scope, scope.let(rankInOrder(scope, column.ordered)));
  return randomValue(type, scope);
}

/** Which of the different values a row has: the first rows of a random order have one each, so that all occur. */
function slotOf(
  scope: ValueScope,
  different: number,
  ordered: DataColumn['ordered'],
  nulls: NullRows | undefined,
): Sql {
  if (ordered !== undefined) return scope.let(slotInOrder(scope, different, scope.row));
  const place = nulls?.place ?? scope.permuted(scope.rows, 'distinct');
  const isFirst = nulls === undefined ? sql`${place} < ${different}` : sql`${place} between 0 and ${different - 1}`;
  return scope.let(sql`case when ${isFirst} then ${place} else ${scope.below(different, 'slot')} end`);
}

function uniqueValue(type: ValueType, scope: ValueScope, ordered: DataColumn['ordered']): Sql {
  const space = type.space(scope);
  if (ordered === undefined) return type.nth(scope, scope.permuted(space));
  const row = ordered === 'descending' ? sql`(${scope.rows - 1} - ${scope.row})` : scope.row;
  const rows = BigInt(Math.max(1, scope.rows));
  if (space === rows) return type.nth(scope, row);
  const stride = space / rows;
  const start = sql`(${row}::hugeint * ${space} // ${rows})::bigint`;
  return type.nth(scope, scope.let(sql`${start} + ${scope.below(stride)}`));
}

/** The middle of the row's place among all rows, moved within it at random. */
function rankInOrder(scope: ValueScope, ordered: 'ascending' | 'descending'): Sql {
  const rank = sql`((${scope.row}::double + ${scope.uniform('rank')}) / ${scope.rows}::double)`;
  const directed = ordered === 'ascending' ? rank : sql`(1::double - ${rank})`;
  // Sums of large and small numbers may be rounded to 0 or 1, where quantiles have no end.
  return sql`least(greatest(${directed}, 1e-16::double), 0.9999999999999999::double)`;
}
