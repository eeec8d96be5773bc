import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { textOf } from '../read-row.ts';

/** One thing that hangs on a column. Those of the first four kinds are taken off and put back. */
export interface Attached {
  readonly column: string;
  readonly kind: 'constraint' | 'index' | 'statistics' | 'sequence' | 'dependent';
  readonly rank: number;
  readonly detach: string;
  readonly attach: readonly string[];
}

/** What hangs on the columns of a table: https://www.postgresql.org/docs/13/catalog-pg-depend.html */
export async function readAttached(ask: (statement: Sql) => Promise<Row[]>, oid: string): Promise<Attached[]> {
  const rows = await ask(sql`
    with needs as (
      select distinct a.attname as name, a.attnum as number, d.classid, d.objid, d.objsubid, cast(d.deptype as text) as deptype
      from pg_catalog.pg_depend as d
      join pg_catalog.pg_attribute as a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where d.refclassid = cast('pg_catalog.pg_class' as regclass) and d.refobjid = cast(${oid} as oid) and d.refobjsubid > 0
    ), places as (
      select format('%I.%I', n.nspname, c.relname) as owner from pg_catalog.pg_class as c
      join pg_catalog.pg_namespace as n on n.oid = c.relnamespace where c.oid = cast(${oid} as oid)
    )
    select needs.name, 'constraint' as kind, case when k.contype in ('p', 'u') then 1 when k.contype = 'f' then 5 else 2 end as rank,
      format('alter table %s drop constraint %I', owner, k.conname) as detach,
      cast(to_json(array_remove(array[
        format('alter table %s add constraint %I %s', owner, k.conname, pg_get_constraintdef(k.oid)),
        ${tablespaceOf(sql`k.conindid`, sql`k.contype in ('p', 'u', 'x')`)},
        (select format('comment on constraint %I on %s is %L', k.conname, owner, d.description)
          from pg_catalog.pg_description as d
          where d.classoid = cast('pg_catalog.pg_constraint' as regclass) and d.objoid = k.oid)
      ], null)) as text) as attach
    from needs cross join places
    join pg_catalog.pg_constraint as k on needs.classid = cast('pg_catalog.pg_constraint' as regclass) and k.oid = needs.objid
    where k.conrelid = cast(${oid} as oid) and k.contype in ('p', 'u', 'f', 'c', 'x')
    union all
    select needs.name, 'index', 3, format('drop index %I.%I', n.nspname, i.relname),
      cast(to_json(array_remove(array[
        pg_get_indexdef(i.oid), ${tablespaceOf(sql`i.oid`, sql`true`)},
        (select format('comment on index %I.%I is %L', n.nspname, i.relname, d.description)
          from pg_catalog.pg_description as d
          where d.classoid = cast('pg_catalog.pg_class' as regclass) and d.objoid = i.oid and d.objsubid = 0)
      ], null)) as text)
    from needs
    join pg_catalog.pg_class as i on needs.classid = cast('pg_catalog.pg_class' as regclass) and i.oid = needs.objid and i.relkind = 'i'
    join pg_catalog.pg_namespace as n on n.oid = i.relnamespace
    where not exists (select from pg_catalog.pg_constraint as k where k.conindid = i.oid and k.contype in ('p', 'u', 'x'))
    union all
    select needs.name, 'statistics', 4, format('drop statistics %I.%I', n.nspname, s.stxname), cast(to_json(array[pg_get_statisticsobjdef(s.oid)]) as text)
    from needs
    join pg_catalog.pg_statistic_ext as s on needs.classid = cast('pg_catalog.pg_statistic_ext' as regclass) and s.oid = needs.objid
    join pg_catalog.pg_namespace as n on n.oid = s.stxnamespace
    union all
    select needs.name, 'sequence', 0, format('alter sequence %I.%I owned by none', n.nspname, s.relname),
      cast(to_json(array[format('alter sequence %I.%I owned by %s.%I', n.nspname, s.relname, owner, needs.name)]) as text)
    from needs cross join places
    join pg_catalog.pg_class as s on needs.classid = cast('pg_catalog.pg_class' as regclass) and s.oid = needs.objid and s.relkind = 'S'
    join pg_catalog.pg_namespace as n on n.oid = s.relnamespace
    where needs.deptype = 'a'
    union all
    select needs.name, 'dependent', 9, regexp_replace(pg_describe_object(needs.classid, needs.objid, needs.objsubid), '^rule .* on (?=view|materialized view)', ''), '[]'
    from needs
    where not (needs.classid = cast('pg_catalog.pg_constraint' as regclass) and exists (select from pg_catalog.pg_constraint as k
        where k.oid = needs.objid and k.conrelid = cast(${oid} as oid)))
      and not (needs.classid = cast('pg_catalog.pg_class' as regclass) and exists (select from pg_catalog.pg_class as i
        where i.oid = needs.objid and (i.relkind = 'i' or (i.relkind = 'S' and needs.deptype = 'a'))))
      and needs.classid <> cast('pg_catalog.pg_statistic_ext' as regclass)
      and not (needs.classid = cast('pg_catalog.pg_attrdef' as regclass) and exists (select from pg_catalog.pg_attrdef as d
        where d.oid = needs.objid and d.adnum = needs.number))
    union all
    select a.attname, 'dependent', 9, case when i.indisclustered then format('index %I, by which the table is clustered', c.relname)
      else format('index %I, which is the replica identity', c.relname) end, '[]'
    from pg_catalog.pg_index as i
    join pg_catalog.pg_class as c on c.oid = i.indexrelid
    join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and a.attnum = any (cast(i.indkey as int2[]))
    where i.indrelid = cast(${oid} as oid) and (i.indisclustered or i.indisreplident)
    union all
    select distinct a.attname, 'dependent', 9, format('foreign key %I of %s', f.conname, cast(f.conrelid as regclass)), '[]'
    from pg_catalog.pg_constraint as f
    join pg_catalog.pg_attribute as a on a.attrelid = f.confrelid and a.attnum = any (f.confkey)
    where f.contype = 'f' and f.confrelid = cast(${oid} as oid)
    order by 1, 3, 4`);
  const seen = new Set<string>();
  return rows
    .map((row) => ({
      column: textOf(row, 'name'),
      kind: textOf(row, 'kind') as Attached['kind'],
      rank: Number(row['rank']),
      detach: textOf(row, 'detach'),
      attach: JSON.parse(textOf(row, 'attach')) as readonly string[],
    }))
    .filter((each) => isNew(seen, `${each.column}\0${each.detach}`));
}

function isNew(seen: Set<string>, key: string): boolean {
  const before = seen.size;
  return seen.add(key).size > before;
}

function tablespaceOf(index: Sql, condition: Sql): Sql {
  return sql`(select format('alter index %I.%I set tablespace %I', xn.nspname, x.relname, ts.spcname)
    from pg_catalog.pg_class as x
    join pg_catalog.pg_namespace as xn on xn.oid = x.relnamespace
    join pg_catalog.pg_tablespace as ts on ts.oid = x.reltablespace
    where x.oid = ${index} and ${condition})`;
}
