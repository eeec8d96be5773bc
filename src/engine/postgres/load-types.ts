import type { LoadColumn } from '../../model/load.ts';
import { reshaping } from './reshaping.ts';

/** The type in which PostgreSQL keeps values that are loaded into a new table. */
export function loadType({ type, precision, scale }: LoadColumn): string {
  switch (type) {
    case 'decimal':
      return precision === undefined ? 'numeric' : `numeric(${precision},${scale ?? 0})`;
    case 'time':
      return 'time without time zone';
    case 'json':
      return 'jsonb';
    case 'uuid':
      return 'uuid';
    case 'binary':
      return 'bytea';
    default:
      return reshaping.facts(type).type;
  }
}
