import type { RowContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { keptNumber } from '../kept-number.ts';

/**
 * What the column keeps of computed numbers, so that of all rows of an occurrence their sum is rounded only once: each
 * row gets the rounded sum up to itself less the rounded sum up to the one before, in a drawn order. A number moves by
 * less than one unit of the last digit besides, and zero stays. Floats are kept as they are. For anomalies that look
 * around.
 * @param value of a row; NULL for one that stays as it is
 */
export function keptTotal(context: RowContext, value: Sql): Sql {
  const { dialect, column, before, occurrence } = context;
  const own = context.bind(value);
  const stays = (kept: Sql) => sql`case when ${own} is null then ${before} else ${kept} end`;
  if (column.kind === 'float' || column.scale === undefined) return stays(keptNumber(context, own));
  const order = sql`partition by ${occurrence} order by ${context.drawnOrder('round')} rows unbounded preceding`;
  const sum = context.bind(sql`sum(${own}) over (${order})`);
  return stays(sql`${dialect.round(sum, column.scale)} - ${dialect.round(sql`${sum} - ${own}`, column.scale)}`);
}
