import type { ColumnContext } from '../model/anomaly-context.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';
import { momentsOf } from './moment-column.ts';

const perDay = 86_400;

/**
 * A point in time moved by a length of time.
 * @param moment of the column's type; read three times @param seconds whole; of dates without a time of day whole days
 * @param otherwise what stands for NULL, for what has no end and for what would leave the moments that the type holds
 */
export function movedMoment({ dialect, column }: ColumnContext, moment: Sql, seconds: number, otherwise = moment): Sql {
  const { first, last } = momentsOf(column);
  const [from, to] = [first - Math.min(0, seconds) * 1000, last - Math.max(0, seconds) * 1000];
  if (from > to) return otherwise;
  const instant = (at: number) => dialect.instant(new Date(at).toISOString(), column);
  const isDate = column.kind === 'date';
  const count = dialect.integer(isDate ? Math.trunc(seconds / perDay) : seconds);
  return sql`case when ${moment} >= ${instant(from)} and ${moment} <= ${instant(to)}
    then ${dialect.later(moment, count, isDate ? 'day' : 'second', column)} else ${otherwise} end`;
}

/** Refuses a length of time that dates without a time of day cannot move by. @throws INVALID_VALUE */
export function refusePartsOfDays({ column, step, table }: ColumnContext, seconds: number): void {
  if (column.kind !== 'date' || seconds % perDay === 0) return;
  const subject = `${table.name.schema}.${table.name.name}.${column.name} (${column.type})`;
  throw new FaultlineError(
    'INVALID_VALUE',
    `step ${step.id}: ${subject} has no time of day to move by ${seconds} seconds`,
    {
      hint: 'Write an amplitude of whole days, or choose a timestamp.',
    },
  );
}
