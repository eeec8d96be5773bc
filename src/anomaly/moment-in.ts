import type { ColumnContext, ColumnValue } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';
import { momentsOf } from './moment-column.ts';

const inMicroseconds = { second: 1_000_000n, day: 86_400_000_000n } as const;

/**
 * A point in time of another column as the step's column holds it, in UTC. Between columns with and without a time zone it
 * goes by the time that has passed, in whole seconds (a bare cast keeps the local time on SQL Server); what has no end
 * is NULL then.
 */
export function momentIn({ dialect, column }: ColumnContext, { value, column: from }: ColumnValue): Sql {
  if ((from.kind === 'timestamptz') === (column.kind === 'timestamptz')) return dialect.cast(value, column.storage);
  const { first, last } = momentsOf(column);
  const [begin, end] = [new Date(first).toISOString(), new Date(last).toISOString()];
  const unit = column.kind === 'date' ? 'day' : 'second';
  const passed = dialect.divide(dialect.microsecondsSince(begin, value, from), dialect.integer(inMicroseconds[unit]));
  const moment = dialect.later(dialect.cast(dialect.instant(begin, column), column.storage), passed, unit, column);
  return sql`case when ${value} >= ${dialect.instant(begin, from)} and ${value} <= ${dialect.instant(end, from)} then ${moment} end`;
}
