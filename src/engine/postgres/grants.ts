import type { Privilege } from '../../model/engine.ts';
import type { Grant, GrantedTable, GrantRequest } from '../../model/grants.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { name, raw, sql } from '../../sql/sql.ts';
import { ledgerSchema } from '../ledger-schema.ts';
import { textLiteral } from '../text-literal.ts';
import { dialect } from './dialect.ts';

const rowPrivileges = ['select', 'insert', 'update', 'delete'] as const satisfies readonly Privilege[];

/** https://www.postgresql.org/docs/13/sql-grant.html */
export function grants(request: GrantRequest): readonly Grant[] {
  const user = name(request.user);
  return [...connectGrants(request, user), ...ledgerGrants(request, user), ...schemaGrants(request, user)].concat(
    request.tables.flatMap((table) => tableGrants(request.user, table)),
  );
}

function connectGrants({ database }: GrantRequest, user: Sql): readonly Grant[] {
  if (database === undefined) return [];
  return [grant('To reach the database.', sql`grant connect on database ${name(database)} to ${user}`)];
}

function ledgerGrants({ ledgerSchema: own = ledgerSchema, isReadOnly }: GrantRequest, user: Sql): readonly Grant[] {
  const schema = name(own);
  const made = grant(
    "Faultline's ledger and snapshots stand in a schema of their own.",
    sql`create schema if not exists ${schema}`,
  );
  const ofSchema = (privileges: string) => sql`grant ${raw(privileges)} on all tables in schema ${schema} to ${user}`;
  if (isReadOnly) {
    return [
      made,
      grant('To find the ledger.', sql`grant usage on schema ${schema} to ${user}`),
      grant('To read which runs are active, and their snapshots.', ofSchema('select')),
      {
        why: `Tables that are made later are not covered. Run as the user that applies: ${textOf(sql`alter default privileges in schema ${schema} grant select on tables to ${user}`)};`,
      },
    ];
  }
  return [
    made,
    grant(
      'To make tables there, which the user then owns and may drop.',
      sql`grant usage, create on schema ${schema} to ${user}`,
    ),
    grant('To read and take back what other users have applied so far.', ofSchema(rowPrivileges.join(', '))),
  ];
}

function schemaGrants({ tables }: GrantRequest, user: Sql): readonly Grant[] {
  const schemas = [...new Set(tables.map((table) => table.name.schema))];
  return schemas.map((each) => grant('To name the tables in it.', sql`grant usage on schema ${name(each)} to ${user}`));
}

function tableGrants(user: string, table: GrantedTable): readonly Grant[] {
  const { privileges, makesKeys } = table;
  const full = dialect.table(table.name);
  // Rows are locked before others are asked whether they refer to them: https://www.postgresql.org/docs/13/sql-grant.html (UPDATE)
  const wanted = rowPrivileges.filter(
    (each) => privileges.includes(each) || (each === 'update' && privileges.includes('delete')),
  );
  const reason = wanted.length === 1 ? 'To read the rows.' : 'To read rows, change them and take the change back.';
  const locks = wanted.includes('update') && !privileges.includes('update') ? ' `update` is for locking rows.' : '';
  return [
    ...(wanted.length === 0
      ? []
      : [grant(reason + locks, sql`grant ${raw(wanted.join(', '))} on ${full} to ${name(user)}`)]),
    ...(makesKeys ? [sequenceGrant(user, table.name)] : []),
    ...(privileges.includes('alter') ? [ownerGrant(user, table.name)] : []),
  ];
}

/** Sequences of identity columns and of serial ones, and whatever else a default draws from. */
function sequenceGrant(user: string, table: TableName): Grant {
  const owner = `${textLiteral(textOf(dialect.table(table)))}::regclass`;
  return {
    why: `To draw fresh keys for copied rows of ${textOf(dialect.table(table))} from its sequences.`,
    statement: block(`declare
  drawn regclass;
begin
  for drawn in
    select d.objid::regclass from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
    where d.classid = 'pg_catalog.pg_class'::regclass and d.refobjid = ${owner} and d.deptype in ('a', 'i')
    union
    select d.refobjid::regclass from pg_catalog.pg_attrdef a
    join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_attrdef'::regclass and d.objid = a.oid
    join pg_catalog.pg_class c on c.oid = d.refobjid and c.relkind = 'S'
    where a.adrelid = ${owner}
  loop
    execute format('grant usage on sequence %s to %I', drawn, ${textLiteral(user)});
  end loop;
end`),
  };
}

/** Only its owner alters a table: https://www.postgresql.org/docs/13/sql-altertable.html (notes). */
function ownerGrant(user: string, table: TableName): Grant {
  const full = textOf(dialect.table(table));
  return {
    why: `Only the owner of ${full} may rename its columns: the user becomes its owner, and whoever was it so far becomes a member of the user, which keeps all of its rights.`,
    statement: block(`declare
  owner name := (select pg_catalog.pg_get_userbyid(relowner) from pg_catalog.pg_class where oid = ${textLiteral(full)}::regclass);
begin
  if owner <> ${textLiteral(user)} then
    execute format('alter table %s owner to %I', ${textLiteral(full)}::regclass, ${textLiteral(user)});
    execute format('grant %I to %I', ${textLiteral(user)}, owner);
  end if;
end`),
  };
}

/** A block whose quotation mark is not in it, whatever names it holds. */
function block(body: string): string {
  let tag = '$grants$';
  while (body.includes(tag)) tag = tag.replace(/\$$/u, '_$');
  return `do ${tag}\n${body}\n${tag};`;
}

function grant(why: string, statement: Sql): Grant {
  return { why, statement: `${textOf(statement)};` };
}

function textOf(statement: Sql): string {
  return dialect.render(statement).text;
}
