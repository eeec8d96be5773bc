import type { Privilege, Row, TableSummary } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Table, TableName } from '../../model/table.ts';
import { join, sql } from '../../sql/sql.ts';
import { numberOrNothing, textOf } from '../read-row.ts';
import { readColumns } from './introspect-columns.ts';
import { readKeys, readReferencedBy, readReferences } from './introspect-keys.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

const types: Readonly<Record<string, Table['type']>> = {
  r: 'table',
  p: 'table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
  i: 'parent of inheriting tables',
};

/** `relkind`, and i for a table whose queries also answer with rows of others that inherit from it. */
const kind = sql`
  case when c.relkind = 'r' and exists (select from pg_catalog.pg_inherits where inhparent = c.oid) then 'i'
    else cast(c.relkind as text) end`;

/** Rows as the last analyze counted them, partitions added up; NULL where it never ran. */
const estimatedRows = sql`(
  select sum(nullif(part.reltuples, -1))
  from pg_catalog.pg_class as part
  where part.relkind <> 'p' and not (part.reltuples = 0 and part.relpages = 0)
    and (part.oid = c.oid or part.oid in (select relid from pg_catalog.pg_partition_tree(c.oid))))`;

/** https://www.postgresql.org/docs/13/logical-replication-publication.html: the default identity is the primary key. */
const lacksIdentity = sql`(c.relreplident = 'n' or (c.relreplident = 'd'
  and not exists (select 1 from pg_catalog.pg_index as i where i.indrelid = c.oid and i.indisprimary)))`;

/** Of a partitioned table the sizes of its partitions. */
const bytes = sql`coalesce(
  (select sum(pg_total_relation_size(part.relid)) from pg_catalog.pg_partition_tree(c.oid) as part), pg_total_relation_size(c.oid))`;

/** Tables and views that the user may read, partitions under the name of their table. */
export async function listTables(ask: Ask): Promise<TableSummary[]> {
  const rows = await ask(sql`
    select n.nspname as schema, c.relname as name, ${kind} as kind, ${estimatedRows} as rows
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
      and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
      and has_schema_privilege(n.oid, 'usage') and has_any_column_privilege(c.oid, 'select')
    order by n.nspname collate "C", c.relname collate "C"`);
  return rows.map(summaryFrom);
}

/** Whether there is a table or view of the name, readable or not. */
export async function hasTable(ask: Ask, table: TableName): Promise<boolean> {
  const rows = await ask(sql`
    select 1 as one
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname = ${table.schema} and c.relname = ${table.name}`);
  return rows.length > 0;
}

/** Everything about one table or view, readable or not; undefined where there is none of the name, or it is the system's. */
export async function describeTable(ask: Ask, table: TableName): Promise<Table | undefined> {
  const [row] = await ask(sql`
    select n.nspname as schema, c.relname as name, ${kind} as kind, cast(c.oid as text) as oid, ${estimatedRows} as rows, ${bytes} as bytes,
      ${lacksIdentity} as lacks_identity
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname = ${table.schema} and c.relname = ${table.name}
      and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'`);
  if (!row) return undefined;
  const oid = textOf(row, 'oid');
  const publications = await readPublications(ask, oid);
  return {
    ...summaryFrom(row),
    identity: oid,
    bytes: Number(textOf(row, 'bytes')),
    columns: await readColumns(ask, oid),
    keys: await readKeys(ask, oid),
    references: await readReferences(ask, oid),
    referencedBy: await readReferencedBy(ask, oid),
    triggers: await readTriggers(ask, oid),
    publications,
    changeBlocker:
      row['lacks_identity'] === true && publications.length > 0
        ? `is published (${publications.join(', ')}) without a replica identity: PostgreSQL refuses to update or delete its rows`
        : undefined,
  };
}

/** What the user lacks; to alter a table is to own it. All of it is missing where the schema may not be used. */
export async function missingPrivileges(
  ask: Ask,
  table: TableName,
  wanted: readonly Privilege[],
): Promise<Privilege[]> {
  // Whoever deletes rows locks them first: https://www.postgresql.org/docs/13/sql-grant.html (UPDATE)
  const needed = wanted.includes('delete') ? [...new Set<Privilege>([...wanted, 'update'])] : wanted;
  const checks = needed.map((privilege) =>
    privilege === 'alter' ? sql`pg_has_role(c.relowner, 'usage')` : sql`has_table_privilege(c.oid, ${privilege})`,
  );
  if (checks.length === 0) return [];
  const [row] = await ask(sql`
    select has_schema_privilege(n.oid, 'usage') as usable, cast(to_json(array[${join(checks)}]) as text) as granted
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = ${table.schema} and c.relname = ${table.name}`);
  if (!row) return [];
  const granted = JSON.parse(textOf(row, 'granted')) as boolean[];
  return needed.filter((_, index) => row['usable'] !== true || granted[index] !== true);
}

/** Triggers that fire in an ordinary session, on the table or its partitions, and rules, which rewrite statements. */
async function readTriggers(ask: Ask, oid: string): Promise<string[]> {
  const rows = await ask(sql`
    select tgname as name from pg_catalog.pg_trigger
    where not tgisinternal and tgenabled in ('O', 'A')
      and (tgrelid = cast(${oid} as oid) or tgrelid in (select relid from pg_catalog.pg_partition_tree(cast(${oid} as oid))))
    union
    select rulename from pg_catalog.pg_rewrite
    where ev_class = cast(${oid} as oid) and rulename <> '_RETURN' and ev_enabled in ('O', 'A')
    order by 1`);
  return rows.map((row) => textOf(row, 'name'));
}

async function readPublications(ask: Ask, oid: string): Promise<string[]> {
  const rows = await ask(sql`
    select distinct p.pubname as name
    from pg_catalog.pg_publication_tables as p
    join pg_catalog.pg_namespace as n on n.nspname = p.schemaname
    join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relname = p.tablename
    where c.oid = cast(${oid} as oid) or c.oid in (select relid from pg_catalog.pg_partition_tree(cast(${oid} as oid)))
    order by 1`);
  return rows.map((row) => textOf(row, 'name'));
}

function summaryFrom(row: Row): TableSummary {
  return {
    name: { schema: textOf(row, 'schema'), name: textOf(row, 'name') },
    type: types[textOf(row, 'kind')] ?? 'table',
    estimatedRows: numberOrNothing(row, 'rows'),
  };
}
