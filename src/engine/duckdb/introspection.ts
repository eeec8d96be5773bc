import type { Row, TableSummary } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, ForeignKey, Table, TableName, UniqueKey } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { isGeneratorDefault } from '../generator.ts';
import { namesOf, numberOrNothing, textOf, textOrNothing } from '../read-row.ts';
import { typeFacts } from './types.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** Tables and views of the main database, without temporary and attached ones. */
export async function listTables(ask: Ask): Promise<TableSummary[]> {
  const rows = await ask(sql`
    select schema_name, table_name, 'table' as type, estimated_size
    from duckdb_tables() where database_name = current_database() and not internal and not temporary
    union all
    select schema_name, view_name, 'view', null
    from duckdb_views() where database_name = current_database() and not internal and not temporary
    order by 1, 2`);
  return rows.map((row) => ({
    name: { schema: textOf(row, 'schema_name'), name: textOf(row, 'table_name') },
    type: row['type'] === 'view' ? 'view' : 'table',
    estimatedRows: numberOrNothing(row, 'estimated_size'),
  }));
}

/** Whether there is a table or view of the name. */
export async function hasTable(ask: Ask, table: TableName): Promise<boolean> {
  const rows = await ask(sql`
    select 1 as one from duckdb_tables()
    where database_name = current_database() and schema_name = ${table.schema} and table_name = ${table.name} and not internal and not temporary
    union all
    select 1 from duckdb_views()
    where database_name = current_database() and schema_name = ${table.schema} and view_name = ${table.name} and not internal and not temporary`);
  return rows.length > 0;
}

/** Everything about one table or view; undefined where there is none of the name. */
export async function describeTable(ask: Ask, table: TableName): Promise<Table | undefined> {
  const summary = (await listTables(ask)).find(({ name }) => isSameTable(name, table));
  if (!summary) return undefined;
  const foreignKeys = await readForeignKeys(ask);
  const columns = await readColumns(ask, table);
  const indexes = await readIndexes(ask, table, columns);
  const references = foreignKeys.filter((key) => isSameTable(key.child, table));
  const referencedBy = foreignKeys.filter((key) => isSameTable(key.parent, table));
  return {
    ...summary,
    // DuckDB numbers its tables anew whenever it opens the file: the name is all that lasts.
    identity: `${table.schema}.${table.name}`,
    columns,
    keys: [...(await readConstraintKeys(ask, table)), ...uniqueIndexes(indexes)],
    references,
    referencedBy,
    triggers: [],
    publications: [],
    renameBlocker: renameBlocker(indexes, references, referencedBy),
  };
}

async function readColumns(ask: Ask, table: TableName): Promise<Column[]> {
  const rows = await ask(sql`
    select c.column_name, c.column_index, c.data_type, c.is_nullable, c.column_default, t.sql as definition
    from duckdb_columns() as c
    left join duckdb_tables() as t on t.database_name = c.database_name and t.table_oid = c.table_oid
    where c.database_name = current_database() and c.schema_name = ${table.schema} and c.table_name = ${table.name}
    order by c.column_index`);
  return rows.map((row, index) => columnFrom(row, index + 1));
}

function columnFrom(row: Row, ordinal: number): Column {
  const name = textOf(row, 'column_name');
  const type = textOf(row, 'data_type');
  const isComputed = isGeneratedAlways(textOrNothing(row, 'definition') ?? '', name, type);
  const defaultSql = isComputed ? undefined : textOrNothing(row, 'column_default');
  return {
    name,
    ordinal,
    ...typeFacts(type),
    isNullable: row['is_nullable'] === true,
    isComputed,
    isIdentity: false,
    isGenerator: isGeneratorDefault(defaultSql),
    defaultSql,
  };
}

/** The catalog functions do not tell a generated column from one with a default; the table's definition does. */
function isGeneratedAlways(definition: string, name: string, type: string): boolean {
  const spellings = [name, `"${name.replaceAll('"', '""')}"`];
  return spellings.some((spelling) =>
    ['(', ', '].some((before) => definition.includes(`${before}${spelling} ${type} GENERATED ALWAYS AS`)),
  );
}

async function readConstraintKeys(ask: Ask, table: TableName): Promise<UniqueKey[]> {
  const rows = await ask(sql`
    select constraint_name, constraint_type = 'PRIMARY KEY' as is_primary, cast(to_json(constraint_column_names) as varchar) as columns
    from duckdb_constraints()
    where database_name = current_database() and schema_name = ${table.schema} and table_name = ${table.name}
      and constraint_type in ('PRIMARY KEY', 'UNIQUE')
    order by is_primary desc, constraint_index`);
  return rows.map((row) => ({
    name: textOf(row, 'constraint_name'),
    columns: namesOf(row, 'columns'),
    isPrimary: row['is_primary'] === true,
  }));
}

async function readForeignKeys(ask: Ask): Promise<ForeignKey[]> {
  const rows = await ask(sql`
    select schema_name, table_name, constraint_name, referenced_table,
      cast(to_json(constraint_column_names) as varchar) as columns,
      cast(to_json(referenced_column_names) as varchar) as referenced
    from duckdb_constraints()
    where database_name = current_database() and constraint_type = 'FOREIGN KEY'
    order by schema_name, table_name, constraint_index`);
  return rows.map((row) => ({
    name: textOf(row, 'constraint_name'),
    child: { schema: textOf(row, 'schema_name'), name: textOf(row, 'table_name') },
    childColumns: namesOf(row, 'columns'),
    // A foreign key cannot leave its schema.
    parent: { schema: textOf(row, 'schema_name'), name: textOf(row, 'referenced_table') },
    parentColumns: namesOf(row, 'referenced'),
    onDelete: 'no action',
    onUpdate: 'no action',
  }));
}

interface Index {
  readonly name: string;
  readonly isUnique: boolean;
  /** Undefined where it is over expressions. */
  readonly columns: readonly string[] | undefined;
}

async function readIndexes(ask: Ask, table: TableName, columns: readonly Column[]): Promise<Index[]> {
  const names = new Set(columns.map((column) => column.name));
  const rows = await ask(sql`
    select index_name, is_unique, cast(to_json(cast(expressions as varchar[])) as varchar) as expressions
    from duckdb_indexes()
    where database_name = current_database() and schema_name = ${table.schema} and table_name = ${table.name}
    order by index_name`);
  return rows.map((row) => {
    const plain = namesOf(row, 'expressions').map((expression) =>
      expression.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'),
    );
    return {
      name: textOf(row, 'index_name'),
      isUnique: row['is_unique'] === true,
      columns: plain.every((name) => names.has(name)) ? plain : undefined,
    };
  });
}

function uniqueIndexes(indexes: readonly Index[]): UniqueKey[] {
  return indexes.flatMap(({ name, isUnique, columns }) =>
    isUnique && columns ? [{ name, columns, isPrimary: false }] : [],
  );
}

function renameBlocker(
  indexes: readonly Index[],
  references: readonly ForeignKey[],
  referencedBy: readonly ForeignKey[],
): string | undefined {
  if (indexes[0]) return `DuckDB renames no column of a table with an index (${indexes[0].name})`;
  if (referencedBy[0])
    return `DuckDB renames no column of a table that a foreign key points to (${referencedBy[0].name})`;
  if (references[0]) return `DuckDB renames no column that is part of a foreign key (${references[0].name})`;
  return undefined;
}

function isSameTable(one: TableName, other: TableName): boolean {
  return one.schema === other.schema && one.name === other.name;
}
