import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';
import { instantText } from '../literal.ts';

type Times = Pick<Dialect, 'instant' | 'bucketStart' | 'microsecondsSince' | 'later'>;

/** Points in time. Sessions are in UTC. */
export const times: Times = {
  instant(iso, column) {
    const text = instantText(iso);
    if (!['date', 'timestamp', 'timestamptz'].includes(column.kind))
      throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) holds no points in time`);
    const isMidnight = / 00:00(:00(\.0+)?)?$/.test(text);
    return column.kind === 'date' && isMidnight ? raw(`date'${text.slice(0, 10)}'`) : timestampLiteral(text);
  },

  bucketStart(value, bucket, column) {
    const start = sql`date(${firstDay(value, bucket)})`;
    if (column.kind === 'date') return start;
    const midnight = sql`cast(${start} as datetime)`;
    return bucket === 'hour' ? sql`date_add(${midnight}, interval hour(${value}) hour)` : midnight;
  },

  microsecondsSince: (iso, value) => sql`timestampdiff(microsecond, ${timestampLiteral(instantText(iso))}, ${value})`,

  // A plain word of ours. A date stays one where it moves by days:
  // https://dev.mysql.com/doc/refman/8.0/en/date-and-time-functions.html#function_date-add
  later: (value, count, unit) => sql`date_add(${value}, interval (${count}) ${raw(unit)})`,
};

/** The literal of the type, whose text has been checked: https://dev.mysql.com/doc/refman/8.0/en/date-and-time-literals.html. */
function timestampLiteral(text: string): Sql {
  return raw(`timestamp'${text}'`);
}

function firstDay(value: Sql, bucket: 'hour' | 'day' | 'week' | 'month'): Sql {
  switch (bucket) {
    case 'hour':
    case 'day':
      return value;
    case 'week':
      return sql`date_sub(${value}, interval weekday(${value}) day)`;
    case 'month':
      return sql`date_sub(${value}, interval dayofmonth(${value}) - 1 day)`;
  }
}
