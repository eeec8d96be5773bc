import type { Sql } from '../../model/sql.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { bytesPerCharacter, typeParts } from './types.ts';

interface TypedColumn {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
}

/** https://dev.mysql.com/doc/refman/8.0/en/column-count-limit.html#row-size-limits: 65,535, with some room for what is not counted here. */
const mostRowBytes = 65_000;

/** https://dev.mysql.com/doc/refman/8.0/en/innodb-limits.html */
const mostKeyBytes = 3072;

/** Bytes of a row that point to a LOB. */
const pointerBytes = 12;

/**
 * Creates a typed InnoDB table if it is not there. A snapshot's row holds more than a row of its table: the widest texts
 * become LOBs until it fits. A primary key that is wider than an index may be becomes an index of the beginnings.
 */
export function createTable(table: Sql, columns: readonly TypedColumn[], primaryKey: readonly string[]): Sql {
  const fitting = fitted(columns, primaryKey);
  const parts = fitting.map(
    (column) => sql`${name(column.name)} ${raw(column.type)}${raw(column.isNullable ? '' : ' not null')}`,
  );
  if (primaryKey.length > 0)
    parts.push(
      keyOf(
        fitting.filter((column) => primaryKey.includes(column.name)),
        primaryKey,
      ),
    );
  return sql`create table if not exists ${table} (${join(parts)})
    engine = InnoDB default character set utf8mb4 collate utf8mb4_bin row_format = dynamic`;
}

/** The columns in a row that is not too long. @param primaryKey names of those that stay as they are */
export function fitted(columns: readonly TypedColumn[], primaryKey: readonly string[]): readonly TypedColumn[] {
  const size = columns.reduce((sum, column) => sum + rowBytes(column.type), 0);
  if (size <= mostRowBytes) return columns;
  const free = columns.filter((column) => !primaryKey.includes(column.name) && rowBytes(column.type) > pointerBytes);
  const widest = free
    .toSorted((left, right) => rowBytes(right.type) - rowBytes(left.type))
    .find(({ type }) => lobOf(type));
  if (widest === undefined) return columns;
  const narrower = columns.map((column) => (column === widest ? { ...column, type: lobOf(column.type)! } : column));
  return fitted(narrower, primaryKey);
}

/** The LOB type that holds every value of the type, in the same character set; undefined for types that are no texts. */
function lobOf(type: string): string | undefined {
  const { name: title, charset, collation } = typeParts(type);
  if (title === 'binary' || title === 'varbinary') return 'blob';
  if (title !== 'char' && title !== 'varchar') return undefined;
  return charset === undefined || collation === undefined
    ? 'text'
    : `text character set ${charset} collate ${collation}`;
}

/** Most bytes of a value in its row. */
function rowBytes(type: string): number {
  const { name: title, size, charset } = typeParts(type);
  if (title === 'char' || title === 'varchar') return Number(size || 1) * bytesPerCharacter(charset) + 2;
  if (title === 'binary' || title === 'varbinary') return Number(size || 1) + 2;
  if (title === 'decimal') return 32;
  return pointerBytes;
}

function keyOf(columns: readonly TypedColumn[], primaryKey: readonly string[]): Sql {
  const isIndexable = columns.every((column) => !isLob(column.type));
  const bytes = columns.reduce((sum, column) => sum + rowBytes(column.type), 0);
  if (isIndexable && bytes <= mostKeyBytes) return sql`primary key (${join(primaryKey.map(name))})`;
  const share = Math.floor(mostKeyBytes / columns.length);
  const parts = primaryKey.map((title) => {
    const { type } = columns.find((column) => column.name === title)!;
    const isShort = !isLob(type) && rowBytes(type) <= share;
    // A whole number of ours.
    const beginning = raw(`(${Math.floor(share / bytesPerCharacter(typeParts(type).charset))})`);
    return isShort ? name(title) : sql`${name(title)}${beginning}`;
  });
  return sql`key (${join(parts)})`;
}

function isLob(type: string): boolean {
  return /text$|blob$/.test(typeParts(type).name);
}
