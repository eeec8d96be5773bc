import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { sql } from '../sql/sql.ts';

/** Separates the parts of a composite key's canonical text. */
const separator = '\u001f';

/** Whether the key is one whole number of 64 bits and needs no hash. */
export function isIntegerKey(columns: readonly Column[]): boolean {
  const [column, ...others] = columns;
  if (column === undefined || others.length > 0) return false;
  if (column.kind === 'integer') return column.range === undefined || fitsInt64(column.range);
  return column.kind === 'decimal' && column.scale === 0 && column.precision !== undefined && column.precision <= 18;
}

/** Kinds of columns that can be part of a key: their text is exact and equal on every engine. */
export function isKeyKind(column: Column): boolean {
  if (column.kind === 'decimal') return column.scale !== undefined;
  return ['integer', 'text', 'uuid', 'binary', 'date', 'timestamp', 'timestamptz', 'boolean', 'enum'].includes(
    column.kind,
  );
}

/** The canonical text of a key: its parts joined by U+001F. @param values expressions in the order of `columns` */
export function canonicalKey(dialect: Dialect, columns: readonly Column[], values: readonly Sql[]): Sql {
  const parts = columns.map((column, index) => dialect.canonical(values[index]!, column));
  if (parts.length === 1) return parts[0]!;
  return dialect.concat(
    parts.flatMap((part, index) => (index === 0 ? [part] : [dialect.textLiteral(separator), part])),
  );
}

/** The key as the integer that draws are made of. */
export function kappaSql(dialect: Dialect, columns: readonly Column[], values: readonly Sql[]): Sql {
  if (isIntegerKey(columns)) return dialect.cast(values[0]!, dialect.ledgerTypes.integer);
  return dialect.hash56(sql`${canonicalKey(dialect, columns, values)}`);
}

function fitsInt64(range: { readonly min: string; readonly max: string }): boolean {
  return BigInt(range.min) >= -(2n ** 63n) && BigInt(range.max) < 2n ** 63n;
}
