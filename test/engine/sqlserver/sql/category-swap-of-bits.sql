-- plan

select case t.[_fl_value] when 1 then N'true' when 0 then N'false' end as [label], count(*) as [_rows], convert(nvarchar(19), min(case when t.[ordered_at] >= cast('0001-01-01T00:00:00.000000' as datetime2(7)) and t.[ordered_at] <= cast('9999-12-31T23:59:59.999999' as datetime2(7)) then t.[ordered_at] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, min(case when t.[ordered_at] >= cast('0001-01-01T00:00:00.000000' as datetime2(7)) and t.[ordered_at] <= cast('9999-12-31T23:59:59.999999' as datetime2(7)) then t.[ordered_at] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [_first], convert(nvarchar(19), max(case when t.[ordered_at] >= cast('0001-01-01T00:00:00.000000' as datetime2(7)) and t.[ordered_at] <= cast('2026-11-20T09:00:00.000000' as datetime2(7)) then t.[ordered_at] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when t.[ordered_at] >= cast('0001-01-01T00:00:00.000000' as datetime2(7)) and t.[ordered_at] <= cast('2026-11-20T09:00:00.000000' as datetime2(7)) then t.[ordered_at] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [_latest]
    from (select t.*, t.[is_paid] as [_fl_value] from [dbo].[orders] t) t
    group by t.[_fl_value]
    order by t.[_fl_value] offset 0 rows fetch next 1002 rows only;

-- @p1 "shipped"
-- @p2 "new"
-- @p3 "paid"
select count(*) as [eligible] from (select t.* from (select t.*, cast(case when t.[is_paid] is not null then case when (case when cast(t.[_fl_v2] as bit) = cast(t.[is_paid] as bit) or ((t.[_fl_v2]) is null and (t.[is_paid]) is null) then 1 else 0 end = 1) then cast(((cast(@p1 as nvarchar(7))) collate Latin1_General_100_BIN2) as bit) else t.[_fl_v2] end end as bit) as [_fl_after] from (select t.*, cast(case t.[_fl_v1] when cast(0 as bigint) then ((cast(@p2 as nvarchar(3))) collate Latin1_General_100_BIN2) when cast(1 as bigint) then ((cast(@p3 as nvarchar(4))) collate Latin1_General_100_BIN2) end as bit) as [_fl_v2] from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) as [_fl_v1] from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[ordered_at], t.[is_paid], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[orders] t
    where 1 = 1
    ) t ) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t where t.[is_paid] is not null) t;

-- @p1 "shipped"
-- @p2 "new"
-- @p3 "paid"
-- @p4 "summary"
-- @p5 "sample"
-- @p6 "total"
-- @p7 "label"
with [base] as (
select t.[id], t.[ordered_at], t.[is_paid], case when 1 = 1 then 1 else 0 end as [_fl_in] from [dbo].[orders] t
), [chosen] as (
select cast(t.[id] as bigint) as [k1], cast(t.[is_paid] as bit) as [b1], cast(t.[_fl_after] as bit) as [a1], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.* from (select t.*, cast(case when t.[is_paid] is not null then case when (case when cast(t.[_fl_v2] as bit) = cast(t.[is_paid] as bit) or ((t.[_fl_v2]) is null and (t.[is_paid]) is null) then 1 else 0 end = 1) then cast(((cast(@p1 as nvarchar(7))) collate Latin1_General_100_BIN2) as bit) else t.[_fl_v2] end end as bit) as [_fl_after] from (select t.*, cast(case t.[_fl_v1] when cast(0 as bigint) then ((cast(@p2 as nvarchar(3))) collate Latin1_General_100_BIN2) when cast(1 as bigint) then ((cast(@p3 as nvarchar(4))) collate Latin1_General_100_BIN2) end as bit) as [_fl_v2] from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) as [_fl_v1] from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[ordered_at], t.[is_paid], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [base] t
    where (t.[_fl_in] = 1)
    ) t ) t where t.[_fl_draw] < cast(1879048192 as bigint)) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t where t.[is_paid] is not null) t
    order by t.[_fl_draw], t.[_fl_kappa]
    offset 0 rows fetch next 5 rows only) t
), [overlaid] as (
select t.[ordered_at] as [moment], 1 as [inside], t.[is_paid] as [value_before], case when c.[k1] is not null then c.[a1] else t.[is_paid] end as [value_after], 1 as [was_there], 1 as [is_there]
    from [base] t
    left join [chosen] c on t.[id] = c.[k1]
)
select ((cast(@p4 as nvarchar(7))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(count(*) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[k1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[b1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [v2], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from [chosen] fl_s union all select ((cast(@p5 as nvarchar(6))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], cast(fl_s.[k1] as nvarchar(20)) as [v1], case fl_s.[b1] when 1 then N'true' when 0 then N'false' end as [v2], case fl_s.[a1] when 1 then N'true' when 0 then N'false' end as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from (select fl_s.* from [chosen] fl_s order by fl_s.[k1] offset 0 rows fetch next 5 rows only) fl_s union all select ((cast(@p6 as nvarchar(5))) collate Latin1_General_100_BIN2) as [part], ((cast(o.[inside] as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(count(case when o.[was_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], ((cast(count(case when o.[was_there] = 1 and o.[value_before] is null then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v2], ((cast(count(distinct case when o.[was_there] = 1 then o.[value_before] end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], convert(nvarchar(19), max(case when o.[was_there] = 1 then o.[moment] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[was_there] = 1 then o.[moment] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v9], ((cast(count(case when o.[is_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(count(case when o.[is_there] = 1 and o.[value_after] is null then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(count(distinct case when o.[is_there] = 1 then o.[value_after] end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], convert(nvarchar(19), max(case when o.[is_there] = 1 then o.[moment] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[is_there] = 1 then o.[moment] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v18] from [overlaid] o group by rollup (o.[inside]) union all select ((cast(@p7 as nvarchar(5))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(sum(d.[before]) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], ((cast(sum(d.[after]) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v2], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from (select o.[value_before] as [label],
        cast(1 as bigint) as [before], cast(0 as bigint) as [after]
      from [overlaid] o where o.[inside] = 1 and o.[was_there] = 1 union all select o.[value_after] as [label],
        cast(0 as bigint) as [before], cast(1 as bigint) as [after]
      from [overlaid] o where o.[inside] = 1 and o.[is_there] = 1) d
      where d.[label] is not null
      group by d.[label];

-- apply

-- @p1 "faultline"
if schema_id(@p1) is null
exec (N'create schema [faultline]');

-- @p1 "[faultline].[snapshot_run_1]"
if object_id(@p1, N'U') is null
create table [faultline].[snapshot_run_1] ([k1] bigint not null, [b1] bit null, [a1] bit null, [occurrence] bigint not null, primary key ([k1]));

-- @p1 "shipped"
-- @p2 "new"
-- @p3 "paid"
insert into [faultline].[snapshot_run_1] ([k1], [b1], [a1], [occurrence])
    select cast(t.[id] as bigint) as [k1], cast(t.[is_paid] as bit) as [b1], cast(t.[_fl_after] as bit) as [a1], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.* from (select t.*, cast(case when t.[is_paid] is not null then case when (case when cast(t.[_fl_v2] as bit) = cast(t.[is_paid] as bit) or ((t.[_fl_v2]) is null and (t.[is_paid]) is null) then 1 else 0 end = 1) then cast(((cast(@p1 as nvarchar(7))) collate Latin1_General_100_BIN2) as bit) else t.[_fl_v2] end end as bit) as [_fl_after] from (select t.*, cast(case t.[_fl_v1] when cast(0 as bigint) then ((cast(@p2 as nvarchar(3))) collate Latin1_General_100_BIN2) when cast(1 as bigint) then ((cast(@p3 as nvarchar(4))) collate Latin1_General_100_BIN2) end as bit) as [_fl_v2] from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) as [_fl_v1] from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[ordered_at], t.[is_paid], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[orders] t
    where 1 = 1
    ) t ) t where t.[_fl_draw] < cast(1879048192 as bigint)) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t where t.[is_paid] is not null) t
    order by t.[_fl_draw], t.[_fl_kappa]
    offset 0 rows fetch next 5 rows only) t;

select count(*) as [found], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[k1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[b1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [digest] from [faultline].[snapshot_run_1] fl_s;

update t
set [is_paid] = fl_s.[a1]
from [dbo].[orders] as t
join [faultline].[snapshot_run_1] as fl_s on (t.[id] = fl_s.[k1]) and ((case when cast(t.[is_paid] as bit) = cast(fl_s.[b1] as bit) or ((t.[is_paid]) is null and (fl_s.[b1]) is null) then 1 else 0 end = 1));

-- labels


-- rollback

