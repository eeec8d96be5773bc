-- introspection

    select o.owner as "schema", o.object_name as "name", case
    when o.object_type = 'VIEW' then 'view'
    when exists (select 1 from all_mviews m where m.owner = o.owner and m.container_name = o.object_name) then 'materialized view'
    when exists (select 1 from all_external_tables e where e.owner = o.owner and e.table_name = o.object_name) then 'foreign table'
    else 'table' end as "sort", t.num_rows as "rows"
    from
  all_objects o
  join all_users u on u.username = o.owner and u.oracle_maintained = 'N'
  left join all_tables t on t.owner = o.owner and t.table_name = o.object_name and o.object_type = 'TABLE'
    where o.object_type in ('TABLE', 'VIEW') and o.secondary = 'N'
  and coalesce(t.nested, 'NO') = 'NO' and coalesce(t.dropped, 'NO') = 'NO' and coalesce(t.iot_type, 'IOT') = 'IOT'
    order by o.owner, o.object_name

-- :1 "SHOP"
-- :2 "ORDERS"
    select 1 as "one" from all_objects o
    where o.owner = :1 and o.object_name = :2 and o.object_type in ('TABLE', 'VIEW')

-- :1 "SHOP"
-- :2 "ORDERS"
    select o.owner as "schema", o.object_name as "name", case
    when o.object_type = 'VIEW' then 'view'
    when exists (select 1 from all_mviews m where m.owner = o.owner and m.container_name = o.object_name) then 'materialized view'
    when exists (select 1 from all_external_tables e where e.owner = o.owner and e.table_name = o.object_name) then 'foreign table'
    else 'table' end as "sort", t.num_rows as "rows",
      to_char(o.object_id) as "id"
    from
  all_objects o
  join all_users u on u.username = o.owner and u.oracle_maintained = 'N'
  left join all_tables t on t.owner = o.owner and t.table_name = o.object_name and o.object_type = 'TABLE'
    where o.object_type in ('TABLE', 'VIEW') and o.secondary = 'N'
  and coalesce(t.nested, 'NO') = 'NO' and coalesce(t.dropped, 'NO') = 'NO' and coalesce(t.iot_type, 'IOT') = 'IOT' and o.owner = :1 and o.object_name = :2

-- :1 "SHOP"
-- :2 "ORDERS"
    select c.column_name as "name", c.data_type as "type", c.data_type_owner as "owner", c.data_length as "length",
      c.char_length as "characters", c.char_used as "unit", c.data_precision as "precision", c.data_scale as "scale",
      c.collation as "collation", c.nullable as "nullable", c.virtual_column as "virtual", c.data_default as "default",
      (select i.generation_type from all_tab_identity_cols i
        where i.owner = c.owner and i.table_name = c.table_name and i.column_name = c.column_name) as "identity"
    from all_tab_cols c
    where c.owner = :1 and c.table_name = :2 and c.user_generated = 'YES'
    order by c.internal_column_id

-- :1 "SHOP"
-- :2 "ORDERS"
-- :3 "SHOP"
-- :4 "ORDERS"
-- :5 "SHOP"
-- :6 "ORDERS"
-- :7 "SHOP"
-- :8 "ORDERS"
-- :9 "SHOP"
-- :10 "ORDERS"
-- :11 "SHOP"
-- :12 "ORDERS"
-- :13 "SHOP"
-- :14 "ORDERS"
-- :15 "SHOP"
    select
      (select min(t.temporary) from all_tables t where t.owner = :1 and t.table_name = :2) as "temporary",
      (select min(t.read_only) from all_tables t where t.owner = :3 and t.table_name = :4) as "read_only",
      (select min(q.queue_table) from all_queue_tables q where q.owner = :5 and q.queue_table = :6) as "queue",
      (select min(l.log_table) from all_mview_logs l where l.log_owner = :7 and l.log_table = :8) as "log",
      (select min(p.policy_name) from all_policies p where p.object_owner = :9 and p.object_name = :10 and p.enable = 'YES'
        and not exists (select 1 from session_privs s where s.privilege = 'EXEMPT ACCESS POLICY')) as "policy",
      (select min(g.grantee)
        from (
          select a.grantee from all_tab_privs a where a.table_schema = :11 and a.table_name = :12 and a.privilege = 'REFERENCES'
          union all
          select c.grantee from all_col_privs c where c.table_schema = :13 and c.table_name = :14 and c.privilege = 'REFERENCES'
        ) g
        where g.grantee <> :15
          and not exists (select 1 from session_privs s where s.privilege = 'SELECT ANY TABLE')) as "stranger"
    from dual

-- :1 "SHOP"
-- :2 "ORDERS"
    select k.constraint_name as "name", k.constraint_type as "sort", c.column_name as "column"
    from all_constraints k
    join all_cons_columns c on c.owner = k.owner and c.constraint_name = k.constraint_name
    where k.owner = :1 and k.table_name = :2 and k.constraint_type in ('P', 'U')
      and k.status = 'ENABLED' and k.validated = 'VALIDATED'
    order by k.constraint_type, k.constraint_name, c.position

-- :1 "SHOP"
-- :2 "ORDERS"
    select i.index_name as "name", 'U' as "sort", c.column_name as "column"
    from all_indexes i
    join all_ind_columns c on c.index_owner = i.owner and c.index_name = i.index_name
    where i.table_owner = :1 and i.table_name = :2 and i.uniqueness = 'UNIQUE'
      and i.index_type in ('NORMAL', 'NORMAL/REV')
    order by i.index_name, c.column_position

-- :1 "SHOP"
-- :2 "ORDERS"
    select f.constraint_name as "name", f.owner as "child_schema", f.table_name as "child", fc.column_name as "child_column",
      p.owner as "parent_schema", p.table_name as "parent", pc.column_name as "parent_column", f.delete_rule as "on_delete"
    from all_constraints f
    join all_constraints p on p.owner = f.r_owner and p.constraint_name = f.r_constraint_name
    join all_cons_columns fc on fc.owner = f.owner and fc.constraint_name = f.constraint_name
    join all_cons_columns pc on pc.owner = p.owner and pc.constraint_name = p.constraint_name and pc.position = fc.position
    where f.constraint_type = 'R' and f.status = 'ENABLED' and f.owner = :1 and f.table_name = :2
    order by f.owner, f.table_name, f.constraint_name, fc.position

-- :1 "SHOP"
-- :2 "ORDERS"
    select f.constraint_name as "name", f.owner as "child_schema", f.table_name as "child", fc.column_name as "child_column",
      p.owner as "parent_schema", p.table_name as "parent", pc.column_name as "parent_column", f.delete_rule as "on_delete"
    from all_constraints f
    join all_constraints p on p.owner = f.r_owner and p.constraint_name = f.r_constraint_name
    join all_cons_columns fc on fc.owner = f.owner and fc.constraint_name = f.constraint_name
    join all_cons_columns pc on pc.owner = p.owner and pc.constraint_name = p.constraint_name and pc.position = fc.position
    where f.constraint_type = 'R' and f.status = 'ENABLED' and p.owner = :1 and p.table_name = :2
    order by f.owner, f.table_name, f.constraint_name, fc.position

-- :1 "SHOP"
-- :2 "ORDERS"
    select g.trigger_name as "name"
    from all_triggers g
    where g.table_owner = :1 and g.table_name = :2 and g.status = 'ENABLED'
    order by g.trigger_name

-- :1 "SHOP"
-- :2 "ORDERS"
    select l.log_table as "name"
    from all_mview_logs l
    where l.log_owner = :1 and l.master = :2
    order by l.log_table

-- :1 "ORDERS"
-- :2 "ORDERS"
-- :3 "ORDERS"
    select sum(s.bytes) as "bytes"
    from user_segments s
    where s.segment_name = :1
      or s.segment_name in (select i.index_name from user_indexes i where i.table_name = :2)
      or s.segment_name in (select l.segment_name from user_lobs l where l.table_name = :3)

-- :1 "WAREHOUSE"
-- :2 "STOCK"
-- :3 "SHOP"
    select lower(substr(p.privilege, 1, instr(p.privilege, ' ') - 1)) as "privilege"
    from session_privs p
    where p.privilege in ('SELECT ANY TABLE', 'INSERT ANY TABLE', 'UPDATE ANY TABLE', 'DELETE ANY TABLE', 'ALTER ANY TABLE')
    union
    select lower(g.privilege)
    from all_tab_privs g
    where g.table_schema = :1 and g.table_name = :2
      and (g.grantee in (:3, 'PUBLIC') or g.grantee in (select r.role from session_roles r))
