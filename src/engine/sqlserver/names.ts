import type { TableName } from '../../model/table.ts';

/** A name in brackets: https://learn.microsoft.com/en-us/sql/relational-databases/databases/database-identifiers#classes-of-identifiers */
export function quote(identifier: string): string {
  return `[${identifier.replaceAll(']', ']]')}]`;
}

/** The full name of a table as functions read it: `[shop].[orders]`. */
export function quotedName(table: TableName): string {
  return `${quote(table.schema)}.${quote(table.name)}`;
}
