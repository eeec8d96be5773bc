import type { Sql } from '../../model/sql.ts';
import type { Column, ColumnKind } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';
import { castTo } from './casts.ts';
import { binary, collated, textType } from './collations.ts';

/** Kinds whose equality operator is exact: equal values have equal bytes. */
const exactlyComparable: readonly ColumnKind[] = ['integer', 'decimal', 'boolean', 'date', 'time', 'timestamp', 'uuid'];

/** Exact and null-safe equality of two values of the column. A `case`, since a comparison with NULL would be neither true nor false. */
export function same(left: Sql, right: Sql, column: Column): Sql {
  const [one, other] = [typed(left, column), typed(right, column)];
  return sql`(case when ${equal(one, other, column)} or ((${left}) is null and (${right}) is null) then 1 else 0 end = 1)`;
}

function equal(left: Sql, right: Sql, column: Column): Sql {
  if (exactlyComparable.includes(column.kind)) return sql`${left} = ${right}`;
  // The same moment under another offset is equal, too.
  if (column.kind === 'timestamptz')
    return sql`${left} = ${right} and datepart(tzoffset, ${left}) = datepart(tzoffset, ${right})`;
  // Blanks at the end of a text, and zeros at the end of bytes, do not count in a comparison:
  // https://learn.microsoft.com/en-us/sql/t-sql/language-elements/string-comparison-assignment
  const sameLength = sql`datalength(${left}) = datalength(${right})`;
  if (column.storage !== 'sql_variant') return sql`${left} = ${right} and ${sameLength}`;
  const typeOf = (value: Sql) => sql`cast(sql_variant_property(${value}, 'BaseType') as nvarchar(128))`;
  const bytesOf = (value: Sql) => sql`cast(${value} as varbinary(8000))`;
  return sql`${bytesOf(left)} = ${bytesOf(right)} and ${sameLength} and ${typeOf(left)} = ${typeOf(right)}`;
}

function typed(value: Sql, column: Column): Sql {
  const { kind, storage } = column;
  if (storage === 'sql_variant' || kind === 'timestamptz' || exactlyComparable.includes(kind))
    return sql`cast(${value} as ${raw(storage)})`;
  if (kind === 'text' || kind === 'json')
    return collated(sql`cast(${value} as ${raw(textType(column.length))})`, binary);
  if (kind === 'float')
    return sql`cast(cast(${value} as ${raw(storage)}) as binary(${raw(storage === 'real' ? '4' : '8')}))`;
  // xml and types of assemblies have no equality, but bytes.
  return sql`cast(${castTo(value, storage)} as varbinary(max))`;
}
