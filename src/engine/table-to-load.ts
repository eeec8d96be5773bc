import { FaultlineError } from '../model/errors.ts';
import type { LoadColumn, LoadTable } from '../model/load.ts';
import type { Sql } from '../model/sql.ts';
import { formatTable, isSameTable, type Table, type TableName } from '../model/table.ts';
import { join, name, raw, sql } from '../sql/sql.ts';

/** A column as its table is made with it. */
interface TypedColumn {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
}

/** How an engine makes tables that rows are loaded into. */
export interface LoadTableWords {
  /** The engine's own type. @param isKey whether the column is part of a key: some engines want these short */
  typeOf(column: LoadColumn, isKey: boolean): string;
  /** The full name of a table. */
  qualified(table: TableName): Sql;
  /** The full name of a table that another one refers to; absent = `qualified`. */
  referred?(table: TableName): Sql;
  /** Makes the columns fit into one row, where rows have a limit. @param keys names of columns that stay as they are */
  fitted?(columns: readonly TypedColumn[], keys: readonly string[]): readonly TypedColumn[];
  /** What stands behind the definitions. */
  readonly ending?: Sql;
}

/**
 * The statement that makes a table. A column that refers to another table has the type of the column that it refers to.
 * @throws UNKNOWN_TABLE, UNKNOWN_COLUMN for references
 */
export async function tableToLoad(
  words: LoadTableWords,
  table: LoadTable,
  describe: (name: TableName) => Promise<Table | undefined>,
): Promise<Sql> {
  const referring = await referringTypes(table, describe);
  const keys = new Set([...table.primaryKey, ...table.references.flatMap(keysWithin(table))]);
  const columns = table.columns.map((column) => ({
    name: column.name,
    type: referring.get(column.name) ?? words.typeOf(column, keys.has(column.name)),
    isNullable: column.isNullable && !table.primaryKey.includes(column.name),
  }));
  const fitted = words.fitted?.(columns, [...keys]) ?? columns;
  // Types come from this folder or from the database's own catalog.
  const parts = fitted.map(
    (each) => sql`${name(each.name)} ${raw(each.type)}${raw(each.isNullable ? '' : ' not null')}`,
  );
  if (table.primaryKey.length > 0) parts.push(sql`primary key (${names(table.primaryKey)})`);
  const referred = words.referred ?? words.qualified;
  for (const { columns: own, table: parent, keys: theirs } of table.references)
    parts.push(sql`foreign key (${names(own)}) references ${referred(parent)} (${names(theirs)})`);
  return sql`create table ${words.qualified(table.name)} (\n  ${join(parts, sql`,\n  `)}\n)${words.ending ?? sql``}`;
}

/** Columns of a reference; those that it refers to as well, where they are of the same table. */
function keysWithin(table: LoadTable) {
  return (reference: LoadTable['references'][number]) => [
    ...reference.columns,
    ...(isSameTable(reference.table, table.name) ? reference.keys : []),
  ];
}

async function referringTypes(
  table: LoadTable,
  describe: (name: TableName) => Promise<Table | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>();
  for (const { columns, table: parent, keys } of table.references) {
    if (isSameTable(parent, table.name)) continue;
    const described = await describe(parent);
    if (described === undefined)
      throw new FaultlineError('UNKNOWN_TABLE', `there is no table ${formatTable(parent)} to refer to`, {
        hint: `Make it before ${formatTable(table.name)}.`,
      });
    for (const [index, own] of columns.entries()) {
      const key = described.columns.find((column) => column.name === keys[index]);
      if (key === undefined)
        throw new FaultlineError('UNKNOWN_COLUMN', `table ${formatTable(parent)} has no column "${keys[index]}"`);
      // The storage of a text says how it is compared, which its type may leave out.
      types.set(own, key.kind === 'text' ? key.storage : key.type);
    }
  }
  return types;
}

function names(columns: readonly string[]): Sql {
  return join(columns.map(name));
}
