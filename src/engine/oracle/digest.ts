import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { join, sql } from '../../sql/sql.ts';
import { familyOf } from './types.ts';

/** Digests that are joined to one text: each has 40 digits, and a text of a query holds 4,000 bytes. */
const mostTogether = 90;

/**
 * One order-independent number over rows: the sum of the first 60 bits of SHA-1 over the digests of a row's values.
 * https://docs.oracle.com/database/122/SQLRF/STANDARD_HASH.htm takes any type but LOBs and objects: of those the length
 * and the beginning stand for the whole.
 * @param columns whose values they are, where they are of columns
 */
export function digest(values: readonly Sql[], columns: readonly (Column | undefined)[] = []): Sql {
  const row = digestOf(values.flatMap((value, index) => hashable(value, columns[index])));
  return sql`to_char(coalesce(sum(to_number(substr(${row}, 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9')`;
}

function digestOf(values: readonly Sql[]): Sql {
  // A mark for what has no digest, so that NULL keeps its place.
  const digests = values.map((value) => sql`coalesce(rawtohex(standard_hash(${value})), '-')`);
  if (digests.length <= mostTogether) return sql`rawtohex(standard_hash(${join(digests, sql` || `)}))`;
  return digestOf([digestOf(values.slice(0, mostTogether)), ...values.slice(mostTogether)]);
}

function hashable(value: Sql, column: Column | undefined): readonly Sql[] {
  switch (column && familyOf(column.storage)) {
    case 'clob':
    case 'nclob':
    case 'blob':
      return beginning(value);
    case 'json':
      return beginning(sql`json_serialize(${value} returning clob)`);
    case 'xml':
      return beginning(sql`xmlserialize(content ${value} as clob)`);
    default:
      return [value];
  }
}

function beginning(lob: Sql): readonly Sql[] {
  return [sql`dbms_lob.getlength(${lob})`, sql`dbms_lob.substr(${lob}, 1000, 1)`];
}
