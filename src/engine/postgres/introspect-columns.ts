import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { isGeneratorDefault } from '../generator.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import { typeFacts } from './types.ts';

/** The columns of a table in their order, domains resolved down to the type that stores them. */
export async function readColumns(ask: (statement: Sql) => Promise<Row[]>, oid: string): Promise<Column[]> {
  const rows = await ask(sql`
    with recursive resolved (number, type, modifier, is_required) as (
      select attnum, atttypid, atttypmod, attnotnull
      from pg_catalog.pg_attribute
      where attrelid = cast(${oid} as oid) and attnum > 0 and not attisdropped
      union all
      select r.number, t.typbasetype, t.typtypmod, r.is_required or t.typnotnull
      from resolved as r
      join pg_catalog.pg_type as t on t.oid = r.type
      where t.typtype = 'd'
    )
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, format_type(r.type, r.modifier) as storage,
      t.typname as base, cast(t.typtype as text) as sort, cast(t.typcategory as text) as category, r.modifier,
      r.is_required, a.attidentity <> '' as is_identity, a.attgenerated <> '' as is_computed,
      pg_get_expr(d.adbin, d.adrelid) as default_sql
    from resolved as r
    join pg_catalog.pg_type as t on t.oid = r.type and t.typtype <> 'd'
    join pg_catalog.pg_attribute as a on a.attrelid = cast(${oid} as oid) and a.attnum = r.number
    left join pg_catalog.pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    order by a.attnum`);
  return rows.map((row, index) => columnFrom(row, index + 1));
}

function columnFrom(row: Row, ordinal: number): Column {
  const isComputed = row['is_computed'] === true;
  const isIdentity = row['is_identity'] === true;
  const defaultSql = isComputed ? undefined : textOrNothing(row, 'default_sql');
  return {
    name: textOf(row, 'name'),
    ordinal,
    ...typeFacts({
      name: textOf(row, 'base'),
      sort: textOf(row, 'sort'),
      category: textOf(row, 'category'),
      modifier: Number(row['modifier']),
    }),
    type: textOf(row, 'type'),
    storage: textOf(row, 'storage'),
    isNullable: row['is_required'] !== true,
    isComputed,
    isIdentity,
    isGenerator: isIdentity || isGeneratorDefault(defaultSql),
    defaultSql,
  };
}
