import type { Row, TableSummary } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Table, TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { numberOrNothing, textOf } from '../read-row.ts';
import { changeBlocker, insertBlocker, readLimits } from './blockers.ts';
import { readColumns } from './introspect-columns.ts';
import { readKeys, readReferencedBy, readReferences } from './introspect-keys.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/**
 * Tables and views of people, each once: the table behind a materialized view counts as that view. Tables of others are
 * there as far as the user may see them. https://docs.oracle.com/database/122/REFRN/ALL_OBJECTS.htm
 */
const objects = sql`
  all_objects o
  join all_users u on u.username = o.owner and u.oracle_maintained = 'N'
  left join all_tables t on t.owner = o.owner and t.table_name = o.object_name and o.object_type = 'TABLE'`;

/** Not the parts of tables: nested ones, overflow of index-organised ones, the recycle bin. */
const isWhole = sql`o.object_type in ('TABLE', 'VIEW') and o.secondary = 'N'
  and coalesce(t.nested, 'NO') = 'NO' and coalesce(t.dropped, 'NO') = 'NO' and coalesce(t.iot_type, 'IOT') = 'IOT'`;

const sort = sql`case
    when o.object_type = 'VIEW' then 'view'
    when exists (select 1 from all_mviews m where m.owner = o.owner and m.container_name = o.object_name) then 'materialized view'
    when exists (select 1 from all_external_tables e where e.owner = o.owner and e.table_name = o.object_name) then 'foreign table'
    else 'table' end`;

export async function listTables(ask: Ask): Promise<TableSummary[]> {
  const rows = await ask(sql`
    select o.owner as "schema", o.object_name as "name", ${sort} as "sort", t.num_rows as "rows"
    from ${objects}
    where ${isWhole}
    order by o.owner, o.object_name`);
  return rows.map(summaryFrom);
}

export async function hasTable(ask: Ask, table: TableName): Promise<boolean> {
  const rows = await ask(sql`
    select 1 as "one" from all_objects o
    where o.owner = ${table.schema} and o.object_name = ${table.name} and o.object_type in ('TABLE', 'VIEW')`);
  return rows.length > 0;
}

/** @param user whose own tables tell their size */
export async function describeTable(
  ask: Ask,
  table: TableName,
  user: string,
  isUnicode: boolean,
): Promise<Table | undefined> {
  const [row] = await ask(sql`
    select o.owner as "schema", o.object_name as "name", ${sort} as "sort", t.num_rows as "rows",
      to_char(o.object_id) as "id"
    from ${objects}
    where ${isWhole} and o.owner = ${table.schema} and o.object_name = ${table.name}`);
  if (!row) return undefined;
  const { columns, unreadable, numbered } = await readColumns(ask, table, isUnicode);
  const limits = { ...(await readLimits(ask, table)), columns, unreadable, numbered };
  return {
    ...summaryFrom(row),
    identity: textOf(row, 'id'),
    columns,
    keys: await readKeys(ask, table),
    references: await readReferences(ask, table),
    referencedBy: await readReferencedBy(ask, table),
    triggers: await readTriggers(ask, table),
    publications: await readLogs(ask, table),
    changeBlocker: changeBlocker(limits),
    insertBlocker: insertBlocker(limits),
    bytes: table.schema === user ? await readBytes(ask, table) : undefined,
  };
}

async function readTriggers(ask: Ask, table: TableName): Promise<string[]> {
  const rows = await ask(sql`
    select g.trigger_name as "name"
    from all_triggers g
    where g.table_owner = ${table.schema} and g.table_name = ${table.name} and g.status = 'ENABLED'
    order by g.trigger_name`);
  return rows.map((row) => textOf(row, 'name'));
}

/** Logs of materialized views, which take every change to the views. */
async function readLogs(ask: Ask, table: TableName): Promise<string[]> {
  const rows = await ask(sql`
    select l.log_table as "name"
    from all_mview_logs l
    where l.log_owner = ${table.schema} and l.master = ${table.name}
    order by l.log_table`);
  return rows.map((row) => textOf(row, 'name'));
}

/** With indexes and LOBs, partitions added up; of the user's own tables, since only a DBA sees the others'. */
async function readBytes(ask: Ask, { name }: TableName): Promise<number | undefined> {
  const [row] = await ask(sql`
    select sum(s.bytes) as "bytes"
    from user_segments s
    where s.segment_name = ${name}
      or s.segment_name in (select i.index_name from user_indexes i where i.table_name = ${name})
      or s.segment_name in (select l.segment_name from user_lobs l where l.table_name = ${name})`);
  return numberOrNothing(row, 'bytes');
}

function summaryFrom(row: Row): TableSummary {
  return {
    name: { schema: textOf(row, 'schema'), name: textOf(row, 'name') },
    type: textOf(row, 'sort') as Table['type'],
    estimatedRows: numberOrNothing(row, 'rows'),
  };
}
