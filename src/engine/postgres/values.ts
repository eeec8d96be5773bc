import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { ColumnKind } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';

type Values = Pick<Dialect, 'text' | 'fromText' | 'bytewise' | 'same' | 'canonical'>;

/** Types whose equality operator is exact: equal values have equal bytes. */
const exactlyComparable: readonly ColumnKind[] = [
  'integer',
  'boolean',
  'date',
  'timestamp',
  'timestamptz',
  'uuid',
  'enum',
];

/** Values of a column: as text, back from it, and compared. */
export const values: Values = {
  text(value, column) {
    if (column.kind === 'binary') return sql`encode(${value}, 'hex')`;
    if (column.kind === 'interval') return intervalText(value);
    if (column.kind === 'float') return floatText(value);
    return sql`cast(${value} as text)`;
  },

  fromText(value, column) {
    if (column.kind === 'binary') return sql`cast(decode(${value}, 'hex') as ${raw(column.type)})`;
    return sql`cast(${value} as ${raw(column.type)})`;
  },

  bytewise: (value, column) => (column.kind === 'text' ? sql`(cast(${value} as text) collate "C")` : value),

  same(left, right, column) {
    const type = raw(column.storage);
    if (exactlyComparable.includes(column.kind))
      return sql`(cast(${left} as ${type}) is not distinct from cast(${right} as ${type}))`;
    return sql`record_image_eq(row(cast(${left} as ${type})), row(cast(${right} as ${type})))`;
  },

  canonical(value, column) {
    const isScaled = column.kind === 'decimal' && column.scale !== undefined;
    if (isScaled) return sql`cast(cast(${value} as ${raw(column.storage)}) as text)`;
    switch (column.kind) {
      case 'integer':
      case 'text':
      case 'enum':
      case 'boolean':
        return sql`cast(${value} as text)`;
      case 'date':
        return sql`to_char(${value}, 'YYYY-MM-DD')`;
      case 'timestamp':
        return sql`to_char(${value}, 'YYYY-MM-DD HH24:MI:SS.US')`;
      case 'timestamptz':
        return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`;
      case 'uuid':
        return sql`encode(uuid_send(${value}), 'hex')`;
      case 'binary':
        return sql`encode(${value}, 'hex')`;
      default:
        throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) cannot be part of a key`);
    }
  },
};

/** `1 year 2 months -1 day 04:05:06`; PostgreSQL writes "mons", "-1 days", and a plus after a minus. */
function intervalText(value: Sql): Sql {
  const singular = sql`regexp_replace(cast(${value} as text), '(^| )-1 (year|mon|day)s', '\\1-1 \\2', 'g')`;
  return sql`replace(replace(${singular}, 'mon', 'month'), '+', '')`;
}

/**
 * Digits without an exponent up to 2^63, single precision as the double that it is. From 2^53 on, where a double no
 * longer tells whole numbers from their neighbours, they are written in full. Engines disagree about the rest:
 * the shortest digits of single precision and of large whole numbers, and where exponents begin.
 */
function floatText(value: Sql): Sql {
  const double = sql`cast(${value} as double precision)`;
  const text = sql`cast(${double} as text)`;
  return sql`case
    when abs(${value}) >= 9007199254740992 and abs(${value}) < 9.2e18 then cast(cast(${value} as bigint) as text)
    when abs(${value}) >= 1e15 and abs(${value}) < 9007199254740992 then cast(cast(${text} as numeric) as text)
    else ${text} end`;
}
