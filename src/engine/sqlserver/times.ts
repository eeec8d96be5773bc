import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';
import { instantText } from '../literal.ts';
import { withoutZeros } from './float-text.ts';

type Times = Pick<Dialect, 'instant' | 'bucketStart' | 'microsecondsSince' | 'later'>;

/** A Monday, and before every value: differences are never negative. */
const epoch = raw(`cast('0001-01-01' as datetime2(0))`);

/** Points in time. Literals have a T between date and time, which is read alike whatever language and date format are set. */
export const times: Times = {
  instant(iso, column) {
    const text = instantText(iso).replace(' ', 'T');
    // Digits and signs only, as instantText has seen; not bound, since a step has room for a thousand windows and a statement for 2,098 values.
    if (column.kind === 'timestamptz') return raw(`cast('${text}+00:00' as datetimeoffset(7))`);
    if (column.kind === 'timestamp') return raw(`cast('${text}' as datetime2(7))`);
    if (column.kind !== 'date')
      throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) holds no points in time`);
    return /T00:00(:00(\.0+)?)?$/.test(text)
      ? raw(`cast('${text.slice(0, 10)}' as date)`)
      : raw(`cast('${text}' as datetime2(7))`);
  },

  bucketStart(value, bucket, column) {
    const start = startOf(inUtc(value, column), bucket);
    if (column.kind === 'timestamptz') return sql`todatetimeoffset(${start}, '+00:00')`;
    return column.kind === 'date' ? sql`cast(${start} as date)` : start;
  },

  microsecondsSince(iso, value, column) {
    const start = raw(`cast('${instantText(iso).replace(' ', 'T')}' as datetime2(7))`);
    // Counts the limits of microseconds between the two, which truncates: https://learn.microsoft.com/en-us/sql/t-sql/functions/datediff-big-transact-sql
    return sql`datediff_big(microsecond, ${start}, ${inUtc(value, column)})`;
  },

  // Takes numbers of 32 bits and gives the type that it is given: https://learn.microsoft.com/en-us/sql/t-sql/functions/dateadd-transact-sql
  later(value, count, unit) {
    if (unit === 'day') return sql`dateadd(day, ${count}, ${value})`;
    return sql`dateadd(second, (${count}) % 86400, dateadd(day, (${count}) / 86400, ${value}))`;
  },
};

/** `2026-11-20 09:00:00.5`, with `+00` behind it where the column has an offset. */
export function momentText(value: Sql, column: Column): Sql {
  const utc = column.kind === 'timestamptz' ? inUtc(value, column) : value;
  const text = sql`convert(nvarchar(19), ${utc}, 120) + ${fraction(utc, column)}`;
  return column.kind === 'timestamptz' ? sql`${text} + N'+00'` : text;
}

/** `2026-11-20 09:00:00.500000` in UTC, truncated. */
export function microsecondText(value: Sql, column: Column): Sql {
  const utc = column.kind === 'timestamptz' ? inUtc(value, column) : value;
  const digits = sql`right(N'00000' + cast(datepart(microsecond, ${utc}) as nvarchar(6)), 6)`;
  return sql`convert(nvarchar(19), ${utc}, 120) + N'.' + ${digits}`;
}

/** `09:00:00.25`. */
export function timeText(value: Sql): Sql {
  return sql`convert(nvarchar(8), ${value}, 108) + ${nanoseconds(value)}`;
}

/** Of a datetime the milliseconds that it shows: it keeps thirds of ten of them. */
function fraction(value: Sql, { storage }: Column): Sql {
  if (storage === 'smalldatetime') return sql`N''`;
  if (storage !== 'datetime') return nanoseconds(value);
  return withoutZeros(sql`N'.' + right(N'00' + cast(datepart(millisecond, ${value}) as nvarchar(3)), 3)`);
}

function nanoseconds(value: Sql): Sql {
  return withoutZeros(sql`N'.' + right(N'00000000' + cast(datepart(nanosecond, ${value}) as nvarchar(9)), 9)`);
}

/** https://learn.microsoft.com/en-us/sql/t-sql/functions/switchoffset-transact-sql */
function inUtc(value: Sql, column: Column): Sql {
  return column.kind === 'timestamptz'
    ? sql`cast(switchoffset(${value}, '+00:00') as datetime2(7))`
    : sql`cast(${value} as datetime2(7))`;
}

/** Before SQL Server 2022 there is no date_trunc; weeks are counted in days, since datediff lets them begin on Sunday. */
function startOf(value: Sql, bucket: 'hour' | 'day' | 'week' | 'month'): Sql {
  if (bucket === 'week') return sql`dateadd(day, datediff(day, ${epoch}, ${value}) / 7 * 7, ${epoch})`;
  const unit = raw(bucket);
  return sql`dateadd(${unit}, datediff(${unit}, ${epoch}, ${value}), ${epoch})`;
}
