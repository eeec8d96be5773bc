-- plan

select count(*) as [eligible] from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[customer], t.[status], t.[ordered_at], t.[quantity], t.[amount], t.[weight], t.[day_text], t.[phone], t.[is_paid], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[numbered] t
    where 1 = 1
    ) t ) t;

-- @p1 "summary"
-- @p2 "sample"
-- @p3 "total"
with [base] as (
select t.[id], t.[customer], t.[status], t.[ordered_at], t.[quantity], t.[amount], t.[weight], t.[day_text], t.[phone], t.[is_paid], case when 1 = 1 then 1 else 0 end as [_fl_in] from [dbo].[numbered] t
), [chosen] as (
select cast(null as bigint) as [k1], (cast(t.[customer] as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS as [a1], cast((cast(t.[status] as nvarchar(12))) collate SQL_Latin1_General_CP1_CI_AS as varchar(12)) as [a2], cast(t.[ordered_at] as datetime2(6)) as [a3], cast(t.[quantity] as int) as [a4], cast(t.[amount] as decimal(10, 2)) as [a5], cast(t.[weight] as float) as [a6], cast((cast(t.[day_text] as nvarchar(12))) collate SQL_Latin1_General_CP1_CI_AS as varchar(12)) as [a7], (cast(t.[phone] as nvarchar(16))) collate SQL_Latin1_General_CP1_CI_AS as [a8], cast(t.[is_paid] as bit) as [a9], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[customer], t.[status], t.[ordered_at], t.[quantity], t.[amount], t.[weight], t.[day_text], t.[phone], t.[is_paid], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [base] t
    where (t.[_fl_in] = 1)
    ) t ) t where t.[_fl_draw] < cast(1879048192 as bigint)) t
    order by t.[_fl_draw], t.[_fl_kappa]
    offset 0 rows fetch next 5 rows only) t
), [overlaid] as (
select t.[ordered_at] as [moment], 1 as [inside], 0 as [value_before], 0 as [value_after], 1 as [was_there], 1 as [is_there]
      from [base] t
      union all
      select c.[a3] as [moment], 1 as [inside], 0 as [value_before], 0 as [value_after], 0 as [was_there], 1 as [is_there]
      from [chosen] c
)
select (cast(@p1 as nvarchar(7))) collate Latin1_General_100_BIN2 as [part], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [bucket], (cast(count(*) as nvarchar(400))) collate Latin1_General_100_BIN2 as [v1], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[a2] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a3] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a4] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a5] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a6] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a7] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a8] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a9] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [v2], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v3], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v4], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v5], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v6], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v7], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v8], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v9], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v10], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v11], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v12], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v13], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v14], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v15], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v16], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v17], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v18] from [chosen] fl_s union all select (cast(@p2 as nvarchar(6))) collate Latin1_General_100_BIN2 as [part], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [bucket], cast(fl_s.[k1] as nvarchar(20)) as [v1], (cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2 as [v2], (cast(fl_s.[a2] as nvarchar(12))) collate Latin1_General_100_BIN2 as [v3], convert(nvarchar(19), fl_s.[a3], 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, fl_s.[a3]) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v4], cast(fl_s.[a4] as nvarchar(20)) as [v5], cast(fl_s.[a5] as nvarchar(41)) as [v6], case when abs(cast(fl_s.[a6] as float)) >= 9007199254740992 and abs(cast(fl_s.[a6] as float)) < 9.2e18
      then cast(cast(cast(fl_s.[a6] as float) as bigint) as nvarchar(30))
      else case when cast(cast(fl_s.[a6] as float) as binary(8)) >= 0x8000000000000000 then N'-' else N'' end + replace(rtrim(replace(replace(rtrim(replace(stuff(replicate('0', (abs((case when cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) between -4 and 15 then cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) else 0 end)) - (case when cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) between -4 and 15 then cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) else 0 end)) / 2) + replace(cast(cast(case when try_cast(cast(round(cast(left(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 18) as decimal(18, 16)), 14) as varchar(20)) + substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 19, 6) as float) = abs(cast(fl_s.[a6] as float)) then round(cast(left(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 18) as decimal(18, 16)), 14) when try_cast(cast(round(cast(left(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 18) as decimal(18, 16)), 15) as varchar(20)) + substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 19, 6) as float) = abs(cast(fl_s.[a6] as float)) then round(cast(left(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 18) as decimal(18, 16)), 15) else cast(left(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 18) as decimal(18, 16)) end as decimal(18, 16)) as varchar(20)), '.', ''), (abs((case when cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) between -4 and 15 then cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) else 0 end)) + (case when cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) between -4 and 15 then cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) else 0 end)) / 2 + 2, 0, '.'), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') + case when cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) between -4 and 15 then N'' else N'e' + case when cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int) < 0 then N'-' else N'+' end
      + case when abs(cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int)) < 10 then N'0' else N'' end + cast(abs(cast(substring(ltrim(convert(varchar(40), abs(cast(fl_s.[a6] as float)), 3)), 20, 5) as int)) as nvarchar(3)) end end as [v7], (cast(fl_s.[a7] as nvarchar(12))) collate Latin1_General_100_BIN2 as [v8], (cast(fl_s.[a8] as nvarchar(16))) collate Latin1_General_100_BIN2 as [v9], case fl_s.[a9] when 1 then N'true' when 0 then N'false' end as [v10], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v11], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v12], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v13], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v14], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v15], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v16], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v17], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v18] from (select fl_s.* from [chosen] fl_s order by fl_s.[k1] offset 0 rows fetch next 5 rows only) fl_s union all select (cast(@p3 as nvarchar(5))) collate Latin1_General_100_BIN2 as [part], (cast(o.[inside] as nvarchar(400))) collate Latin1_General_100_BIN2 as [bucket], (cast(count(case when o.[was_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2 as [v1], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v2], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v3], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v4], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v5], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v6], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v7], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v8], convert(nvarchar(19), max(case when o.[was_there] = 1 then o.[moment] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[was_there] = 1 then o.[moment] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v9], (cast(count(case when o.[is_there] = 1 then 1 end) as nvarchar(400))) collate Latin1_General_100_BIN2 as [v10], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v11], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v12], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v13], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v14], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v15], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v16], (cast(null as nvarchar(400))) collate Latin1_General_100_BIN2 as [v17], convert(nvarchar(19), max(case when o.[is_there] = 1 then o.[moment] end), 120) + replace(rtrim(replace(replace(rtrim(replace(N'.' + right(N'00000000' + cast(datepart(nanosecond, max(case when o.[is_there] = 1 then o.[moment] end)) as nvarchar(9)), 9), '0', ' ')), ' ', '0'), '.', ' ')), ' ', '.') as [v18] from [overlaid] o group by rollup (o.[inside]);

-- apply

-- @p1 "faultline"
if schema_id(@p1) is null
exec (N'create schema [faultline]');

-- @p1 "[faultline].[snapshot_run_1]"
if object_id(@p1, N'U') is null
create table [faultline].[snapshot_run_1] ([k1] bigint not null, [a1] nvarchar(40) collate SQL_Latin1_General_CP1_CI_AS null, [a2] varchar(12) collate SQL_Latin1_General_CP1_CI_AS null, [a3] datetime2(6) null, [a4] int null, [a5] decimal(10, 2) null, [a6] float null, [a7] varchar(12) collate SQL_Latin1_General_CP1_CI_AS null, [a8] nvarchar(16) collate SQL_Latin1_General_CP1_CI_AS null, [a9] bit null, [occurrence] bigint not null, primary key ([k1]));

-- @p1 "[dbo].[numbered]"
-- @p2 "[dbo].[numbered]"
insert into [faultline].[snapshot_run_1] ([k1], [a1], [a2], [a3], [a4], [a5], [a6], [a7], [a8], [a9], [occurrence])
    select cast(ident_current(@p1) + ident_incr(@p2) * row_number() over (order by (select null)) as bigint) as [k1], (cast(t.[customer] as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS as [a1], cast((cast(t.[status] as nvarchar(12))) collate SQL_Latin1_General_CP1_CI_AS as varchar(12)) as [a2], cast(t.[ordered_at] as datetime2(6)) as [a3], cast(t.[quantity] as int) as [a4], cast(t.[amount] as decimal(10, 2)) as [a5], cast(t.[weight] as float) as [a6], cast((cast(t.[day_text] as nvarchar(12))) collate SQL_Latin1_General_CP1_CI_AS as varchar(12)) as [a7], (cast(t.[phone] as nvarchar(16))) collate SQL_Latin1_General_CP1_CI_AS as [a8], cast(t.[is_paid] as bit) as [a9], t.[_fl_occurrence] as [occurrence]
    from (select t.* from (select t.* from (select t.*, draw('choose', kappa) as [_fl_draw] from (select t.[id], t.[customer], t.[status], t.[ordered_at], t.[quantity], t.[amount], t.[weight], t.[day_text], t.[phone], t.[is_paid], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
    from [dbo].[numbered] t
    where 1 = 1
    ) t ) t where t.[_fl_draw] < cast(1879048192 as bigint)) t
    order by t.[_fl_draw], t.[_fl_kappa]
    offset 0 rows fetch next 5 rows only) t;

select count(*) as [found], cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[a2] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a3] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a4] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a5] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a6] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a7] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a8] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a9] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) as [digest] from [faultline].[snapshot_run_1] fl_s;

begin try
set identity_insert [dbo].[numbered] on;
insert into [dbo].[numbered] ([id], [customer], [status], [ordered_at], [quantity], [amount], [weight], [day_text], [phone], [is_paid])
select fl_s.[k1], fl_s.[a1], fl_s.[a2], fl_s.[a3], fl_s.[a4], fl_s.[a5], fl_s.[a6], fl_s.[a7], fl_s.[a8], fl_s.[a9] from [faultline].[snapshot_run_1] fl_s;
select @@rowcount as [changed];
set identity_insert [dbo].[numbered] off;
end try
begin catch
set identity_insert [dbo].[numbered] off;
throw;
end catch;

-- labels


-- rollback

