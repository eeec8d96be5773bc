import type { Row } from '../../model/engine.ts';
import type { Column, ColumnKind } from '../../model/table.ts';
import { integerRange } from '../integer-range.ts';
import { binary } from './collations.ts';
import { quote } from './names.ts';

type TypeFacts = Pick<Column, 'kind' | 'type' | 'storage' | 'length' | 'precision' | 'scale' | 'range' | 'moments'>;

/** A type as the catalog has it. */
export interface CatalogType {
  /** Name of the built-in type, or of an assembly's type. */
  readonly base: string;
  /** Schema and name of a type that users made: an alias of `base`, or an assembly's. */
  readonly own: { readonly schema: string; readonly name: string; readonly isAssembly: boolean } | undefined;
  /** In bytes; −1 for (max). */
  readonly maxLength: number;
  readonly precision: number;
  readonly scale: number;
  readonly collation: string | undefined;
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  tinyint: 'integer',
  smallint: 'integer',
  int: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  numeric: 'decimal',
  money: 'decimal',
  smallmoney: 'decimal',
  float: 'float',
  real: 'float',
  char: 'text',
  varchar: 'text',
  text: 'text',
  nchar: 'text',
  nvarchar: 'text',
  ntext: 'text',
  bit: 'boolean',
  date: 'date',
  time: 'time',
  datetime: 'timestamp',
  datetime2: 'timestamp',
  smalldatetime: 'timestamp',
  datetimeoffset: 'timestamptz',
  uniqueidentifier: 'uuid',
  json: 'json',
  binary: 'binary',
  varbinary: 'binary',
  image: 'binary',
  timestamp: 'binary',
};

/** https://learn.microsoft.com/en-us/sql/t-sql/data-types/data-types-transact-sql */
const ranges: Readonly<Record<string, { readonly min: string; readonly max: string }>> = {
  tinyint: integerRange(8, false),
  smallint: integerRange(16),
  int: integerRange(32),
  bigint: integerRange(64),
  money: { min: '-922337203685477.5808', max: '922337203685477.5807' },
  smallmoney: { min: '-214748.3648', max: '214748.3647' },
};

/**
 * https://learn.microsoft.com/en-us/sql/t-sql/data-types/datetime-transact-sql and
 * https://learn.microsoft.com/en-us/sql/t-sql/data-types/smalldatetime-transact-sql
 */
const moments: Readonly<Record<string, NonNullable<Column['moments']>>> = {
  datetime: { first: '1753-01-01T00:00:00Z', last: '9999-12-31T23:59:59.997Z' },
  smalldatetime: { first: '1900-01-01T00:00:00Z', last: '2079-06-06T23:59:00Z' },
};

/** What a column of the type holds. */
export function typeFacts(type: CatalogType): TypeFacts {
  const { base, own, maxLength, precision, scale } = type;
  const kind = own?.isAssembly ? 'other' : (kinds[base] ?? 'other');
  const written = own ? `${quote(own.schema)}.${quote(own.name)}` : writtenType(type);
  const facts = { kind, type: written, storage: own?.isAssembly ? written : storageOf(type) };
  const range = ranges[base];
  if (kind === 'integer') return { ...facts, scale: 0, ...(range && { range }) };
  if (kind === 'decimal') return { ...facts, precision, scale, ...(range && { range }) };
  const span = moments[base];
  if (span !== undefined) return { ...facts, moments: span };
  if (kind !== 'text' || maxLength < 0 || base.endsWith('text')) return facts;
  return { ...facts, length: base.startsWith('n') ? maxLength / 2 : maxLength };
}

/**
 * The type in which a snapshot keeps values: an alias's base type, with the collation of the column, so that keys meet as
 * they do in the table; types that are on their way out as what took their place.
 * https://learn.microsoft.com/en-us/sql/t-sql/data-types/ntext-text-and-image-transact-sql
 */
function storageOf(type: CatalogType): string {
  // Of sql_variant each value has its own.
  const isText = kinds[type.base] === 'text' && type.collation !== undefined;
  const collation = isText ? ` collate ${type.collation}` : '';
  switch (type.base) {
    case 'timestamp':
      return 'binary(8)';
    case 'image':
      return 'varbinary(max)';
    case 'text':
      return `varchar(max)${collation}`;
    case 'ntext':
      return `nvarchar(max)${collation}`;
    case 'json':
      return `nvarchar(max) collate ${binary}`;
    default:
      return `${writtenType(type)}${collation}`;
  }
}

function writtenType({ base, maxLength, precision, scale }: CatalogType): string {
  switch (base) {
    case 'nchar':
    case 'nvarchar':
      return `${base}(${maxLength < 0 ? 'max' : maxLength / 2})`;
    case 'char':
    case 'varchar':
    case 'binary':
    case 'varbinary':
      return `${base}(${maxLength < 0 ? 'max' : maxLength})`;
    case 'decimal':
    case 'numeric':
      return `${base}(${precision}, ${scale})`;
    case 'time':
    case 'datetime2':
    case 'datetimeoffset':
      return `${base}(${scale})`;
    default:
      return base;
  }
}

/** A row in plain values: what JavaScript has another type for (times, bytes) becomes text. */
export function rowFrom(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Buffer.isBuffer(value) ? value.toString('hex') : value;
}
