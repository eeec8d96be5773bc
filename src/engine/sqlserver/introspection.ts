import type { Privilege, Row, TableSummary } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Table, TableName } from '../../model/table.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { numberOrNothing, textOf } from '../read-row.ts';
import { blockerOf } from './blocker.ts';
import { binary } from './collations.ts';
import { readColumns } from './introspect-columns.ts';
import { readKeys, readReferencedBy, readReferences } from './introspect-keys.ts';
import { quotedName } from './names.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

const types: readonly Table['type'][] = ['table', 'view', 'materialized view', 'foreign table'];

/** A view is kept like a table where it has an index. */
const kind = sql`
  case when o.type = 'V' and exists (select 1 from sys.indexes as i where i.object_id = o.object_id) then 'materialized view'
    when o.type = 'V' then 'view' when t.is_external = 1 then 'foreign table' else 'table' end`;

/** Of the heap or the clustered index. https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-partitions-transact-sql */
const estimatedRows = sql`(select sum(p.rows) from sys.partitions as p where p.object_id = o.object_id and p.index_id in (0, 1))`;

const objects = sql`sys.objects as o
    join sys.schemas as s on s.schema_id = o.schema_id
    left join sys.tables as t on t.object_id = o.object_id`;

const isTable = sql`o.type in ('U', 'V') and o.is_ms_shipped = 0`;

/** Tables and views that the user may read. */
export async function listTables(ask: Ask): Promise<TableSummary[]> {
  // The name of the collation is one of ours.
  const byBytes = raw(`collate ${binary}`);
  const rows = await ask(sql`
    select s.name as [schema], o.name as [name], ${kind} as [kind], ${estimatedRows} as [rows]
    from ${objects}
    where ${isTable} and has_perms_by_name(quotename(s.name) + N'.' + quotename(o.name), N'OBJECT', N'SELECT') = 1
    order by s.name ${byBytes}, o.name ${byBytes}`);
  return rows.map(summaryFrom);
}

/** Whether there is a table or view of the name, readable or not. */
export async function hasTable(ask: Ask, table: TableName): Promise<boolean> {
  const rows = await ask(sql`select 1 as [one] from ${objects} where ${isTable} and ${isNamed(table)}`);
  return rows.length > 0;
}

/** Everything about one table or view; undefined where there is none of the name, or the user may not know of it. */
export async function describeTable(ask: Ask, table: TableName): Promise<Table | undefined> {
  const [row] = await ask(sql`
    select s.name as [schema], o.name as [name], ${kind} as [kind], cast(o.object_id as nvarchar(20)) as [id], ${estimatedRows} as [rows]
    from ${objects}
    where ${isTable} and ${isNamed(table)}`);
  if (!row) return undefined;
  const id = textOf(row, 'id');
  const summary = summaryFrom(row);
  const columns = await readColumns(ask, id);
  const [flags] = await ask(sql`select t.* from sys.tables as t where t.object_id = cast(${id} as int)`);
  const blocker = await blockerOf(ask, summary.name, id, flags, columns);
  return {
    ...summary,
    identity: id,
    bytes: await readBytes(ask, id),
    columns: columns.map(({ isMasked: _masked, isEncrypted: _encrypted, ...column }) => column),
    keys: await readKeys(ask, id),
    references: await readReferences(ask, id),
    referencedBy: await readReferencedBy(ask, id),
    triggers: await readTriggers(ask, id),
    publications: await readPublications(ask, id, flags),
    changeBlocker: blocker,
    renameBlocker: blocker && `the table ${blocker}`,
    alterBlockers: {
      'reorder columns':
        'SQL Server puts a column elsewhere only by making its table anew, without its grants and what refers to it',
    },
  };
}

/**
 * What the user lacks, as the database tells it. Values of one's own in an identity column need the right to alter the
 * table: https://learn.microsoft.com/en-us/sql/t-sql/statements/set-identity-insert-transact-sql#permissions
 */
export async function missingPrivileges(
  ask: Ask,
  table: TableName,
  wanted: readonly Privilege[],
): Promise<Privilege[]> {
  if (wanted.length === 0) return [];
  const object = quotedName(table);
  const checked: readonly Privilege[] = [...wanted, 'alter'];
  const checks = checked.map(
    (each, index) => sql`has_perms_by_name(${object}, N'OBJECT', ${each.toUpperCase()}) as ${name(`p${index}`)}`,
  );
  const [row] = await ask(
    sql`select ${join(checks)}, objectproperty(object_id(${object}), 'TableHasIdentity') as [has_identity]`,
  );
  const isMissing = (index: number) => Number(row?.[`p${index}`]) !== 1;
  const missing = wanted.filter((_, index) => isMissing(index));
  const needsAlter = wanted.includes('insert') && Number(row?.['has_identity']) === 1;
  return needsAlter && !missing.includes('alter') && isMissing(wanted.length) ? [...missing, 'alter'] : missing;
}

/** Those that are enabled, be it after or instead of a change. */
async function readTriggers(ask: Ask, id: string): Promise<string[]> {
  const rows = await ask(sql`
    select r.name as [name] from sys.triggers as r
    where r.parent_class = 1 and r.parent_id = cast(${id} as int) and r.is_disabled = 0
    order by r.name`);
  return rows.map((row) => textOf(row, 'name'));
}

/** Feeds that send changes on. */
async function readPublications(ask: Ask, id: string, flags: Row | undefined): Promise<string[]> {
  const tracked = await ask(
    sql`select 1 as [one] from sys.change_tracking_tables as c where c.object_id = cast(${id} as int)`,
  );
  const is = (flag: string) => flags?.[flag] === true;
  return [
    ...(is('is_tracked_by_cdc') ? ['change data capture'] : []),
    ...(tracked.length > 0 ? ['change tracking'] : []),
    ...(is('is_published') || is('is_replicated') ? ['transactional replication'] : []),
    ...(is('is_merge_published') ? ['merge replication'] : []),
  ];
}

/** Pages of the table and of its indexes; not every server that speaks T-SQL counts them. */
async function readBytes(ask: Ask, id: string): Promise<number | undefined> {
  const [known] = await ask(sql`select object_id(N'sys.allocation_units') as [id]`);
  if (known?.['id'] === null || known?.['id'] === undefined) return undefined;
  // https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-allocation-units-transact-sql
  const [row] = await ask(sql`
    select sum(a.total_pages) * 8192 as [bytes]
    from sys.partitions as p
    join sys.allocation_units as a on a.container_id = case when a.type = 2 then p.partition_id else p.hobt_id end
    where p.object_id = cast(${id} as int)`);
  return numberOrNothing(row, 'bytes');
}

function isNamed(table: TableName): Sql {
  return sql`s.name = ${table.schema} and o.name = ${table.name}`;
}

function summaryFrom(row: Row): TableSummary {
  return {
    name: { schema: textOf(row, 'schema'), name: textOf(row, 'name') },
    type: types.find((type) => type === textOf(row, 'kind')) ?? 'table',
    estimatedRows: numberOrNothing(row, 'rows'),
  };
}
