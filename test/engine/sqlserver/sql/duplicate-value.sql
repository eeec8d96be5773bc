-- plan

select count(*) as [eligible] from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[customer], t.[ordered_at], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[orders] t
    where 1 = 1
    ) t ) t where t.[customer] is not null) t;

-- @p1 "summary"
-- @p2 "sample"
-- @p3 "total"
with [base] as (
select t.[id], t.[customer], t.[ordered_at], case when 1 = 1 then 1 else 0 end as [_fl_in] from [dbo].[orders] t
), [chosen] as (
select cast(t.[id] as bigint) as [k1], ((cast(t.[customer] as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS) as [b1], ((cast(t.[_fl_after] as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS) as [a1], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.*, ((cast(t.[_fl_partner] as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS) as [_fl_after] from (select t.* from (select t.*, lead(t.[customer], 5) over (order by t.[_fl_draw], t.[_fl_kappa]) as [_fl_partner], row_number() over (order by t.[_fl_draw], t.[_fl_kappa]) as [_fl_place]
    from (select t.* from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[customer], t.[ordered_at], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [base] t
    where (t.[_fl_in] = 1)
    ) t ) t where t.[customer] is not null) t
    order by t.[_fl_draw], t.[_fl_kappa]
    offset 0 rows fetch next 10 rows only) t) t where t.[_fl_place] <= 5) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t
    where not (case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(t.[_fl_after] as nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2)) = datalength(((cast(t.[_fl_after] as nvarchar(40))) collate Latin1_General_100_BIN2)) or ((t.[customer]) is null and (t.[_fl_after]) is null) then 1 else 0 end = 1)) t
), [overlaid] as (
select t.[ordered_at] as [moment], 1 as [inside], t.[customer] as [value_before], case when c.[k1] is not null then c.[a1] else t.[customer] end as [value_after], 1 as [was_there], 1 as [is_there]
    from [base] t
    left join [chosen] c on t.[id] = c.[k1]
)
select ((cast(@p1 as nvarchar(7))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(count(*) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[k1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[b1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [v2], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from [chosen] fl_s union all select ((cast(@p2 as nvarchar(6))) collate Latin1_General_100_BIN2) as [part], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], cast(fl_s.[k1] as nvarchar(20)) as [v1], replace(((cast(fl_s.[b1] as nvarchar(42))) collate Latin1_General_100_BIN2), nchar(1) + nchar(65534), N'') as [v2], replace(((cast(fl_s.[a1] as nvarchar(42))) collate Latin1_General_100_BIN2), nchar(1) + nchar(65534), N'') as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v6], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v9], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v15], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v18] from (select fl_s.* from [chosen] fl_s order by fl_s.[k1] offset 0 rows fetch next 5 rows only) fl_s union all select ((cast(@p3 as nvarchar(5))) collate Latin1_General_100_BIN2) as [part], ((cast(o.[inside] as nvarchar(400))) collate Latin1_General_100_BIN2) as [bucket], ((cast(count(case when o.[was_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v1], ((cast(count(case when o.[was_there] = 1 and o.[value_before] is null then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v2], ((cast(count(distinct cast(((cast(case when o.[was_there] = 1 then o.[value_before] end as nvarchar(40)) + nchar(1) + nchar(65534)) collate Latin1_General_100_BIN2_UTF8) as varchar(126))) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v3], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v4], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v5], replace(((cast(min(cast(((cast(case when o.[was_there] = 1 then o.[value_before] end as nvarchar(40)) + nchar(1) + nchar(65534)) collate Latin1_General_100_BIN2_UTF8) as varchar(126))) as nvarchar(42))) collate Latin1_General_100_BIN2), nchar(1) + nchar(65534), N'') as [v6], replace(((cast(max(cast(((cast(case when o.[was_there] = 1 then o.[value_before] end as nvarchar(40)) + nchar(1) + nchar(65534)) collate Latin1_General_100_BIN2_UTF8) as varchar(126))) as nvarchar(42))) collate Latin1_General_100_BIN2), nchar(1) + nchar(65534), N'') as [v7], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v8], convert(nvarchar(19), max(case when o.[was_there] = 1 then o.[moment] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[was_there] = 1 then o.[moment] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v9], ((cast(count(case when o.[is_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v10], ((cast(count(case when o.[is_there] = 1 and o.[value_after] is null then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v11], ((cast(count(distinct cast(((cast(case when o.[is_there] = 1 then o.[value_after] end as nvarchar(40)) + nchar(1) + nchar(65534)) collate Latin1_General_100_BIN2_UTF8) as varchar(126))) as nvarchar(400))) collate Latin1_General_100_BIN2) as [v12], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v13], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v14], replace(((cast(min(cast(((cast(case when o.[is_there] = 1 then o.[value_after] end as nvarchar(40)) + nchar(1) + nchar(65534)) collate Latin1_General_100_BIN2_UTF8) as varchar(126))) as nvarchar(42))) collate Latin1_General_100_BIN2), nchar(1) + nchar(65534), N'') as [v15], replace(((cast(max(cast(((cast(case when o.[is_there] = 1 then o.[value_after] end as nvarchar(40)) + nchar(1) + nchar(65534)) collate Latin1_General_100_BIN2_UTF8) as varchar(126))) as nvarchar(42))) collate Latin1_General_100_BIN2), nchar(1) + nchar(65534), N'') as [v16], ((cast(null as nvarchar(400))) collate Latin1_General_100_BIN2) as [v17], convert(nvarchar(19), max(case when o.[is_there] = 1 then o.[moment] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[is_there] = 1 then o.[moment] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v18] from [overlaid] o group by rollup (o.[inside]);

-- apply

-- @p1 "faultline"
if schema_id(@p1) is null
exec (N'create schema [faultline]');

-- @p1 "[faultline].[snapshot_run_1]"
if object_id(@p1, N'U') is null
create table [faultline].[snapshot_run_1] ([k1] bigint not null, [b1] nvarchar(40) collate SQL_Latin1_General_CP1_CI_AS null, [a1] nvarchar(40) collate SQL_Latin1_General_CP1_CI_AS null, [occurrence] bigint not null, primary key ([k1]));

insert into [faultline].[snapshot_run_1] ([k1], [b1], [a1], [occurrence])
    select cast(t.[id] as bigint) as [k1], ((cast(t.[customer] as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS) as [b1], ((cast(t.[_fl_after] as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS) as [a1], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.*, ((cast(t.[_fl_partner] as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS) as [_fl_after] from (select t.* from (select t.*, lead(t.[customer], 5) over (order by t.[_fl_draw], t.[_fl_kappa]) as [_fl_partner], row_number() over (order by t.[_fl_draw], t.[_fl_kappa]) as [_fl_place]
    from (select t.* from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[customer], t.[ordered_at], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[orders] t
    where 1 = 1
    ) t ) t where t.[customer] is not null) t
    order by t.[_fl_draw], t.[_fl_kappa]
    offset 0 rows fetch next 10 rows only) t) t where t.[_fl_place] <= 5) t order by (select null) offset 0 rows fetch next 9223372036854775807 rows only) t
    where not (case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(t.[_fl_after] as nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2)) = datalength(((cast(t.[_fl_after] as nvarchar(40))) collate Latin1_General_100_BIN2)) or ((t.[customer]) is null and (t.[_fl_after]) is null) then 1 else 0 end = 1)) t;

select count(*) as [found], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[k1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[b1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [digest] from [faultline].[snapshot_run_1] fl_s;

update t
set [customer] = fl_s.[a1]
from [dbo].[orders] as t
join [faultline].[snapshot_run_1] as fl_s on (t.[id] = fl_s.[k1]) and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[b1] as nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[b1] as nvarchar(40))) collate Latin1_General_100_BIN2)) or ((t.[customer]) is null and (fl_s.[b1]) is null) then 1 else 0 end = 1));

-- labels


-- rollback

