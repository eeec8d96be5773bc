import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { ColumnKind } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';

type Values = Pick<Dialect, 'text' | 'fromText' | 'bytewise' | 'same' | 'canonical'>;

/** Types whose equality takes unlike values for equal: −0 and 0, one month and thirty days, nested ones of these. */
const comparedAsText: readonly ColumnKind[] = ['float', 'interval', 'json', 'array', 'other'];

/** Values of a column: as text, back from it, and compared. */
export const values: Values = {
  text(value, column) {
    const text = sql`cast(${value} as varchar)`;
    switch (column.kind) {
      case 'binary':
        return sql`lower(hex(${value}))`;
      case 'float':
        return floatText(value);
      case 'date':
      case 'timestamp':
      case 'timestamptz':
        return sql`replace(${text}, ' (BC)', ' BC')`;
      default:
        return text;
    }
  },

  fromText(value, column) {
    const type = raw(column.type);
    if (column.kind === 'binary') return sql`unhex(${value})`;
    const hasEra = column.kind === 'date' || column.kind === 'timestamp' || column.kind === 'timestamptz';
    return hasEra ? sql`cast(replace(${value}, ' BC', ' (BC)') as ${type})` : sql`cast(${value} as ${type})`;
  },

  bytewise: (value, column) => (column.kind === 'text' ? byBytes(value) : value),

  same(left, right, column) {
    const typed = (side: Sql) => sql`cast(${side} as ${raw(column.storage)})`;
    if (column.kind === 'text') return equal(byBytes(left), byBytes(right));
    if (!comparedAsText.includes(column.kind)) return equal(typed(left), typed(right));
    return equal(sql`cast(${typed(left)} as varchar)`, sql`cast(${typed(right)} as varchar)`);
  },

  canonical(value, column) {
    const isScaled = column.kind === 'decimal' && column.scale !== undefined;
    if (isScaled) return sql`cast(cast(${value} as ${raw(column.storage)}) as varchar)`;
    switch (column.kind) {
      case 'integer':
      case 'text':
      case 'enum':
      case 'boolean':
      case 'date':
        return sql`cast(${value} as varchar)`;
      case 'timestamp':
        return sql`strftime(cast(${value} as timestamp), '%Y-%m-%d %H:%M:%S.%f')`;
      case 'timestamptz':
        return sql`strftime(${value}, '%Y-%m-%d %H:%M:%S.%f')`;
      case 'uuid':
        return sql`replace(cast(${value} as varchar), '-', '')`;
      case 'binary':
        return sql`lower(hex(${value}))`;
      default:
        throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) cannot be part of a key`);
    }
  },
};

/**
 * `300`, `0.1`, `NaN`, `-Infinity`: digits without an exponent up to 2^63, single precision as the double that it is.
 * From 2^53 on, where a double no longer tells whole numbers from their neighbours, they are written in full.
 */
function floatText(value: Sql): Sql {
  const written = sql`case
    when abs(${value}) >= 9007199254740992 and abs(${value}) < 9.2e18 then cast(cast(${value} as bigint) as varchar)
    else cast(cast(${value} as double) as varchar) end`;
  return sql`replace(replace(regexp_replace(${written}, '\\.0$', ''), 'nan', 'NaN'), 'inf', 'Infinity')`;
}

/** "C" takes away a collation that the column may have. */
function byBytes(text: Sql): Sql {
  return sql`(cast(${text} as varchar) collate "C")`;
}

/** A bare comparison would become one more key of a join, hashed for every row of both tables; a `case` is asked of rows that have met. */
function equal(left: Sql, right: Sql): Sql {
  return sql`(case when ${left} is not distinct from ${right} then true else false end)`;
}
