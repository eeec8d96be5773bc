-- declaration

-- @p1 "1013578649"

    select c.name as [name], c.collation_name as [collation], d.name as [rule], cast(p.value as nvarchar(4000)) as [description]
    from sys.columns as c
    left join sys.default_constraints as d on d.object_id = c.default_object_id
    left join sys.extended_properties as p on p.class = 1 and p.major_id = c.object_id and p.minor_id = c.column_id and p.name = N'MS_Description'
    where c.object_id = cast(@p1 as int);

-- @p1 "1013578649"
-- @p2 "1013578649"
-- @p3 "1013578649"
-- @p4 "1013578649"
-- @p5 "1013578649"
-- @p6 "1013578649"
-- @p7 "1013578649"

    select col_name(x.object_id, x.column_id) as [column], N'index ' + i.name as [text]
    from sys.index_columns as x
    join sys.indexes as i on i.object_id = x.object_id and i.index_id = x.index_id
    where x.object_id = cast(@p1 as int)
    union
    select col_name(x.object_id, x.column_id), N'statistics ' + s.name
    from sys.stats_columns as x
    join sys.stats as s on s.object_id = x.object_id and s.stats_id = x.stats_id
    where x.object_id = cast(@p2 as int) and s.user_created = 1
    union
    select col_name(x.parent_object_id, x.parent_column_id), N'foreign key ' + object_name(x.constraint_object_id)
    from sys.foreign_key_columns as x
    where x.parent_object_id = cast(@p3 as int)
    union
    select col_name(e.referenced_id, e.referenced_minor_id), lower(replace(o.type_desc, N'_', N' ')) + N' ' + o.name
    from sys.sql_expression_dependencies as e
    join sys.objects as o on o.object_id = e.referencing_id
    where e.referenced_id = cast(@p4 as int) and e.referenced_minor_id > 0
    union
    select c.name, N'the table itself, in which it is ' + case when c.is_computed = 1 then N'computed' when c.is_identity = 1 then N'numbered'
        when c.is_rowguidcol = 1 then N'the row''s identifier' when c.is_sparse = 1 then N'sparse' when c.is_filestream = 1 then N'a file stream'
        else N'bound to a rule' end
    from sys.columns as c
    where c.object_id = cast(@p5 as int) and (c.is_computed = 1 or c.is_identity = 1 or c.is_rowguidcol = 1 or c.is_sparse = 1 or c.is_filestream = 1 or c.rule_object_id <> 0)
    union
    select col_name(p.major_id, p.minor_id), N'privileges on it alone'
    from sys.database_permissions as p
    where p.class = 1 and p.major_id = cast(@p6 as int) and p.minor_id > 0
    union
    select col_name(p.major_id, p.minor_id), N'extended property ' + p.name
    from sys.extended_properties as p
    where p.class = 1 and p.major_id = cast(@p7 as int) and p.minor_id > 0 and p.name <> N'MS_Description'
    order by 1, 2;

-- @p1 "1013578649"

    select distinct lower(replace(o.type_desc, N'_', N' ')) + N' ' + schema_name(o.schema_id) + N'.' + o.name as [reader]
    from sys.sql_expression_dependencies as e
    join sys.objects as o on o.object_id = e.referencing_id
    where e.referenced_id = cast(@p1 as int) and e.referencing_id <> e.referenced_id and o.parent_object_id <> e.referenced_id
    order by 1;
