import type { Privilege, Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { textOf } from '../read-row.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/**
 * What the user lacks on a table, which is nothing on a table of its own. Elsewhere a privilege is granted on every table
 * (https://docs.oracle.com/database/122/REFRN/SESSION_PRIVS.htm), or on this one, to the user, to a role or to everybody.
 */
export async function missingPrivileges(
  ask: Ask,
  table: TableName,
  wanted: readonly Privilege[],
  user: string,
): Promise<Privilege[]> {
  if (table.schema === user || wanted.length === 0) return [];
  const rows = await ask(sql`
    select lower(substr(p.privilege, 1, instr(p.privilege, ' ') - 1)) as "privilege"
    from session_privs p
    where p.privilege in ('SELECT ANY TABLE', 'INSERT ANY TABLE', 'UPDATE ANY TABLE', 'DELETE ANY TABLE', 'ALTER ANY TABLE')
    union
    select lower(g.privilege)
    from all_tab_privs g
    where g.table_schema = ${table.schema} and g.table_name = ${table.name}
      and (g.grantee in (${user}, 'PUBLIC') or g.grantee in (select r.role from session_roles r))`);
  const granted = new Set(rows.map((row) => textOf(row, 'privilege')));
  return wanted.filter((privilege) => !granted.has(privilege));
}
