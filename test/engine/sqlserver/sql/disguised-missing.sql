-- plan

-- @p1 "1900-01-01 00:00:00"
select count(*) as [eligible] from (select t.* from (select t.*, cast(case when t.[ordered_at] is not null then cast(cast(((cast(@p1 as nvarchar(19))) collate Latin1_General_100_BIN2) as datetime2(7)) as datetime2(6)) end as datetime2(6)) as [_fl_after] from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[ordered_at], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[orders] t
    where 1 = 1
    ) t ) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t where not (case when cast(t.[ordered_at] as datetime2(6)) = cast(t.[_fl_after] as datetime2(6)) or ((t.[ordered_at]) is null and (t.[_fl_after]) is null) then 1 else 0 end = 1)) t;

-- @p1 "1900-01-01 00:00:00"
-- @p2 "summary"
-- @p3 "sample"
-- @p4 "total"
with [base] as (
select t.[id], t.[ordered_at], case when 1 = 1 then 1 else 0 end as [_fl_in] from [dbo].[orders] t
), [chosen] as (
select cast(t.[id] as bigint) as [k1], cast(t.[ordered_at] as datetime2(6)) as [b1], cast(t.[_fl_after] as datetime2(6)) as [a1], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.* from (select t.*, cast(case when t.[ordered_at] is not null then cast(cast(((cast(@p1 as nvarchar(19))) collate Latin1_General_100_BIN2) as datetime2(7)) as datetime2(6)) end as datetime2(6)) as [_fl_after] from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[ordered_at], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [base] t
    where (t.[_fl_in] = 1)
    ) t ) t where t.[_fl_draw] < cast(1879048192 as bigint)) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t where not (case when cast(t.[ordered_at] as datetime2(6)) = cast(t.[_fl_after] as datetime2(6)) or ((t.[ordered_at]) is null and (t.[_fl_after]) is null) then 1 else 0 end = 1)) t
    order by t.[_fl_draw], t.[_fl_kappa]
    offset 0 rows fetch next 5 rows only) t
), [overlaid] as (
select t.[ordered_at] as [moment], 1 as [inside], t.[ordered_at] as [value_before], case when c.[k1] is not null then c.[a1] else t.[ordered_at] end as [value_after], 1 as [was_there], case when c.[k1] is not null then 0 else 1 end as [is_there]
    from [base] t
    left join [chosen] c on t.[id] = c.[k1]
    union all
    select c.[a1] as [moment], 1 as [inside], c.[b1] as [value_before], c.[a1] as [value_after], 0 as [was_there], 1 as [is_there]
    from [chosen] c
)
select ((cast(@p2 as nvarchar(7))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(count(*) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[k1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[b1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [v2], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from [chosen] fl_s union all select ((cast(@p3 as nvarchar(6))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], cast(fl_s.[k1] as nvarchar(20)) as [v1], convert(nvarchar(19), fl_s.[b1], 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, fl_s.[b1]) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v2], convert(nvarchar(19), fl_s.[a1], 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, fl_s.[a1]) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from (select fl_s.* from [chosen] fl_s order by fl_s.[k1] offset 0 rows fetch next 5 rows only) fl_s union all select ((cast(@p4 as nvarchar(5))) collate Latin1_General_100_BIN2) as [part], ((cast(o.[inside] as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(count(case when o.[was_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], ((cast(count(case when o.[was_there] = 1 and o.[value_before] is null then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v2], ((cast(count(distinct case when o.[was_there] = 1 then o.[value_before] end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], convert(nvarchar(19), min(case when o.[was_there] = 1 then o.[value_before] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, min(case when o.[was_there] = 1 then o.[value_before] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v6], convert(nvarchar(19), max(case when o.[was_there] = 1 then o.[value_before] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[was_there] = 1 then o.[value_before] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], convert(nvarchar(19), max(case when o.[was_there] = 1 then o.[moment] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[was_there] = 1 then o.[moment] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v9], ((cast(count(case when o.[is_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(count(case when o.[is_there] = 1 and o.[value_after] is null then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(count(distinct case when o.[is_there] = 1 then o.[value_after] end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], convert(nvarchar(19), min(case when o.[is_there] = 1 then o.[value_after] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, min(case when o.[is_there] = 1 then o.[value_after] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v15], convert(nvarchar(19), max(case when o.[is_there] = 1 then o.[value_after] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[is_there] = 1 then o.[value_after] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], convert(nvarchar(19), max(case when o.[is_there] = 1 then o.[moment] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[is_there] = 1 then o.[moment] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v18] from [overlaid] o group by rollup (o.[inside]);

-- apply

-- @p1 "faultline"
if schema_id(@p1) is null
exec (N'create schema [faultline]');

-- @p1 "[faultline].[snapshot_run_1]"
if object_id(@p1, N'U') is null
create table [faultline].[snapshot_run_1] ([k1] bigint not null, [b1] datetime2(6) null, [a1] datetime2(6) null, [occurrence] bigint not null, primary key ([k1]));

-- @p1 "1900-01-01 00:00:00"
insert into [faultline].[snapshot_run_1] ([k1], [b1], [a1], [occurrence])
    select cast(t.[id] as bigint) as [k1], cast(t.[ordered_at] as datetime2(6)) as [b1], cast(t.[_fl_after] as datetime2(6)) as [a1], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.* from (select t.*, cast(case when t.[ordered_at] is not null then cast(cast(((cast(@p1 as nvarchar(19))) collate Latin1_General_100_BIN2) as datetime2(7)) as datetime2(6)) end as datetime2(6)) as [_fl_after] from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[ordered_at], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[orders] t
    where 1 = 1
    ) t ) t where t.[_fl_draw] < cast(1879048192 as bigint)) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t where not (case when cast(t.[ordered_at] as datetime2(6)) = cast(t.[_fl_after] as datetime2(6)) or ((t.[ordered_at]) is null and (t.[_fl_after]) is null) then 1 else 0 end = 1)) t
    order by t.[_fl_draw], t.[_fl_kappa]
    offset 0 rows fetch next 5 rows only) t;

select count(*) as [found], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[k1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[b1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [digest] from [faultline].[snapshot_run_1] fl_s;

update t
set [ordered_at] = fl_s.[a1]
from [dbo].[orders] as t
join [faultline].[snapshot_run_1] as fl_s on (t.[id] = fl_s.[k1]) and ((case when cast(t.[ordered_at] as datetime2(6)) = cast(fl_s.[b1] as datetime2(6)) or ((t.[ordered_at]) is null and (fl_s.[b1]) is null) then 1 else 0 end = 1));

-- labels


-- rollback

