import type { LoadColumn } from '../../model/load.ts';
import { facts } from './reshaping.ts';

/** The type in which DuckDB keeps values that are loaded into a new table. */
export function loadType({ type, precision, scale }: LoadColumn): string {
  switch (type) {
    case 'decimal':
      return precision === undefined ? facts(type).type : `DECIMAL(${precision},${scale ?? 0})`;
    case 'time':
      return 'TIME';
    case 'json':
      return 'JSON';
    case 'uuid':
      return 'UUID';
    case 'binary':
      return 'BLOB';
    default:
      return facts(type).type;
  }
}
