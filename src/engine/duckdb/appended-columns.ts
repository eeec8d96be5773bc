import { BLOB, blobValue, VARCHAR, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import { FaultlineError } from '../../model/errors.ts';
import type { LoadColumn } from '../../model/load.ts';
import { isSameTable, type Column, type ColumnKind, type Table } from '../../model/table.ts';

/** Kinds to which DuckDB casts texts of an appender as it does in a statement. */
const castKinds: readonly ColumnKind[] = [
  'integer',
  'decimal',
  'float',
  'text',
  'boolean',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'enum',
  'json',
];

/** A column of the table, as an appender is given its values. */
export interface AppendedColumn {
  readonly column: Column;
  readonly type: DuckDBType;
  /** Of a row of the source. */
  value(row: readonly (string | null)[]): DuckDBValue;
}

/**
 * All columns of the table, in its order; undefined where an appender would not do: it takes no part of the columns, makes no
 * defaults and no computed columns, and a row may not refer to another one of the same append.
 */
export function appendedColumns(
  table: Table,
  columns: readonly Column[],
  given: readonly LoadColumn[],
): readonly AppendedColumn[] | undefined {
  if (table.references.some((key) => isSameTable(key.parent, table.name))) return undefined;
  const appended = table.columns.map((column) => {
    const at = columns.findIndex((each) => each.name === column.name);
    return at < 0 ? absent(column) : present(column, at, given[at]!);
  });
  return appended.every((each) => each !== undefined) ? appended : undefined;
}

function absent(column: Column): AppendedColumn | undefined {
  if (column.isComputed || column.defaultSql !== undefined) return undefined;
  return { column, type: VARCHAR, value: () => null };
}

function present(column: Column, at: number, { type }: LoadColumn): AppendedColumn | undefined {
  if (column.kind === 'binary' && type === 'binary')
    return { column, type: BLOB, value: (row) => bytes(row[at] ?? null) };
  if (!castKinds.includes(column.kind)) return undefined;
  if (column.kind === 'json') return { column, type: VARCHAR, value: (row) => checkedJson(row[at] ?? null, column) };
  return { column, type: VARCHAR, value: (row) => row[at] ?? null };
}

function bytes(hex: string | null): DuckDBValue {
  return hex === null ? null : blobValue(Buffer.from(hex, 'hex'));
}

/** An appender takes any text for JSON. */
function checkedJson(text: string | null, { name }: Column): string | null {
  if (text === null) return null;
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new FaultlineError('VALUE_OUT_OF_RANGE', `DuckDB: a value of column "${name}" is no JSON`);
  }
}
