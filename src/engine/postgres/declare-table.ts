import type { Declaration, DeclaredColumn } from '../../model/alteration.ts';
import type { Row } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, Table } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import { readAttached, type Attached } from './read-attached.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** What hangs on the columns of a table, read from the catalog's own record of who depends on whom. */
export async function declareTable(ask: Ask, table: Table | undefined): Promise<Declaration> {
  if (table === undefined) throw new FaultlineError('UNKNOWN_TABLE', 'the table to be altered is not there');
  const oid = table.identity;
  const facts = await readFacts(ask, table);
  const attached = await readAttached(ask, oid);
  const byName = new Map(facts.map((row) => [textOf(row, 'name'), row]));
  const declare = (column: Column): DeclaredColumn =>
    declared(
      table,
      column,
      byName.get(column.name)!,
      attached.filter((each) => each.column === column.name),
    );
  return { columns: table.columns.map(declare), constraints: [], settings: [], readers: await readReaders(ask, oid) };
}

function declared(table: Table, column: Column, facts: Row, attached: readonly Attached[]): DeclaredColumn {
  const own = attached.filter(({ kind }) => kind !== 'dependent').toSorted((left, right) => left.rank - right.rank);
  const alter = `alter table ${textOf(facts, 'owner')} alter column ${textOf(facts, 'quoted')}`;
  const { defaultSql } = column;
  return {
    column,
    keys: table.keys.filter((key) => key.columns.includes(column.name)),
    definition: `${column.type}${textOf(facts, 'collation')}`,
    // What was made last goes first: foreign keys and indexes before the keys that they may need.
    detach: [
      ...own.toReversed().map(({ detach }) => detach),
      ...(defaultSql === undefined ? [] : [`${alter} drop default`]),
    ],
    attach: [
      ...(defaultSql === undefined ? [] : [`${alter} set default ${defaultSql}`]),
      ...(column.isNullable ? [] : [`${alter} set not null`]),
      ...own.flatMap(({ attach }) => attach),
      ...listOf(facts, 'settings'),
    ],
    dependents: [
      ...attached.filter(({ kind }) => kind === 'dependent').map(({ detach }) => detach),
      ...listOf(facts, 'obstacles'),
    ],
    notes: own
      .filter(({ kind }) => kind !== 'sequence')
      .map(({ detach }) => `away until the rollback: ${named(detach)}`),
  };
}

/** `alter table "public"."orders" drop constraint "a"` tells what it takes off in its last words. */
function named(detach: string): string {
  return detach.replace(/^alter table .* drop constraint /s, 'constraint ').replace(/^drop /, '');
}

function listOf(row: Row, name: string): readonly string[] {
  return JSON.parse(textOrNothing(row, name) ?? '[]') as readonly string[];
}

/** Collation, settings and what keeps the column from being taken away at all. */
async function readFacts(ask: Ask, table: Table): Promise<Row[]> {
  return ask(sql`
    select a.attname as name, format('%I', a.attname) as quoted, format('%I.%I', n.nspname, c.relname) as owner,
      coalesce((select format(' collate %I.%I', cn.nspname, co.collname)
        from pg_catalog.pg_collation as co join pg_catalog.pg_namespace as cn on cn.oid = co.collnamespace
        where co.oid = a.attcollation and a.attcollation <> t.typcollation), '') as collation,
      cast(to_json(array_remove(
        array[
          case when a.attstorage <> t.typstorage then format('alter table %I.%I alter column %I set storage %s', n.nspname, c.relname, a.attname,
            case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end) end,
          case when coalesce(a.attstattarget, -1) >= 0
            then format('alter table %I.%I alter column %I set statistics %s', n.nspname, c.relname, a.attname, a.attstattarget) end,
          case when a.attoptions is not null then format('alter table %I.%I alter column %I set (%s)', n.nspname, c.relname, a.attname,
            array_to_string(a.attoptions, ', ')) end,
          (select format('comment on column %I.%I.%I is %L', n.nspname, c.relname, a.attname, d.description)
            from pg_catalog.pg_description as d
            where d.classoid = cast('pg_catalog.pg_class' as regclass) and d.objoid = c.oid and d.objsubid = a.attnum)
        ] || array(
          select format('grant %s (%I) on %I.%I to %s%s', lower(g.privilege_type), a.attname, n.nspname, c.relname,
            case when g.grantee = 0 then 'public' else format('%I', pg_get_userbyid(g.grantee)) end,
            case when g.is_grantable then ' with grant option' else '' end)
          from aclexplode(a.attacl) as g
          where g.grantor = c.relowner
          order by 1), null)) as text) as settings,
      cast(to_json(array_remove(array[
        case when c.relkind = 'p' then 'partitions' end,
        case when a.attinhcount > 0 then 'the table that it is inherited from' end,
        case when c.reloftype <> 0 then 'the type that the table is of' end,
        case when exists (select from aclexplode(a.attacl) as g where g.grantor <> c.relowner)
          then 'privileges that others than the owner have granted' end,
        case when exists (select from pg_catalog.pg_seclabel as l
          where l.classoid = cast('pg_catalog.pg_class' as regclass) and l.objoid = c.oid and l.objsubid = a.attnum) then 'a security label' end,
        case when c.relforcerowsecurity and not (select rolbypassrls or rolsuper from pg_catalog.pg_roles where rolname = current_user)
          then 'row level security, which may hide rows' end,
        case when a.attidentity <> '' then 'its sequence of numbers' end
      ], null)) as text) as obstacles
    from pg_catalog.pg_attribute as a
    join pg_catalog.pg_class as c on c.oid = a.attrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    join pg_catalog.pg_type as t on t.oid = a.atttypid
    where a.attrelid = cast(${table.identity} as oid) and a.attnum > 0 and not a.attisdropped`);
}

/** Views follow a table to its new name. */
async function readReaders(ask: Ask, oid: string): Promise<readonly string[]> {
  const rows = await ask(sql`
    select distinct regexp_replace(pg_describe_object(d.classid, d.objid, 0), '^rule .* on (?=view|materialized view)', '') as reader
    from pg_catalog.pg_depend as d
    where d.refclassid = cast('pg_catalog.pg_class' as regclass) and d.refobjid = cast(${oid} as oid)
      and d.classid = cast('pg_catalog.pg_rewrite' as regclass)
    order by 1`);
  return rows.map((row) => `${textOf(row, 'reader')} goes on reading it under its new name`);
}
