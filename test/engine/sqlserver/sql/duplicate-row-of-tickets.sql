-- plan

select count(*) as [eligible] from (select t.*, lower(replace(cast(t.[id] as nvarchar(36)), N'-', N'')) as [_fl_text] from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[subject], cast(substring(hashbytes('SHA2_256', cast(((lower(replace(cast(t.[id] as nvarchar(36)), N'-', N''))) collate Latin1_General_100_BIN2_UTF8) as varchar(max))), 1, 7) as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[tickets] t
    where 1 = 1
    order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t ) t ) t;

-- @p1 "summary"
-- @p2 "sample"
-- @p3 "total"
with [base] as (
select t.[id], t.[subject], case when 1 = 1 then 1 else 0 end as [_fl_in] from [dbo].[tickets] t
), [chosen] as (
select cast(null as uniqueidentifier) as [k1], ((cast(t.[subject] as nvarchar(200))) collate SQL_Latin1_General_CP1_CI_AS) as [a1], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.*, lower(replace(cast(t.[id] as nvarchar(36)), N'-', N'')) as [_fl_text] from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[subject], cast(substring(hashbytes('SHA2_256', cast(((lower(replace(cast(t.[id] as nvarchar(36)), N'-', N''))) collate Latin1_General_100_BIN2_UTF8) as varchar(max))), 1, 7) as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [base] t
    where (t.[_fl_in] = 1)
    order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t ) t where t.[_fl_draw] < cast(1879048192 as bigint)) t ) t
    order by t.[_fl_draw], t.[_fl_kappa], t.[_fl_text]
    offset 0 rows fetch next 5 rows only) t
), [overlaid] as (
select null as [moment], 1 as [inside], 0 as [value_before], 0 as [value_after], 1 as [was_there], 1 as [is_there]
      from [base] t
      union all
      select null as [moment], 1 as [inside], 0 as [value_before], 0 as [value_after], 0 as [was_there], 1 as [is_there]
      from [chosen] c
)
select ((cast(@p1 as nvarchar(7))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(count(*) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [v2], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from [chosen] fl_s union all select ((cast(@p2 as nvarchar(6))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], lower(cast(fl_s.[k1] as nvarchar(36))) as [v1], replace(((cast(fl_s.[a1] as nvarchar(202))) collate Latin1_General_100_BIN2), nchar(1) + nchar(65534), N'') as [v2], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from (select fl_s.* from [chosen] fl_s order by fl_s.[k1] offset 0 rows fetch next 5 rows only) fl_s union all select ((cast(@p3 as nvarchar(5))) collate Latin1_General_100_BIN2) as [part], ((cast(o.[inside] as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(count(case when o.[was_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v2], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(count(case when o.[is_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from [overlaid] o group by rollup (o.[inside]);

-- apply

-- @p1 "faultline"
if schema_id(@p1) is null
exec (N'create schema [faultline]');

-- @p1 "[faultline].[snapshot_run_1]"
if object_id(@p1, N'U') is null
create table [faultline].[snapshot_run_1] ([k1] uniqueidentifier not null, [a1] nvarchar(200) collate SQL_Latin1_General_CP1_CI_AS null, [occurrence] bigint not null, primary key ([k1]));

insert into [faultline].[snapshot_run_1] ([k1], [a1], [occurrence])
    select cast(((newid())) as uniqueidentifier) as [k1], ((cast(t.[subject] as nvarchar(200))) collate SQL_Latin1_General_CP1_CI_AS) as [a1], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.*, lower(replace(cast(t.[id] as nvarchar(36)), N'-', N'')) as [_fl_text] from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[subject], cast(substring(hashbytes('SHA2_256', cast(((lower(replace(cast(t.[id] as nvarchar(36)), N'-', N''))) collate Latin1_General_100_BIN2_UTF8) as varchar(max))), 1, 7) as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[tickets] t
    where 1 = 1
    order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t ) t where t.[_fl_draw] < cast(1879048192 as bigint)) t ) t
    order by t.[_fl_draw], t.[_fl_kappa], t.[_fl_text]
    offset 0 rows fetch next 5 rows only) t;

select count(*) as [found], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [digest] from [faultline].[snapshot_run_1] fl_s;

insert into [dbo].[tickets] ([id], [subject])
select fl_s.[k1], fl_s.[a1] from [faultline].[snapshot_run_1] fl_s;

-- labels


-- rollback

