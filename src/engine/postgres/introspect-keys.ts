import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { ForeignKey, ReferentialAction, UniqueKey } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { namesOf, textOf } from '../read-row.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

const actions: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** Valid unique indexes over plain columns without a condition. Deferrable ones count: what is committed obeys them. */
export async function readKeys(ask: Ask, oid: string): Promise<UniqueKey[]> {
  const rows = await ask(sql`
    select c.relname as name, i.indisprimary as is_primary, cast(to_json(array(
      select a.attname
      from unnest(cast(i.indkey as int2[])) with ordinality as k (number, position)
      join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
      where k.position <= i.indnkeyatts
      order by k.position)) as text) as columns
    from pg_catalog.pg_index as i
    join pg_catalog.pg_class as c on c.oid = i.indexrelid
    where i.indrelid = cast(${oid} as oid) and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
    order by i.indisprimary desc, c.relname collate "C"`);
  return rows.map((row) => ({
    name: textOf(row, 'name'),
    columns: namesOf(row, 'columns'),
    isPrimary: row['is_primary'] === true,
  }));
}

/** Foreign keys of the table. Copies that the server makes for each partition of a parent are left out. */
export function readReferences(ask: Ask, oid: string): Promise<ForeignKey[]> {
  return readForeignKeys(ask, sql`f.conrelid = cast(${oid} as oid) and origin.conrelid is distinct from f.conrelid`);
}

/** Foreign keys that point to the table. Copies that the server makes for each partition of a child are left out. */
export function readReferencedBy(ask: Ask, oid: string): Promise<ForeignKey[]> {
  return readForeignKeys(ask, sql`f.confrelid = cast(${oid} as oid) and origin.confrelid is distinct from f.confrelid`);
}

async function readForeignKeys(ask: Ask, condition: Sql): Promise<ForeignKey[]> {
  const rows = await ask(sql`
    select f.conname as name, cn.nspname as child_schema, c.relname as child, pn.nspname as parent_schema, p.relname as parent,
      cast(f.confdeltype as text) as on_delete, cast(f.confupdtype as text) as on_update,
      ${columnNames(sql`f.conrelid`, sql`f.conkey`)} as child_columns,
      ${columnNames(sql`f.confrelid`, sql`f.confkey`)} as parent_columns
    from pg_catalog.pg_constraint as f
    join pg_catalog.pg_class as c on c.oid = f.conrelid
    join pg_catalog.pg_namespace as cn on cn.oid = c.relnamespace
    join pg_catalog.pg_class as p on p.oid = f.confrelid
    join pg_catalog.pg_namespace as pn on pn.oid = p.relnamespace
    left join pg_catalog.pg_constraint as origin on origin.oid = f.conparentid
    where f.contype = 'f' and ${condition}
    order by cn.nspname collate "C", c.relname collate "C", f.conname collate "C"`);
  return rows.map((row) => ({
    name: textOf(row, 'name'),
    child: { schema: textOf(row, 'child_schema'), name: textOf(row, 'child') },
    childColumns: namesOf(row, 'child_columns'),
    parent: { schema: textOf(row, 'parent_schema'), name: textOf(row, 'parent') },
    parentColumns: namesOf(row, 'parent_columns'),
    onDelete: actions[textOf(row, 'on_delete')] ?? 'no action',
    onUpdate: actions[textOf(row, 'on_update')] ?? 'no action',
  }));
}

function columnNames(table: Sql, numbers: Sql): Sql {
  return sql`cast(to_json(array(
    select a.attname
    from unnest(${numbers}) with ordinality as k (number, position)
    join pg_catalog.pg_attribute as a on a.attrelid = ${table} and a.attnum = k.number
    order by k.position)) as text)`;
}
