import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { familyOf } from './types.ts';

/**
 * Null-safe and exact equality of two values of a column, as a condition that is never NULL.
 * @throws UNSUPPORTED for types that cannot be compared
 */
export function same(left: Sql, right: Sql, column: Column): Sql {
  const serialized = (lob: Sql) =>
    familyOf(column.type) === 'json'
      ? sql`json_serialize(${lob} returning clob)`
      : sql`xmlserialize(content ${lob} as clob)`;
  switch (familyOf(column.type)) {
    case 'varchar':
    case 'char':
    case 'nvarchar':
    case 'nchar': {
      const bytes = (text: Sql) => (column.type.includes(' COLLATE ') ? sql`(${text} collate binary)` : text);
      return decoded(bytes(left), bytes(right));
    }
    case 'number':
    case 'binary float':
      return decoded(left, right);
    case 'clob':
    case 'nclob':
    case 'blob':
      return compared(left, right);
    case 'json':
    case 'xml':
      return compared(serialized(left), serialized(right));
    case 'zoned':
      // Equal are points in time, wherever the clock stands that shows them; what the row holds is both.
      return equal(left, right, sql`${left} = ${right} and to_char(${left}, 'TZR') = to_char(${right}, 'TZR')`);
    case 'other':
      throw new FaultlineError(
        'UNSUPPORTED',
        `values of column "${column.name}" (${column.type}) cannot be compared, so that no change of them could be taken back`,
      );
    default:
      return equal(left, right, sql`${left} = ${right}`);
  }
}

/** Takes two NULLs for equal and pads no text; for numbers and texts only. https://docs.oracle.com/database/122/SQLRF/DECODE.htm */
function decoded(left: Sql, right: Sql): Sql {
  return sql`decode(${left}, ${right}, 1, 0) = 1`;
}

function compared(left: Sql, right: Sql): Sql {
  return equal(left, right, sql`dbms_lob.compare(${left}, ${right}) = 0`);
}

function equal(left: Sql, right: Sql, isEqual: Sql): Sql {
  return sql`case when ${isEqual} or (${left} is null and ${right} is null) then 1 else 0 end = 1`;
}
