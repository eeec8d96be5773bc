import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { textOrNothing } from '../read-row.ts';
import type { Columns } from './introspect-columns.ts';
import { isKeepable } from './types.ts';

/** What the catalog says against changing a table. */
interface Limits extends Columns {
  /** It is in `all_tables`; tables of objects are not. */
  readonly isRelational: boolean;
  readonly isTemporary: boolean;
  readonly isReadOnly: boolean;
  readonly isQueue: boolean;
  readonly isLog: boolean;
  /** Name of a policy that hides rows from the user: https://docs.oracle.com/database/122/DBSEG/using-oracle-vpd-to-control-data-access.htm */
  readonly policy: string | undefined;
  /** A user whose tables may refer to this one without being seen. */
  readonly stranger: string | undefined;
}

export async function readLimits(
  ask: (statement: Sql) => Promise<Row[]>,
  table: TableName,
): Promise<Omit<Limits, keyof Columns>> {
  const at = (owner: Sql, title: Sql) => sql`${owner} = ${table.schema} and ${title} = ${table.name}`;
  const [row] = await ask(sql`
    select
      (select min(t.temporary) from all_tables t where ${at(sql`t.owner`, sql`t.table_name`)}) as "temporary",
      (select min(t.read_only) from all_tables t where ${at(sql`t.owner`, sql`t.table_name`)}) as "read_only",
      (select min(q.queue_table) from all_queue_tables q where ${at(sql`q.owner`, sql`q.queue_table`)}) as "queue",
      (select min(l.log_table) from all_mview_logs l where ${at(sql`l.log_owner`, sql`l.log_table`)}) as "log",
      (select min(p.policy_name) from all_policies p where ${at(sql`p.object_owner`, sql`p.object_name`)} and p.enable = 'YES'
        and not exists (select 1 from session_privs s where s.privilege = 'EXEMPT ACCESS POLICY')) as "policy",
      (select min(g.grantee)
        from (
          select a.grantee from all_tab_privs a where ${at(sql`a.table_schema`, sql`a.table_name`)} and a.privilege = 'REFERENCES'
          union all
          select c.grantee from all_col_privs c where ${at(sql`c.table_schema`, sql`c.table_name`)} and c.privilege = 'REFERENCES'
        ) g
        where g.grantee <> ${table.schema}
          and not exists (select 1 from session_privs s where s.privilege = 'SELECT ANY TABLE')) as "stranger"
    from dual`);
  return {
    isRelational: textOrNothing(row, 'temporary') !== undefined,
    isTemporary: textOrNothing(row, 'temporary') === 'Y',
    isReadOnly: textOrNothing(row, 'read_only') === 'YES',
    isQueue: textOrNothing(row, 'queue') !== undefined,
    isLog: textOrNothing(row, 'log') !== undefined,
    policy: textOrNothing(row, 'policy'),
    stranger: textOrNothing(row, 'stranger'),
  };
}

/** Why no row of the table is to be changed, as the end of a sentence. */
export function changeBlocker(limits: Limits): string | undefined {
  const [long] = limits.unreadable;
  if (!limits.isRelational) return 'is a table of objects, which snapshots cannot keep';
  if (limits.isTemporary) return 'is a temporary table: its rows are those of one session';
  if (limits.isReadOnly) return 'is read only';
  if (limits.isQueue) return 'is the table of a queue';
  if (limits.isLog) return 'is the log of a materialized view';
  if (limits.policy !== undefined)
    return `has a policy (${limits.policy}) that may hide rows: a hidden row looks like one that is gone`;
  if (long !== undefined) return `has a LONG column (${long}), which no expression may read`;
  return undefined;
}

/** Why rows could not be put back as they were, as the end of a sentence. */
export function insertBlocker(limits: Limits): string | undefined {
  const strange = limits.columns.find((column) => !isKeepable(column.storage));
  if (limits.numbered !== undefined)
    return `numbers its rows itself (${limits.numbered} is generated always as identity): no deleted row would get its number back`;
  if (strange) return `has a column (${strange.name}) of type ${strange.type}, which snapshots cannot keep`;
  if (limits.stranger !== undefined)
    return `may be referred to by tables of ${limits.stranger} that the user cannot see`;
  return undefined;
}
