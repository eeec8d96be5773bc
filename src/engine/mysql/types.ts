import type { Column, ColumnKind } from '../../model/table.ts';
import { integerRange } from '../integer-range.ts';

type TypeFacts = Pick<Column, 'kind' | 'type' | 'storage' | 'length' | 'precision' | 'scale' | 'range' | 'moments'>;

/** A type's text taken apart: `varchar(20) character set latin1 collate latin1_bin`. */
export interface TypeParts {
  /** The name in lower case: `varchar`. */
  readonly name: string;
  /** What stands in parentheses: `20`, `12,2`, `'happy','sad'`; empty where nothing does. */
  readonly size: string;
  readonly isUnsigned: boolean;
  readonly charset: string | undefined;
  readonly collation: string | undefined;
}

/** A column's type as `information_schema.columns` has it. */
export interface CatalogType {
  /** `column_type`: `int unsigned`, `enum('happy','sad')`. */
  readonly written: string;
  readonly charset: string | undefined;
  readonly collation: string | undefined;
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  decimal: 'decimal',
  float: 'float',
  double: 'float',
  char: 'text',
  varchar: 'text',
  tinytext: 'text',
  text: 'text',
  mediumtext: 'text',
  longtext: 'text',
  date: 'date',
  time: 'time',
  datetime: 'timestamp',
  timestamp: 'timestamptz',
  json: 'json',
  uuid: 'uuid',
  binary: 'binary',
  varbinary: 'binary',
  tinyblob: 'binary',
  blob: 'binary',
  mediumblob: 'binary',
  longblob: 'binary',
  enum: 'enum',
};

const integerBits: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, mediumint: 24, int: 32, bigint: 64 };

/** Most bytes of texts that are measured in bytes; the larger ones have no limit that matters. */
const textBytes: Readonly<Record<string, number>> = { tinytext: 255, text: 65_535 };

/** Most bytes of a character, where it is more than one: https://dev.mysql.com/doc/refman/8.0/en/charset-charsets.html. */
const characterBytes: Readonly<Record<string, number>> = {
  utf8mb4: 4,
  utf16: 4,
  utf16le: 4,
  utf32: 4,
  gb18030: 4,
  utf8: 3,
  utf8mb3: 3,
  ujis: 3,
  eucjpms: 3,
  ucs2: 2,
  big5: 2,
  sjis: 2,
  cp932: 2,
  euckr: 2,
  gb2312: 2,
  gbk: 2,
};

/** Of a decimal: https://dev.mysql.com/doc/refman/8.0/en/precision-math-decimal-characteristics.html */
const mostDigits = 65;

const typePattern =
  /^\s*([a-z][a-z0-9 ]*?)\s*(?:\((.*)\))?((?:\s+(?:unsigned|signed|zerofill))*)(?:\s+character set (\w+))?(?:\s+collate (\w+))?\s*$/isu;

/** Takes the text of a type apart, be it the catalog's or with the character set that `typeFacts` adds. */
export function typeParts(type: string): TypeParts {
  const [, name = type, size = '', flags = '', charset, collation] = typePattern.exec(type) ?? [];
  const known = name.toLowerCase();
  return {
    name: synonyms[known] ?? known,
    size,
    isUnsigned: /unsigned|zerofill/i.test(flags),
    charset,
    collation,
  };
}

const synonyms: Readonly<Record<string, string>> = {
  integer: 'int',
  numeric: 'decimal',
  'double precision': 'double',
};

/** Most bytes of one character; of the session's own, `utf8mb4`, where none is named. */
export function bytesPerCharacter(charset = 'utf8mb4'): number {
  return characterBytes[charset.toLowerCase()] ?? 1;
}

/** https://dev.mysql.com/doc/refman/8.0/en/datetime.html; MariaDB goes on until 2106 from 11.5 on. */
const momentsOfTimestamp = { first: '1970-01-01T00:00:01Z', last: '2038-01-19T03:14:07Z' };

/** What a column of the type holds. */
export function typeFacts({ written, charset, collation }: CatalogType): TypeFacts {
  const facts = { type: written, storage: storageOf(written, charset, collation) };
  const { name, size, isUnsigned } = typeParts(written);
  const bits = integerBits[name];
  if (bits !== undefined) return { ...facts, kind: 'integer', scale: 0, range: integerRange(bits, !isUnsigned) };
  // https://dev.mysql.com/doc/refman/8.0/en/year.html: and 0000, which is no year to put anything into.
  if (name === 'year') return { ...facts, kind: 'integer', scale: 0, range: { min: '1901', max: '2155' } };
  const kind = kinds[name] ?? 'other';
  if (kind === 'decimal') return { ...facts, kind, ...decimalFacts(size, isUnsigned) };
  if (kind === 'text') return { ...facts, kind, length: lengthOf(name, size, charset) };
  return name === 'timestamp' ? { ...facts, kind, moments: momentsOfTimestamp } : { ...facts, kind };
}

/**
 * Types that a snapshot keeps in another: instants without their zone, which is always UTC; bits and years as numbers;
 * numbers without the zeros in front, and floats of so many digits (`float(7,2)`) by these digits.
 */
function storageOf(written: string, charset: string | undefined, collation: string | undefined): string {
  const { name, size } = typeParts(written);
  if (name === 'timestamp') return size === '' ? 'datetime' : `datetime(${size})`;
  if (name === 'bit') return 'bigint unsigned';
  if (name === 'year') return 'smallint unsigned';
  const [precision, scale] = size.split(',').map(Number);
  if ((name === 'float' || name === 'double') && precision !== undefined && scale !== undefined)
    return `decimal(${Math.min(precision, mostDigits)},${scale})`;
  return charset === undefined || collation === undefined
    ? written.replace(/ zerofill$/i, '')
    : `${written} character set ${charset} collate ${collation}`;
}

function decimalFacts(size: string, isUnsigned: boolean): Pick<Column, 'precision' | 'scale' | 'range'> {
  const [precision = 10, scale = 0] = size.split(',').map(Number);
  if (!isUnsigned) return { precision, scale };
  const digits = '9'.repeat(precision);
  const max = scale === 0 ? digits : `${digits.slice(0, -scale) || '0'}.${digits.slice(-scale)}`;
  return { precision, scale, range: { min: '0', max } };
}

function lengthOf(name: string, size: string, charset: string | undefined): number | undefined {
  if (size !== '') return Number(size);
  const bytes = textBytes[name];
  return bytes === undefined ? undefined : Math.floor(bytes / bytesPerCharacter(charset));
}
