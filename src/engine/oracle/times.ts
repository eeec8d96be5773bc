import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';
import { instantText } from '../literal.ts';
import { familyOf } from './types.ts';

type Times = Pick<Dialect, 'instant' | 'bucketStart' | 'microsecondsSince' | 'later'>;

/** `IW` begins on Monday: https://docs.oracle.com/database/122/SQLRF/ROUND-and-TRUNC-Date-Functions.htm */
const units = { hour: 'HH24', day: 'DD', week: 'IW', month: 'MM' } as const;

/** Points in time. Sessions are in UTC. A DATE has a time of day, in whole seconds. */
export const times: Times = {
  instant(iso, column) {
    const { seconds, fraction } = partsOf(iso);
    switch (familyOf(column.type)) {
      case 'date':
        // With a fraction it is compared as a timestamp, to which a date is widened without a format:
        // https://docs.oracle.com/database/122/SQLRF/Data-Type-Comparison-Rules.htm
        return /^0*$/.test(fraction)
          ? raw(`to_date('${seconds}', 'YYYY-MM-DD HH24:MI:SS')`)
          : timestamp(seconds, fraction);
      case 'timestamp':
        return timestamp(seconds, fraction);
      case 'zoned':
      case 'local':
        return raw(`timestamp '${seconds}.${fraction} +00:00'`);
      default:
        throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) holds no points in time`);
    }
  },

  // Of whatever it is given, `trunc` makes a DATE: https://docs.oracle.com/database/122/SQLRF/TRUNC-date.htm
  bucketStart(value, bucket, column) {
    const start = sql`trunc(${inUtc(value, column)}, ${raw(`'${units[bucket]}'`)})`;
    switch (familyOf(column.type)) {
      case 'date':
        return start;
      case 'timestamp':
        return sql`cast(${start} as timestamp)`;
      default:
        return sql`from_tz(cast(${start} as timestamp), '+00:00')`;
    }
  },

  microsecondsSince(iso, value, column) {
    const { seconds, fraction } = partsOf(iso);
    if (familyOf(column.type) === 'date') {
      // The difference of two dates is a number of days; whole seconds come out of it by rounding.
      const elapsed = sql`round((${value} - to_date(${raw(`'${seconds}'`)}, 'YYYY-MM-DD HH24:MI:SS')) * 86400)`;
      return sql`(${elapsed} * 1000000 - ${raw(String(Number(fraction)))})`;
    }
    // An interval: https://docs.oracle.com/database/122/SQLRF/Datetime-Interval-Arithmetic.htm; all its parts have its sign.
    const elapsed = sql`(${inUtc(value, column)} - ${timestamp(seconds, fraction)})`;
    const part = (field: string) => sql`extract(${raw(field)} from ${elapsed})`;
    const wholeSeconds = sql`(${part('day')} * 24 + ${part('hour')}) * 3600 + ${part('minute')} * 60`;
    return sql`((${wholeSeconds}) * 1000000 + trunc(${part('second')} * 1000000))`;
  },

  // https://docs.oracle.com/database/122/SQLRF/NUMTODSINTERVAL.htm; of a DATE and an interval Oracle makes a DATE:
  // https://docs.oracle.com/database/122/SQLRF/Datetime-Interval-Arithmetic.htm
  later: (value, count, unit) => sql`(${value} + numtodsinterval(${count}, ${raw(`'${unit}'`)}))`,
};

/** The value in UTC, without its zone. */
export function inUtc(value: Sql, column: Column): Sql {
  switch (familyOf(column.type)) {
    case 'zoned':
      return sql`sys_extract_utc(${value})`;
    case 'local':
      return sql`sys_extract_utc(cast(${value} as timestamp(9) with time zone))`;
    default:
      return value;
  }
}

/** The digits come out of a check of the instant's form; a literal, unlike a bound text, needs no format of the session. */
function timestamp(seconds: string, fraction: string): Sql {
  return raw(`timestamp '${seconds}.${fraction}'`);
}

/** `YYYY-MM-DD HH:MM:SS` and six digits behind the point. */
function partsOf(iso: string): { readonly seconds: string; readonly fraction: string } {
  const [text = '', fraction = ''] = instantText(iso).split('.');
  return { seconds: text.length === 16 ? `${text}:00` : text, fraction: fraction.padEnd(6, '0') };
}
