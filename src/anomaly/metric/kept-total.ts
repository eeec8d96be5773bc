import type { RowContext } from '../../model/anomaly.ts';
import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import { keptNumber } from '../kept-number.ts';

/**
 * What the column keeps of computed numbers, so that of all rows of an occurrence their sum is rounded only once: each
 * row gets the rounded sum up to itself less the rounded sum up to the one before, in a drawn order. A number moves by
 * less than one unit of the last digit, and one that is a multiple of nothing (0) stays. Floats are kept as they are. For
 * anomalies that look around.
 * @param value of a row, a multiple of the one before or the one before plus a constant @param apart rows that are added up apart from others
 */
export function keptTotal(context: RowContext, value: Sql, apart: readonly Sql[] = []): Sql {
  const { dialect, column } = context;
  if (column.kind === 'float' || column.scale === undefined) return keptNumber(context, value);
  const exact = context.bind(value);
  const groups = join([context.occurrence, ...apart]);
  const sum = context.bind(
    sql`sum(${exact}) over (partition by ${groups} order by ${context.drawnOrder('round')} rows unbounded preceding)`,
  );
  return sql`${dialect.round(sum, column.scale)} - ${dialect.round(sql`${sum} - ${exact}`, column.scale)}`;
}
