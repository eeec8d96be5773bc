-- declaration

-- :1 "SHOP"
-- :2 "LINES"
    select c.column_name as "name", c.column_id as "place", m.comments as "comment"
    from all_tab_cols c
    left join all_col_comments m on m.owner = c.owner and m.table_name = c.table_name and m.column_name = c.column_name
    where c.owner = :1 and c.table_name = :2 and c.user_generated = 'YES'

-- :1 "SHOP"
-- :2 "LINES"
-- :3 "SHOP"
-- :4 "LINES"
-- :5 "SHOP"
-- :6 "LINES"
-- :7 "SHOP"
-- :8 "LINES"
-- :9 "SHOP"
-- :10 "LINES"
    select x.column_name as "column", 'index ' || x.index_name as "text"
    from all_ind_columns x
    where x.table_owner = :1 and x.table_name = :2
    union
    select x.column_name, 'constraint ' || x.constraint_name
    from all_cons_columns x
    join all_constraints k on k.owner = x.owner and k.constraint_name = x.constraint_name
    where x.owner = :3 and x.table_name = :4
      and not (k.constraint_type = 'C' and k.search_condition_vc = '"' || x.column_name || '" IS NOT NULL')
    union
    select p.column_name, 'privileges on it alone'
    from all_col_privs p
    where p.table_schema = :5 and p.table_name = :6
    union
    select x.column_name, 'partitions'
    from all_part_key_columns x
    where x.owner = :7 and x.name = :8 and x.object_type = 'TABLE'
    union
    select v.column_name, 'virtual columns of the table'
    from all_tab_cols v
    where v.owner = :9 and v.table_name = :10 and v.user_generated = 'YES'
      and exists (select 1 from all_tab_cols o where o.owner = v.owner and o.table_name = v.table_name and o.virtual_column = 'YES')
    order by 1, 2

-- :1 "SHOP"
-- :2 "LINES"
    select distinct lower(d.type) || ' ' || d.owner || '.' || d.name as "reader"
    from all_dependencies d
    where d.referenced_owner = :1 and d.referenced_name = :2 and d.referenced_type = 'TABLE'
    order by 1
