import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import { raw, sql } from '../../sql/sql.ts';
import { instantMicroseconds, instantText, integerLiteral } from '../literal.ts';

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
    if (column.kind === 'timestamptz') return sql`date_trunc(${unit}, ${value})`;
    return sql`cast(date_trunc(${unit}, cast(${value} as timestamp)) as ${raw(column.kind === 'date' ? 'date' : 'timestamp')})`;
  },

  microsecondsSince(iso, value, column) {
    const type = raw(column.kind === 'timestamptz' ? 'timestamptz' : 'timestamp');
    return sql`(epoch_us(cast(${value} as ${type})) - ${integerLiteral(instantMicroseconds(iso))})`;
  },

  later(value, count, unit, column) {
    if (column.kind === 'date') return sql`(${value} + cast(${count} as integer))`;
    // Of seconds and days DuckDB makes an interval by way of double precision or of 32 bits, of microseconds by 64 bits.
    const microseconds = integerLiteral(unit === 'day' ? 86_400_000_000n : 1_000_000n);
    return sql`(${value} + to_microseconds(cast(${count} as bigint) * ${microseconds}))`;
  },
};
