import type { Dialect } from '../../model/dialect.ts';
import type { LoadType } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { familyOf, type Family } from './types.ts';

/** A column that takes the values at a place of the source's rows. */
export interface Taken {
  readonly column: Column;
  readonly type: LoadType;
  /** Place of its value in a row. */
  readonly at: number;
}

/** Families whose values are bound as they are; a cast would cut a text that is too long without a word. */
const bare: readonly Family[] = ['varchar', 'char', 'nvarchar', 'nchar', 'number', 'clob', 'nclob', 'xml', 'json'];
const lobs: readonly Family[] = ['clob', 'nclob', 'blob', 'xml', 'json'];

/**
 * The columns in the order in which they are bound: no large value may stand before a small one (ORA-24816),
 * https://docs.oracle.com/en/error-help/db/ora-24816/.
 */
export function inBindOrder(columns: readonly Column[], types: readonly LoadType[]): readonly Taken[] {
  const taken = columns.map((column, at) => ({ column, type: types[at]!, at }));
  const isLob = ({ column }: Taken) => lobs.includes(familyOf(column.type));
  return [...taken.filter((each) => !isLob(each)), ...taken.filter(isLob)];
}

/** Whether values are bound as bytes. */
export function bindsBytes({ column, type }: Taken): boolean {
  return type === 'binary' && ['raw', 'blob'].includes(familyOf(column.type));
}

/** Inserts one row, whose values are bound as texts or bytes. */
export function loadStatement(dialect: Dialect, table: TableName, taken: readonly Taken[]): Sql {
  const values = taken.map((each, index) => {
    // A number of ours.
    const place = raw(`:${index + 1}`);
    const isBare = bindsBytes(each) || bare.includes(familyOf(each.column.type));
    return isBare ? place : dialect.fromText(place, each.column);
  });
  const names = join(taken.map(({ column }) => name(column.name)));
  return sql`insert into ${dialect.table(table)} (${names})\nvalues (${join(values)})`;
}

/** A value as it is bound. */
export function boundText(value: string, { column, type }: Taken): string {
  const family = familyOf(column.type);
  if (type === 'boolean' && family === 'number') return value === 'true' ? '1' : '0';
  const isMoment = ['date', 'timestamp', 'zoned', 'local'].includes(family);
  if (!isMoment) return value;
  const full = value.length === '2026-11-21'.length ? `${value} 00:00:00` : value;
  // A date of Oracle ends with its second.
  return family === 'date' ? full.replace(/\.\d+$/, '') : full;
}
