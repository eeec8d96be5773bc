import type { LoadColumn } from '../../model/load.ts';
import { binary } from './collations.ts';
import { facts } from './reshaping.ts';

/** Characters of a text in a key whose longest value is not known: https://learn.microsoft.com/en-us/sql/sql-server/maximum-capacity-specifications-for-sql-server (900 bytes of a clustered key) */
const keyLength = 255;

/** Longest values that have a length of their own: https://learn.microsoft.com/en-us/sql/t-sql/data-types/nchar-and-nvarchar-transact-sql */
const longestText = 4000;
const longestBinary = 8000;

/** The type in which SQL Server keeps values that are loaded into a new table. Keys compare by code units, so that values that differ are different. */
export function loadType({ type, length, precision, scale }: LoadColumn, isKey: boolean): string {
  const size = Math.max(1, length ?? keyLength);
  switch (type) {
    case 'text':
      if (isKey) return `nvarchar(${size}) collate ${binary}`;
      return length === undefined || length > longestText ? 'nvarchar(max)' : `nvarchar(${size})`;
    case 'binary':
      if (isKey) return `varbinary(${size})`;
      return length === undefined || length > longestBinary ? 'varbinary(max)' : `varbinary(${size})`;
    case 'decimal':
      return precision === undefined ? facts(type).type : `decimal(${precision}, ${scale ?? 0})`;
    case 'time':
      return 'time(6)';
    case 'uuid':
      return 'uniqueidentifier';
    // A type of its own came with SQL Server 2025.
    case 'json':
      return 'nvarchar(max)';
    default:
      return facts(type).type;
  }
}
