import type { DuckDBPreparedStatement, DuckDBValue } from '@duckdb/node-api';
import type { Row } from '../../model/engine.ts';
import type { SqlValue } from '../../model/sql.ts';
import type { Column, ColumnKind } from '../../model/table.ts';
import { integerRange } from '../integer-range.ts';

type TypeFacts = Pick<Column, 'kind' | 'type' | 'storage' | 'length' | 'precision' | 'scale' | 'range'>;

const kinds: Readonly<Record<string, ColumnKind>> = {
  FLOAT: 'float',
  DOUBLE: 'float',
  VARCHAR: 'text',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIME: 'time',
  TIME_NS: 'time',
  'TIME WITH TIME ZONE': 'time',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_S: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  TIMESTAMP_NS: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  INTERVAL: 'interval',
  UUID: 'uuid',
  JSON: 'json',
  BLOB: 'binary',
};

const integers: Readonly<Record<string, { readonly min: string; readonly max: string }>> = {
  TINYINT: integerRange(8),
  SMALLINT: integerRange(16),
  INTEGER: integerRange(32),
  BIGINT: integerRange(64),
  UTINYINT: integerRange(8, false),
  USMALLINT: integerRange(16, false),
  UINTEGER: integerRange(32, false),
};

/** Whole numbers that do not fit in 64 bits count as decimals without digits behind the point. */
const wideIntegers: Readonly<Record<string, { readonly min: string; readonly max: string }>> = {
  UBIGINT: integerRange(64, false),
  HUGEINT: integerRange(128),
  UHUGEINT: integerRange(128, false),
};

/** What a column of the type holds. @param type as `duckdb_columns()` writes it */
export function typeFacts(type: string): TypeFacts {
  const facts = { type, storage: type };
  const integer = integers[type];
  if (integer) return { ...facts, kind: 'integer', scale: 0, range: integer };
  const wide = wideIntegers[type];
  if (wide) return { ...facts, kind: 'decimal', precision: wide.max.length, scale: 0, range: wide };
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal) return { ...facts, kind: 'decimal', precision: Number(decimal[1]), scale: Number(decimal[2]) };
  if (/\[\d*\]$/.test(type)) return { ...facts, kind: 'array' };
  if (type.startsWith('ENUM(')) return { ...facts, kind: 'enum' };
  return { ...facts, kind: kinds[type] ?? 'other' };
}

/** Binds values in their order, whole numbers by their size. */
export function bindValues(prepared: DuckDBPreparedStatement, values: readonly SqlValue[]): void {
  values.forEach((value, index) => bindValue(prepared, index + 1, value));
}

function bindValue(prepared: DuckDBPreparedStatement, position: number, value: SqlValue): void {
  if (value === null) return prepared.bindNull(position);
  if (typeof value === 'string') return prepared.bindVarchar(position, value);
  if (typeof value === 'boolean') return prepared.bindBoolean(position, value);
  if (!Number.isInteger(value) && typeof value === 'number') return prepared.bindDouble(position, value);
  const whole = BigInt(value);
  if (BigInt.asIntN(32, whole) === whole) return prepared.bindInteger(position, Number(whole));
  return BigInt.asIntN(64, whole) === whole
    ? prepared.bindBigInt(position, whole)
    : prepared.bindHugeInt(position, whole);
}

/** A row in plain values: what JavaScript has no type for (decimals, times, nested values) becomes text. */
export function rowFrom(row: Readonly<Record<string, DuckDBValue>>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: DuckDBValue): unknown {
  return value !== null && typeof value === 'object' ? String(value) : value;
}
