import type { Column } from '../../model/table.ts';

type TypeFacts = Pick<Column, 'kind' | 'type' | 'storage' | 'length' | 'precision' | 'scale' | 'range' | 'emptyIsNull'>;

/** A type as `all_tab_cols` has it: https://docs.oracle.com/database/122/REFRN/ALL_TAB_COLS.htm */
export interface CatalogType {
  /** `data_type`: VARCHAR2, TIMESTAMP(6), … */
  readonly name: string;
  /** Owner of an object type. */
  readonly owner: string | undefined;
  /** In bytes. */
  readonly length: number;
  /** In characters, of texts. */
  readonly characters: number;
  /** Whether the length of a text was declared in characters. */
  readonly countsCharacters: boolean;
  readonly precision: number | undefined;
  readonly scale: number | undefined;
  /** Undefined for other types than text. */
  readonly collation: string | undefined;
}

/** How values of a type are written, read and compared. */
export type Family =
  | 'varchar'
  | 'char'
  | 'nvarchar'
  | 'nchar'
  | 'number'
  | 'binary float'
  | 'date'
  | 'timestamp'
  | 'zoned'
  | 'local'
  | 'months'
  | 'seconds'
  | 'raw'
  | 'clob'
  | 'nclob'
  | 'blob'
  | 'xml'
  | 'json'
  | 'boolean'
  | 'rowid'
  | 'other';

const families: readonly (readonly [RegExp, Family])[] = [
  [/^VARCHAR2\b/i, 'varchar'],
  [/^NVARCHAR2\b/i, 'nvarchar'],
  [/^CHAR\b/i, 'char'],
  [/^NCHAR\b/i, 'nchar'],
  [/^(NUMBER|FLOAT)\b/i, 'number'],
  [/^BINARY_(FLOAT|DOUBLE)$/i, 'binary float'],
  [/^DATE$/i, 'date'],
  [/^TIMESTAMP.* LOCAL TIME ZONE$/i, 'local'],
  [/^TIMESTAMP.* TIME ZONE$/i, 'zoned'],
  [/^TIMESTAMP\b/i, 'timestamp'],
  [/^INTERVAL YEAR/i, 'months'],
  [/^INTERVAL DAY/i, 'seconds'],
  [/^RAW\b/i, 'raw'],
  [/^CLOB$/i, 'clob'],
  [/^NCLOB$/i, 'nclob'],
  [/^BLOB$/i, 'blob'],
  [/^XMLTYPE$/i, 'xml'],
  [/^JSON$/i, 'json'],
  [/^BOOLEAN$/i, 'boolean'],
  [/^U?ROWID\b/i, 'rowid'],
];

/** The family of a type. @param type as `Column.type` and `Column.storage` have it */
export function familyOf(type: string): Family {
  return families.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

/** Whether values of the type can be kept in a snapshot and compared; objects, collections, files and vectors cannot. */
export function isKeepable(type: string): boolean {
  return familyOf(type) !== 'other';
}

/** Whether it is of the types that Oracle forbids in expressions: https://docs.oracle.com/database/122/SQLRF/Data-Types.htm (LONG) */
export function isLong(type: string): boolean {
  return /^LONG( RAW)?$/.test(type);
}

/**
 * What a column of the type holds.
 * @param isUnicode whether the database's own character set holds every character, so that a national text can be written in it
 */
export function typeFacts(type: CatalogType, isUnicode: boolean): TypeFacts {
  if (type.name === 'NUMBER') return numberFacts(type);
  if (type.name === 'FLOAT') return { ...named(`FLOAT(${type.precision ?? 126})`), kind: 'float' };
  const family = familyOf(type.name);
  const isNational = family === 'nvarchar' || family === 'nchar';
  if (isNational || family === 'varchar' || family === 'char') return textFacts(type, isNational, isUnicode);
  switch (family) {
    case 'binary float':
      return { ...named(type.name), kind: 'float' };
    case 'date':
    case 'timestamp':
      return { ...named(type.name), kind: 'timestamp' };
    case 'zoned':
    case 'local':
      return { ...named(type.name), kind: 'timestamptz' };
    case 'months':
    case 'seconds':
      return { ...named(type.name), kind: 'interval' };
    case 'raw':
      return { ...named(`RAW(${type.length})`), kind: 'binary' };
    case 'json':
    case 'boolean':
      return { ...named(type.name), kind: family };
    case 'rowid':
      return { ...named(type.name === 'UROWID' ? `UROWID(${type.length})` : 'ROWID'), kind: 'other' };
    case 'other':
      return { ...named(type.owner === undefined ? type.name : `"${type.owner}"."${type.name}"`), kind: 'other' };
    default:
      return { ...named(type.name), kind: 'other' };
  }
}

/** NUMBER(*,0), which INTEGER is, holds 38 digits. Without precision and scale it holds any number. */
function numberFacts({ precision, scale }: CatalogType): TypeFacts {
  if (precision === undefined && scale === undefined) return { ...named('NUMBER'), kind: 'decimal' };
  const digits = precision ?? 38;
  const places = scale ?? 0;
  const facts = { ...named(`NUMBER(${precision ?? '*'},${places})`), precision: digits, scale: places };
  if (places !== 0 || digits > 18) return { ...facts, kind: 'decimal' };
  const largest = '9'.repeat(digits);
  return { ...named(facts.type), kind: 'integer', scale: 0, range: { min: `-${largest}`, max: largest } };
}

/**
 * A text that is compared otherwise than by its bytes cannot be found again by `=`, nor met with a snapshot's column:
 * https://docs.oracle.com/database/122/NLSPG/linguistic-sorting-and-matching.htm (data-bound collation). Its type says so.
 */
function textFacts(type: CatalogType, isNational: boolean, isUnicode: boolean): TypeFacts {
  const unit = isNational ? '' : type.countsCharacters ? ' CHAR' : ' BYTE';
  const length = isNational || type.countsCharacters ? type.characters : type.length;
  const storage = `${type.name}(${length}${unit})`;
  const isBytewise = type.collation === undefined || type.collation === 'USING_NLS_COMP';
  if (!isBytewise) return { kind: 'other', type: `${storage} COLLATE ${type.collation}`, storage };
  if (isNational && !isUnicode) return { kind: 'other', type: storage, storage };
  // https://docs.oracle.com/database/122/SQLRF/Nulls.htm
  return { kind: 'text', type: storage, storage, length, emptyIsNull: true };
}

function named(type: string): Pick<TypeFacts, 'type' | 'storage'> {
  return { type, storage: type };
}
