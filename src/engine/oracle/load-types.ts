import type { LoadColumn } from '../../model/load.ts';
import { facts } from './reshaping.ts';

/** Characters of a text in a key whose longest value is not known. */
const keyLength = 255;

/** Characters of up to four bytes that fit into 4,000 bytes, and bytes: https://docs.oracle.com/database/122/SQLRF/Data-Types.htm */
const longestText = 1000;
const longestRaw = 2000;

/** The type in which Oracle keeps values that are loaded into a new table. Oracle has no time of day: it is a text. */
export function loadType({ type, length, precision, scale }: LoadColumn, isKey: boolean): string {
  const size = Math.max(1, length ?? keyLength);
  switch (type) {
    case 'text':
      return isKey || (length !== undefined && length <= longestText) ? `VARCHAR2(${size} CHAR)` : 'CLOB';
    case 'binary':
      return isKey || (length !== undefined && length <= longestRaw) ? `RAW(${size})` : 'BLOB';
    case 'decimal':
      return precision === undefined ? facts(type).type : `NUMBER(${precision},${scale ?? 0})`;
    case 'time':
      return 'VARCHAR2(15 CHAR)';
    case 'uuid':
      return 'VARCHAR2(36 CHAR)';
    // A type of its own came with 21c.
    case 'json':
      return 'CLOB';
    default:
      return facts(type).type;
  }
}
