-- catalog

    select s.name as [schema], o.name as [name],
  case when o.type = 'V' and exists (select 1 from sys.indexes as i where i.object_id = o.object_id) then 'materialized view'
    when o.type = 'V' then 'view' when t.is_external = 1 then 'foreign table' else 'table' end as [kind], (select sum(p.rows) from sys.partitions as p where p.object_id = o.object_id and p.index_id in (0, 1)) as [rows]
    from sys.objects as o
    join sys.schemas as s on s.schema_id = o.schema_id
    left join sys.tables as t on t.object_id = o.object_id
    where o.type in ('U', 'V') and o.is_ms_shipped = 0 and has_perms_by_name(quotename(s.name) + N'.' + quotename(o.name), N'OBJECT', N'SELECT') = 1
    order by s.name collate Latin1_General_100_BIN2, o.name collate Latin1_General_100_BIN2;

-- @p1 "dbo"
-- @p2 "orders"
select 1 as [one] from sys.objects as o
    join sys.schemas as s on s.schema_id = o.schema_id
    left join sys.tables as t on t.object_id = o.object_id where o.type in ('U', 'V') and o.is_ms_shipped = 0 and s.name = @p1 and o.name = @p2;

-- @p1 "dbo"
-- @p2 "orders"
    select s.name as [schema], o.name as [name],
  case when o.type = 'V' and exists (select 1 from sys.indexes as i where i.object_id = o.object_id) then 'materialized view'
    when o.type = 'V' then 'view' when t.is_external = 1 then 'foreign table' else 'table' end as [kind], cast(o.object_id as nvarchar(20)) as [id], (select sum(p.rows) from sys.partitions as p where p.object_id = o.object_id and p.index_id in (0, 1)) as [rows]
    from sys.objects as o
    join sys.schemas as s on s.schema_id = o.schema_id
    left join sys.tables as t on t.object_id = o.object_id
    where o.type in ('U', 'V') and o.is_ms_shipped = 0 and s.name = @p1 and o.name = @p2;

-- @p1 "5"
    select c.name as [name], type_name(c.system_type_id) as [base], y.name as [type], schema_name(y.schema_id) as [type_schema],
      y.is_user_defined as [is_own], y.is_assembly_type as [is_assembly], c.max_length as [max_length], c.precision as [precision],
      c.scale as [scale], c.collation_name as [collation], c.is_nullable as [is_nullable], c.is_identity as [is_identity],
      c.is_computed as [is_computed], c.is_column_set as [is_column_set], c.generated_always_type as [generated],
      c.is_masked as [is_masked], c.encryption_type as [encryption], object_definition(c.default_object_id) as [default_sql]
    from sys.columns as c
    join sys.types as y on y.user_type_id = c.user_type_id
    where c.object_id = cast(@p1 as int)
    order by c.column_id;

-- @p1 "5"
select t.* from sys.tables as t where t.object_id = cast(@p1 as int);

-- @p1 "[dbo].[orders]"
    select has_perms_by_name(db_name(), N'DATABASE', N'UNMASK') as [everywhere], has_perms_by_name(@p1, N'OBJECT', N'UNMASK') as [here];

select object_id(N'sys.allocation_units') as [id];

-- @p1 "5"
    select sum(a.total_pages) * 8192 as [bytes]
    from sys.partitions as p
    join sys.allocation_units as a on a.container_id = case when a.type = 2 then p.partition_id else p.hobt_id end
    where p.object_id = cast(@p1 as int);

-- @p1 "5"
    select i.name as [name], i.is_primary_key as [is_primary], c.name as [column]
    from sys.indexes as i
    join sys.index_columns as k on k.object_id = i.object_id and k.index_id = i.index_id and k.key_ordinal > 0 and k.is_included_column = 0
    join sys.columns as c on c.object_id = k.object_id and c.column_id = k.column_id
    where i.object_id = cast(@p1 as int) and i.is_unique = 1 and i.has_filter = 0 and i.is_disabled = 0 and i.is_hypothetical = 0
    order by i.is_primary_key desc, i.index_id, k.key_ordinal;

-- @p1 "[dbo].[orders]"
-- @p2 "SELECT"
-- @p3 "[dbo].[orders]"
-- @p4 "INSERT"
-- @p5 "[dbo].[orders]"
-- @p6 "ALTER"
-- @p7 "[dbo].[orders]"
-- @p8 "ALTER"
-- @p9 "[dbo].[orders]"
select has_perms_by_name(@p1, N'OBJECT', @p2) as [p0], has_perms_by_name(@p3, N'OBJECT', @p4) as [p1], has_perms_by_name(@p5, N'OBJECT', @p6) as [p2], has_perms_by_name(@p7, N'OBJECT', @p8) as [p3], objectproperty(object_id(@p9), 'TableHasIdentity') as [has_identity];
