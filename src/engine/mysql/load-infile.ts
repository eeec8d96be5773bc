import type { LoadSource } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { infileFormat } from './infile-lines.ts';
import { loadValue } from './load-values.ts';

/**
 * https://dev.mysql.com/doc/refman/8.0/en/load-data.html. There is no file: the driver gives the server the stream of the
 * statement whatever name it asks for. `sql_mode` may make a quotation mark of names, so that texts have apostrophes.
 */
export function loadInfile(table: TableName, columns: readonly Column[], source: LoadSource): Sql {
  const values = columns.map((column, index) => loadValue(column, source.columns[index]!.type));
  // Words of ours.
  const variable = (index: number) => raw(`@fl_${index + 1}`);
  const fields = columns.map((column, index) => (values[index] ? variable(index) : name(column.name)));
  const set = columns.flatMap((column, index) => {
    const value = values[index]?.(variable(index));
    return value ? [sql`${name(column.name)} = ${value}`] : [];
  });
  return sql`load data local infile 'rows' into table ${name(table.schema)}.${name(table.name)}
character set utf8mb4 ${raw(infileFormat)} (${join(fields)})${set.length === 0 ? sql`` : sql`\nset ${join(set)}`}`;
}
