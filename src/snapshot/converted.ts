import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { sql } from '../sql/sql.ts';

/** A value in another type: texts as people and labels see them, whole numbers rounded half away from zero. */
export function convertedTo(dialect: Dialect, value: Sql, from: Column, to: Column): Sql {
  if (to.kind === 'text') return dialect.cast(dialect.text(value, from), to.storage);
  if (to.kind === 'integer' && from.kind !== 'boolean') return dialect.cast(dialect.round(value, 0), to.storage);
  return dialect.cast(value, to.storage);
}

/** Largest magnitudes of the portable numbers: 64 bits, and 34 digits before the point. */
const largest = { integer: '9223372036854775807', decimal: `${'9'.repeat(34)}` } as const;

/** Whether a value that is not NULL fits in the type; undefined where every value does. NaN and what has no end do not. */
export function fitsType(dialect: Dialect, value: Sql, from: Column, to: Column): Sql | undefined {
  if (to.kind === 'text')
    return to.length === undefined
      ? undefined
      : sql`${dialect.length(dialect.text(value, from))} <= ${dialect.integer(to.length)}`;
  if (from.kind === 'boolean' || (to.kind !== 'integer' && to.kind !== 'decimal')) return undefined;
  const most = largest[to.kind === 'integer' || to.scale === 0 ? 'integer' : 'decimal'];
  const bound = (text: string) => dialect.number(text, from);
  return sql`${value} > ${bound(`-${most}`)} and ${value} < ${bound(most)}`;
}
