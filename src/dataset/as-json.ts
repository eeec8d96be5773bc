import type { Sql } from '../model/sql.ts';
import { castTo } from '../engine/duckdb/cast.ts';
import { sql } from '../sql/sql.ts';
import type { Part, TypeContext } from './value-type.ts';

/** A part's value as JSON has it: numbers as numbers, of 15 digits at least, times as ISO 8601, bytes as hexadecimal digits. */
export function asJson({ type, with: parameters }: Part, context: TypeContext, value: Sql): Sql {
  switch (type.loadType({ ...context, with: parameters }).type) {
    case 'timestamp':
      return sql`strftime(${value}, '%Y-%m-%dT%H:%M:%S.%fZ')`;
    case 'binary':
      return sql`lower(hex(${value}))`;
    case 'date':
    case 'time':
    case 'uuid':
      return castTo(value, 'VARCHAR');
    default:
      return value;
  }
}
