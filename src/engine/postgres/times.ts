import type { Dialect } from '../../model/dialect.ts';
import type { Sql } from '../../model/sql.ts';
import { FaultlineError } from '../../model/errors.ts';
import { raw, sql } from '../../sql/sql.ts';
import { instantText } from '../literal.ts';

type Times = Pick<Dialect, 'instant' | 'bucketStart' | 'microsecondsSince' | 'later'>;

/** Points in time. Sessions are in UTC. */
export const times: Times = {
  instant(iso, column) {
    const text = instantText(iso);
    if (column.kind === 'timestamptz') return sql`cast(${`${text}+00`} as timestamptz)`;
    if (column.kind === 'timestamp') return sql`cast(${text} as timestamp)`;
    if (column.kind !== 'date')
      throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) holds no points in time`);
    return / 00:00(:00(\.0+)?)?$/.test(text)
      ? sql`cast(${text.slice(0, 10)} as date)`
      : sql`cast(${text} as timestamp)`;
  },

  bucketStart(value, bucket, column) {
    const unit = raw(`'${bucket}'`);
    if (column.kind === 'timestamptz') return sql`date_trunc(${unit}, ${value}, 'UTC')`;
    const start = sql`date_trunc(${unit}, cast(${value} as timestamp))`;
    return column.kind === 'date' ? sql`cast(${start} as date)` : start;
  },

  microsecondsSince(iso, value, column) {
    const type = raw(column.kind === 'timestamptz' ? 'timestamptz' : 'timestamp');
    const elapsed: Sql = sql`cast(${value} as ${type}) - cast(${`${instantText(iso)}+00`} as ${type})`;
    return sql`cast(extract(epoch from (${elapsed})) * 1000000 as bigint)`;
  },

  later(value, count, unit, column) {
    if (column.kind === 'date') return sql`(${value} + cast(${count} as integer))`;
    // A plain word of ours. Products of an interval are made in double precision, exact for every length that a timestamp holds.
    return sql`(${value} + (${count}) * interval ${raw(`'1 ${unit}'`)})`;
  },
};
