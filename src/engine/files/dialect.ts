import type { Dialect } from '../../model/dialect.ts';
import type { TableName } from '../../model/table.ts';
import { name, sql } from '../../sql/sql.ts';
import { dialectWith } from '../duckdb/dialect.ts';
import { filesSchema } from './table-source.ts';

/** Files by way of DuckDB: their rows are temporary tables of the session, the ledger is a database in their folder. */
export const dialect: Dialect = { ...dialectWith(qualified), product: 'Files' };

function qualified({ schema, name: title }: TableName) {
  if (schema === filesSchema) return sql`${name('temp')}.${name('main')}.${name(title)}`;
  return sql`${name('ledger')}.${name(schema)}.${name(title)}`;
}
