import type { Column, ColumnKind } from '../../model/table.ts';
import { integerRange } from '../integer-range.ts';

type TypeFacts = Pick<Column, 'kind' | 'length' | 'precision' | 'scale' | 'range'>;

/** A type as the catalog has it, with domains resolved to what they stand on. */
export interface CatalogType {
  /** `typname`, for types of `pg_catalog` and of extensions. */
  readonly name: string;
  /** `typtype`: b base, e enum, r range, c composite, … */
  readonly sort: string;
  /** `typcategory`: A is an array. */
  readonly category: string;
  /** `atttypmod`, −1 for none. */
  readonly modifier: number;
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  numeric: 'decimal',
  float4: 'float',
  float8: 'float',
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
  citext: 'text',
  bool: 'boolean',
  date: 'date',
  time: 'time',
  timetz: 'time',
  timestamp: 'timestamp',
  timestamptz: 'timestamptz',
  interval: 'interval',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
  bytea: 'binary',
};

const integers: Readonly<Record<string, { readonly min: string; readonly max: string }>> = {
  int2: integerRange(16),
  int4: integerRange(32),
  int8: integerRange(64),
};

/** What a column of the type holds. */
export function typeFacts({ name, sort, category, modifier }: CatalogType): TypeFacts {
  if (category === 'A') return { kind: 'array' };
  if (sort === 'e') return { kind: 'enum' };
  if (sort !== 'b') return { kind: 'other' };
  const range = integers[name];
  if (range) return { kind: 'integer', scale: 0, range };
  const kind = kinds[name] ?? 'other';
  if (modifier < 0) return { kind };
  // A modifier is stored with 4 added; of a numeric it holds the precision above 16 bits and a signed scale of 11.
  const declared = modifier - 4;
  if (kind === 'decimal') return { kind, precision: declared >> 16, scale: ((declared & 0x7ff) ^ 1024) - 1024 };
  return kind === 'text' ? { kind, length: declared } : { kind };
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === 't',
  21: Number,
  23: Number,
  700: Number,
  701: Number,
};

/** How the driver reads results: small whole numbers, floats and booleans as such, everything else as text. */
export const clientTypes = {
  getTypeParser: (oid: number) => parsers[oid] ?? ((text: string) => text),
};
