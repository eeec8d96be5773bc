import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { textOf } from '../read-row.ts';
import type { DescribedColumn } from './introspect-columns.ts';
import { quotedName } from './names.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** Sorts of tables that keep what was changed, take part in no ordinary transaction, or are more than rows. https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-tables-transact-sql */
const sorts: readonly (readonly [flag: string, values: readonly unknown[], reason: string])[] = [
  ['is_memory_optimized', [true], 'is memory-optimized, with transactions of its own'],
  ['temporal_type', [1], 'is the history of a temporal table, which only SQL Server writes'],
  ['temporal_type', [2], 'is a temporal table: its history would keep every change and its rollback'],
  ['ledger_type', [1, 2, 3], 'is a ledger table, which keeps every change for good'],
  ['is_node', [true], 'is a node table of a graph, whose edges refer to its rows'],
  ['is_edge', [true], 'is an edge table of a graph, whose identifiers only SQL Server makes'],
  ['is_filetable', [true], 'is a FileTable: its rows are files'],
  ['is_remote_data_archive_enabled', [true], 'is stretched to another database'],
];

/**
 * Why the rows of a table are not to be changed, as the end of a sentence. A session that sees other values than the
 * stored ones, or not all rows, would take back what never was.
 * @param flags its row of sys.tables, with the columns that the server's version has
 */
export async function blockerOf(
  ask: Ask,
  table: TableName,
  id: string,
  flags: Row | undefined,
  columns: readonly DescribedColumn[],
): Promise<string | undefined> {
  if (flags === undefined) return undefined;
  const sort = sorts.find(([flag, values]) => values.includes(flags[flag]));
  if (sort) return sort[2];
  const encrypted = columns.filter((column) => column.isEncrypted);
  if (encrypted.length > 0) return `has columns that Always Encrypted keeps from this session (${namesOf(encrypted)})`;
  const masked = columns.filter((column) => column.isMasked);
  if (masked.length > 0 && !(await seesThroughMasks(ask, table)))
    return `has masked columns (${namesOf(masked)}) and the user lacks UNMASK: what it would put back are masks`;
  return filterReason(await filterOf(ask, id));
}

/** https://learn.microsoft.com/en-us/sql/relational-databases/security/dynamic-data-masking#permissions */
async function seesThroughMasks(ask: Ask, table: TableName): Promise<boolean> {
  const [row] = await ask(sql`
    select has_perms_by_name(db_name(), N'DATABASE', N'UNMASK') as [everywhere], has_perms_by_name(${quotedName(table)}, N'OBJECT', N'UNMASK') as [here]`);
  return Number(row?.['everywhere']) === 1 || Number(row?.['here']) === 1;
}

/** The security policy that filters the table's rows, for owners too: https://learn.microsoft.com/en-us/sql/relational-databases/security/row-level-security */
async function filterOf(ask: Ask, id: string): Promise<string | undefined> {
  const [known] = await ask(sql`select object_id(N'sys.security_predicates') as [id]`);
  if (known?.['id'] === null || known?.['id'] === undefined) return undefined;
  const [row] = await ask(sql`
    select o.name as [name]
    from sys.security_predicates as p
    join sys.security_policies as o on o.object_id = p.object_id
    where p.target_object_id = cast(${id} as int) and o.is_enabled = 1`);
  return row && textOf(row, 'name');
}

function filterReason(policy: string | undefined): string | undefined {
  return policy === undefined ? undefined : `is under the security policy ${policy}, which hides rows`;
}

function namesOf(columns: readonly DescribedColumn[]): string {
  return columns.map((column) => column.name).join(', ');
}
