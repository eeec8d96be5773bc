import type { Row, TableSummary } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, type ForeignKey, type Table, type TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { numberOrNothing, textOf, textOrNothing } from '../read-row.ts';
import { readColumns } from './introspect-columns.ts';
import { readKeys, readReferences, referencesTo } from './introspect-keys.ts';
import type { Product } from './product.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** Tables and views; sequences of MariaDB and what is temporary are neither. */
const isTable = sql`table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
  and table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys')`;

/** Tables and views on which the user has any privilege. */
export async function listTables(ask: Ask): Promise<TableSummary[]> {
  const rows = await ask(sql`
    select table_schema as \`schema\`, table_name as name, table_type as type, table_rows as estimated
    from information_schema.tables
    where ${isTable}
    order by cast(table_schema as binary), cast(table_name as binary)`);
  return rows.map(summaryFrom);
}

/** Whether there is a table or view of the name. */
export async function hasTable(ask: Ask, table: TableName): Promise<boolean> {
  const rows = await ask(sql`
    select 1 as one
    from information_schema.tables
    where ${isTable} and ${named(table)}`);
  return rows.length > 0;
}

/**
 * Everything about one table or view; undefined where there is none of the name that the user can see, or it is the system's.
 * @param allReferences every foreign key there is
 */
export async function describeTable(
  ask: Ask,
  table: TableName,
  product: Product,
  allReferences: () => Promise<readonly ForeignKey[]>,
): Promise<Table | undefined> {
  const [row] = await ask(sql`
    select table_schema as \`schema\`, table_name as name, table_type as type, table_rows as estimated, engine as engine,
      data_length + index_length as bytes
    from information_schema.tables
    where ${isTable} and ${named(table)}`);
  if (!row) return undefined;
  return {
    ...summaryFrom(row),
    // Nothing that users may read stays with a table through its alterations and goes with it.
    identity: formatTable(table),
    bytes: numberOrNothing(row, 'bytes'),
    columns: await readColumns(ask, table, product),
    keys: await readKeys(ask, table),
    references: await readReferences(ask, table),
    referencedBy: referencesTo(table, await allReferences()),
    triggers: await readTriggers(ask, table),
    publications: [],
    changeBlocker: changeBlocker(row),
  };
}

/** Names of tables match by the server's own rules, or the file system's; ours are as the catalog spells them. */
function named(table: TableName): Sql {
  return sql`table_schema = ${table.schema} and table_name = ${table.name}
    and cast(table_schema as binary) = cast(${table.schema} as binary)
    and cast(table_name as binary) = cast(${table.name} as binary)`;
}

/** Triggers that the user can see: those of tables on which it has the privilege TRIGGER. */
async function readTriggers(ask: Ask, table: TableName): Promise<string[]> {
  const rows = await ask(sql`
    select trigger_name as name
    from information_schema.triggers
    where event_object_schema = ${table.schema} and event_object_table = ${table.name}
    order by cast(trigger_name as binary)`);
  return rows.map((row) => textOf(row, 'name'));
}

function changeBlocker(row: Row): string | undefined {
  if (row['type'] === 'VIEW') return undefined;
  if (row['type'] === 'SYSTEM VERSIONED') return 'is system-versioned: a rollback would leave its history behind';
  const engine = textOrNothing(row, 'engine') ?? 'unknown';
  return engine === 'InnoDB'
    ? undefined
    : `is kept by the storage engine ${engine}: only InnoDB takes changes back together`;
}

function summaryFrom(row: Row): TableSummary {
  return {
    name: { schema: textOf(row, 'schema'), name: textOf(row, 'name') },
    type: row['type'] === 'VIEW' ? 'view' : 'table',
    estimatedRows: numberOrNothing(row, 'estimated'),
  };
}
