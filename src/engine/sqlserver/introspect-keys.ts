import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { ForeignKey, ReferentialAction, UniqueKey } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { textOf } from '../read-row.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-foreign-keys-transact-sql */
const actions: readonly ReferentialAction[] = ['no action', 'cascade', 'set null', 'set default'];

/** Unique indexes without a condition that are in force; included columns are no part of a key. */
export async function readKeys(ask: Ask, id: string): Promise<UniqueKey[]> {
  const rows = await ask(sql`
    select i.name as [name], i.is_primary_key as [is_primary], c.name as [column]
    from sys.indexes as i
    join sys.index_columns as k on k.object_id = i.object_id and k.index_id = i.index_id and k.key_ordinal > 0 and k.is_included_column = 0
    join sys.columns as c on c.object_id = k.object_id and c.column_id = k.column_id
    where i.object_id = cast(${id} as int) and i.is_unique = 1 and i.has_filter = 0 and i.is_disabled = 0 and i.is_hypothetical = 0
    order by i.is_primary_key desc, i.index_id, k.key_ordinal`);
  return inGroups(rows, 'name').map((parts) => ({
    name: textOf(parts[0], 'name'),
    columns: parts.map((part) => textOf(part, 'column')),
    isPrimary: parts[0]?.['is_primary'] === true,
  }));
}

/** Foreign keys of the table. */
export function readReferences(ask: Ask, id: string): Promise<ForeignKey[]> {
  return readForeignKeys(ask, sql`f.parent_object_id = cast(${id} as int)`);
}

/** Foreign keys that point to the table. */
export function readReferencedBy(ask: Ask, id: string): Promise<ForeignKey[]> {
  return readForeignKeys(ask, sql`f.referenced_object_id = cast(${id} as int)`);
}

/** Those that are enforced; one that was not checked for old rows still is for new ones. In the catalog "parent" is the referring table. */
async function readForeignKeys(ask: Ask, condition: Sql): Promise<ForeignKey[]> {
  const rows = await ask(sql`
    select cast(f.object_id as nvarchar(20)) as [id], f.name as [name], f.delete_referential_action as [on_delete], f.update_referential_action as [on_update],
      object_schema_name(f.parent_object_id) as [child_schema], object_name(f.parent_object_id) as [child],
      object_schema_name(f.referenced_object_id) as [parent_schema], object_name(f.referenced_object_id) as [parent],
      cc.name as [child_column], pc.name as [parent_column]
    from sys.foreign_keys as f
    join sys.foreign_key_columns as k on k.constraint_object_id = f.object_id
    join sys.columns as cc on cc.object_id = k.parent_object_id and cc.column_id = k.parent_column_id
    join sys.columns as pc on pc.object_id = k.referenced_object_id and pc.column_id = k.referenced_column_id
    where f.is_disabled = 0 and ${condition}
    order by [child_schema], [child], [name], k.constraint_column_id`);
  return inGroups(rows, 'id').map((parts) => ({
    name: textOf(parts[0], 'name'),
    child: { schema: textOf(parts[0], 'child_schema'), name: textOf(parts[0], 'child') },
    childColumns: parts.map((part) => textOf(part, 'child_column')),
    parent: { schema: textOf(parts[0], 'parent_schema'), name: textOf(parts[0], 'parent') },
    parentColumns: parts.map((part) => textOf(part, 'parent_column')),
    onDelete: actions[Number(parts[0]?.['on_delete'])] ?? 'no action',
    onUpdate: actions[Number(parts[0]?.['on_update'])] ?? 'no action',
  }));
}

/** Rows of one key after the other. */
function inGroups(rows: readonly Row[], by: string): readonly (readonly Row[])[] {
  return [...Map.groupBy(rows, (row) => textOf(row, by)).values()];
}
