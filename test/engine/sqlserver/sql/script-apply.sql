-- Target shop: SQL Server 16.0.4135.4, database shop. For sqlcmd.
-- Reviewed.

:on error exit
set quoted_identifier on;
set ansi_nulls, ansi_padding, ansi_warnings, arithabort, concat_null_yields_null on;
set numeric_roundabort off;
set language us_english;
set nocount on;
set xact_abort on;
set dateformat ymd;
set datefirst 1;
set transaction isolation level read committed;
go

-- The ledger, which is not there yet.
if schema_id(N'faultline') is null
exec (N'create schema [faultline] authorization [dbo]');
go
if object_id(N'[faultline].[ledger]', N'U') is null
create table [faultline].[ledger] ([id] bigint not null, [version] bigint not null, [holder] nvarchar(400)
      collate Latin1_General_100_BIN2 not null, [held_at] nvarchar(400) collate Latin1_General_100_BIN2 not
      null, primary key ([id]));
go
if object_id(N'[faultline].[runs]', N'U') is null
create table [faultline].[runs] ([id] nvarchar(400) collate Latin1_General_100_BIN2 not null, [sequence]
      bigint not null, [project] nvarchar(400) collate Latin1_General_100_BIN2 not null, [scenario] nvarchar(400)
      collate Latin1_General_100_BIN2 not null, [target] nvarchar(400) collate Latin1_General_100_BIN2 not
      null, [slot] nvarchar(400) collate Latin1_General_100_BIN2 null, [state] nvarchar(400) collate
      Latin1_General_100_BIN2 not null, [fingerprint] nvarchar(400) collate Latin1_General_100_BIN2 not null,
      [origin] nvarchar(max) collate Latin1_General_100_BIN2 not null, [path] nvarchar(max) collate
      Latin1_General_100_BIN2 not null, [plan_digest] nvarchar(400) collate Latin1_General_100_BIN2 not null,
      [plan_now] nvarchar(400) collate Latin1_General_100_BIN2 not null, [actor] nvarchar(400) collate
      Latin1_General_100_BIN2 not null, [prepared_at] nvarchar(400) collate Latin1_General_100_BIN2 not null,
      [applied_at] nvarchar(400) collate Latin1_General_100_BIN2 null, [expires_at] nvarchar(400) collate
      Latin1_General_100_BIN2 null, [ended_at] nvarchar(400) collate Latin1_General_100_BIN2 null,
      [end_reason] nvarchar(400) collate Latin1_General_100_BIN2 null, [is_released] bigint not null,
      [row_count] bigint not null, [source] nvarchar(max) collate Latin1_General_100_BIN2 not null, primary
      key ([id]));
go
if object_id(N'[faultline].[steps]', N'U') is null
create table [faultline].[steps] ([run_id] nvarchar(400) collate Latin1_General_100_BIN2 not null, [ordinal]
      bigint not null, [step_id] nvarchar(400) collate Latin1_General_100_BIN2 not null, [anomaly] nvarchar(400)
      collate Latin1_General_100_BIN2 not null, [effect] nvarchar(400) collate Latin1_General_100_BIN2 not
      null, [table_schema] nvarchar(400) collate Latin1_General_100_BIN2 not null, [table_name] nvarchar(400)
      collate Latin1_General_100_BIN2 not null, [table_identity] nvarchar(400) collate Latin1_General_100_BIN2
      not null, [snapshot_table] nvarchar(400) collate Latin1_General_100_BIN2 null, [row_count] bigint not
      null, [snapshot_columns] nvarchar(max) collate Latin1_General_100_BIN2 not null, [alteration] nvarchar(max)
      collate Latin1_General_100_BIN2 null, primary key ([run_id], [ordinal]));
go
if not ((select count(*) from [faultline].[ledger]) = 0)
  throw 50000, N'the ledger is there by now: this script was run already, or another run was applied since it was written. See with: faultline status', 1;
go
insert into [faultline].[ledger] ([id], [version], [holder], [held_at])
values (1, cast(1 as bigint), 'nobody', N'2026-11-20T09:00:00.000Z');
go

-- Run run1 of scenario "reviewed" is written down with its empty snapshots; no row is changed yet.
if not ((select count(*) from [faultline].[runs] where [id] = N'run1' and [state] <> N'prepared') = 0)
  throw 50000, N'run run1 of scenario "reviewed" is applied already: this script was run before', 1;
go
if not ((select count(*) from [faultline].[runs] where [id] = N'run1') = 0)
  throw 50000, N'this script was run before, and ended early. Clear away what it has prepared with: faultline recover', 1;
go
begin transaction;
insert into [faultline].[runs] ([id], [sequence], [project], [scenario], [target], [slot], [state],
  [fingerprint], [origin], [path], [plan_digest], [plan_now], [actor], [prepared_at], [applied_at],
  [expires_at], [ended_at], [end_reason], [is_released], [row_count], [source])
values (N'run1', 0, N'acme-dq', N'reviewed', N'shop', null, N'prepared', N'<digest>',
  N'{"repository":"example.com/acme/dq","ref":"main","commit":"c0ffee","directory":"."}', N'scenarios/reviewed.yaml',
  N'<digest>', N'2026-11-20T09:00:00.000000Z', N'tests',
  N'2026-11-20T09:00:00.000Z', null, null, null, null, 0, 10, (cast(N'' as nvarchar(max)) + N'apiVersion: faultline/v1'
  + nchar(10) + N'kind: Scenario' + nchar(10) + N'name: reviewed' + nchar(10) + N'target: shop' + nchar(10) + nchar(10)
  + N'steps:' + nchar(10) + N'  - {id: s1, table: orders, anomaly: null-spike, column: customer, where: "[status] = ''it''''s paid''", during: all, volume: 5 rows}'
  + nchar(10) + N'  - {id: s2, table: numbered, anomaly: duplicate-row, during: all, volume: 5 rows}' + nchar(10)));
insert into [faultline].[steps] ([run_id], [ordinal], [step_id], [anomaly], [effect], [table_schema],
  [table_name], [table_identity], [snapshot_table], [row_count], [snapshot_columns], [alteration])
values (N'run1', 1, N's1', N'null-spike', N'update', N'dbo', N'orders', N'1013578649', N'snapshot_run1_1',
  5, N'{"key":[{"name":"id","ordinal":1,"kind":"integer","type":"bigint","storage":"bigint","scale":0,"range":{"min":"-9223372036854775808","max":"9223372036854775807"},"isNullable":false,"isComputed":false,"isIdentity":false,"isGenerator":false}],"before":[{"name":"customer","ordinal":2,"kind":"text","type":"nvarchar(40)","storage":"nvarchar(40) collate SQL_Latin1_General_CP1_CI_AS","length":40,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false}],"after":[{"name":"customer","ordinal":2,"kind":"text","type":"nvarchar(40)","storage":"nvarchar(40) collate SQL_Latin1_General_CP1_CI_AS","length":40,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false}]}',
  null);
insert into [faultline].[steps] ([run_id], [ordinal], [step_id], [anomaly], [effect], [table_schema],
  [table_name], [table_identity], [snapshot_table], [row_count], [snapshot_columns], [alteration])
values (N'run1', 2, N's2', N'duplicate-row', N'insert', N'dbo', N'numbered', N'1013578649', N'snapshot_run1_2',
  5, (cast(N'' as nvarchar(max)) + N'{"key":[{"name":"id","ordinal":1,"kind":"integer","type":"bigint","storage":"bigint","scale":0,"range":{"min":"-9223372036854775808","max":"9223372036854775807"},"isNullable":false,"isComputed":false,"isIdentity":true,"isGenerator":true}],"before":[],"after":[{"name":"customer","ordinal":2,"kind":"text","type":"nvarchar(40)","storage":"nvarchar(40) collate SQL_Latin1_General_CP1_CI_AS","length":40,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false},{"name":"status","ordinal":3,"kind":"text","type":"varchar(12)","storage":"varchar(12) collate SQL_Latin1_General_CP1_CI_AS","length":12,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false},{"name":"ordered_at","ordinal":4,"kind":"timestamp","type":"datetime2(6)","storage":"datetime2(6)","isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false},{"name":"quantity","ordinal":5,"kind":"integer","type":"int","storage":"int","scale":0,"range":{"min":"-2147483648","max":"2147483647"},"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false},{"name":"amount","ordinal":6,"kind":"decimal","type":"decimal(10, 2)","storage":"decimal(10, 2)","precision":10,"scale":2,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false},{"name":"weight","ordinal":7,"kind":"float","type":"float","storage":"float","isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false},{"name":"day_text","ordinal":8,"kind":"text","type":"varchar(12)","storage":"varchar(12) collate SQL_Latin1_General_CP1_CI_AS","length":12,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false},{"name":"phone","ordinal":9,"kind":"text","type":"nvarchar(16)","storage":"nvarchar(16) collate SQL_Latin1_General_CP1_CI_AS","length":16,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false},{"name":"is_paid","ordinal":10,"kind":"boolean","type":"bit","storage":"bit","isNullable":true,"isComputed":false,"isIdentity":false,"i'
  + N'sGenerator":false}]}'), null);
commit transaction;
go
if object_id(N'[faultline].[snapshot_run1_1]', N'U') is null
create table [faultline].[snapshot_run1_1] ([k1] bigint not null, [b1] nvarchar(40) collate
      SQL_Latin1_General_CP1_CI_AS null, [a1] nvarchar(40) collate SQL_Latin1_General_CP1_CI_AS null,
      [occurrence] bigint not null, primary key ([k1]));
go
if object_id(N'[faultline].[snapshot_run1_2]', N'U') is null
create table [faultline].[snapshot_run1_2] ([k1] bigint not null, [a1] nvarchar(40) collate
      SQL_Latin1_General_CP1_CI_AS null, [a2] varchar(12) collate SQL_Latin1_General_CP1_CI_AS null, [a3]
      datetime2(6) null, [a4] int null, [a5] decimal(10, 2) null, [a6] float null, [a7] varchar(12) collate
      SQL_Latin1_General_CP1_CI_AS null, [a8] nvarchar(16) collate SQL_Latin1_General_CP1_CI_AS null, [a9] bit
      null, [occurrence] bigint not null, primary key ([k1]));
go

-- Run run2 of scenario "renamed" is written down with its empty snapshots; no row is changed yet.
if not ((select count(*) from [faultline].[runs] where [id] = N'run2' and [state] <> N'prepared') = 0)
  throw 50000, N'run run2 of scenario "renamed" is applied already: this script was run before', 1;
go
if not ((select count(*) from [faultline].[runs] where [id] = N'run2') = 0)
  throw 50000, N'this script was run before, and ended early. Clear away what it has prepared with: faultline recover', 1;
go
begin transaction;
insert into [faultline].[runs] ([id], [sequence], [project], [scenario], [target], [slot], [state],
  [fingerprint], [origin], [path], [plan_digest], [plan_now], [actor], [prepared_at], [applied_at],
  [expires_at], [ended_at], [end_reason], [is_released], [row_count], [source])
values (N'run2', 0, N'acme-dq', N'renamed', N'shop', null, N'prepared', N'<digest>',
  N'{"repository":"example.com/acme/dq","ref":"main","commit":"c0ffee","directory":"."}', N'scenarios/renamed.yaml',
  N'<digest>', N'2026-11-20T09:00:00.000000Z', N'tests',
  N'2026-11-20T09:00:00.000Z', null, null, null, null, 0, 1, (cast(N'' as nvarchar(max)) + N'apiVersion: faultline/v1'
  + nchar(10) + N'kind: Scenario' + nchar(10) + N'name: renamed' + nchar(10) + N'target: shop' + nchar(10) + nchar(10)
  + N'steps:' + nchar(10) + N'  - {id: s, table: lines, anomaly: column-renamed, column: note}' + nchar(10)));
insert into [faultline].[steps] ([run_id], [ordinal], [step_id], [anomaly], [effect], [table_schema],
  [table_name], [table_identity], [snapshot_table], [row_count], [snapshot_columns], [alteration])
values (N'run2', 1, N's', N'column-renamed', N'alter', N'dbo', N'lines', N'1013578649', null, 1, N'{"key":[],"before":[],"after":[]}',
  N'{"change":"rename column","from":"note","to":"note_v2"}');
commit transaction;
go

-- One transaction, under the lock of the ledger.
begin transaction;
update [faultline].[ledger]
set [holder] = N'tests', [held_at] = N'2026-11-20T09:00:00.000Z'
where [id] = 1
and [version] <> cast(2147483647 as bigint);
if not ((select count(*) from [faultline].[ledger] where [id] = 1 and [version] = cast(1 as bigint)) = 1
    and (select coalesce(max([sequence]), 0) from [faultline].[runs]) = cast(0 as bigint)
    and (select count(*) from [faultline].[runs] where [state] = N'applied') = cast(0 as bigint)
    and (select count(*) from [faultline].[runs] where [state] = N'altering') = 0)
  throw 50000, N'the ledger is not as it was when this script was written: runs were applied or ended since. Write the script anew', 1;

-- Scenario "reviewed", step "s1": null-spike on dbo.orders.customer, 5 rows, digest 4711
insert into [faultline].[snapshot_run1_1] ([k1], [b1], [a1], [occurrence])
select cast(t.[id] as bigint) as [k1], ((cast(t.[customer] as nvarchar(40))) collate
  SQL_Latin1_General_CP1_CI_AS) as [b1], ((cast(t.[_fl_after] as nvarchar(40))) collate
  SQL_Latin1_General_CP1_CI_AS) as [a1], t.[_fl_occurrence] as [occurrence]
from (
  select t.*
  from (
    select t.*
    from (
      select t.*, ((cast(((cast(null as nvarchar(40))) collate SQL_Latin1_General_CP1_CI_AS) as nvarchar(40)))
        collate SQL_Latin1_General_CP1_CI_AS) as [_fl_after]
      from (
        select t.*
        from (
          select t.*, (cast(((cast(((cast((cast(944146723 as bigint) * (case when t.[_fl_kappa] >= cast(0 as
            bigint) and t.[_fl_kappa] < cast(2147483647 as bigint) then t.[_fl_kappa] else (cast(((cast(((cast((t.[_fl_kappa])
            as bigint) % cast(cast(2147483647 as bigint) as bigint)) + cast(534215267 as bigint) * (cast(t.[_fl_kappa]
            as bigint) / cast(cast(2147483647 as bigint) as bigint))) as bigint) % cast(cast(2147483647 as
            bigint) as bigint)) + cast(2147483647 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as
            bigint)) end) + cast(1873602681 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint))
            * (case when t.[_fl_kappa] >= cast(0 as bigint) and t.[_fl_kappa] < cast(2147483647 as bigint)
            then t.[_fl_kappa] else (cast(((cast(((cast((t.[_fl_kappa]) as bigint) % cast(cast(2147483647 as
            bigint) as bigint)) + cast(534215267 as bigint) * (cast(t.[_fl_kappa] as bigint) / cast(cast(2147483647
            as bigint) as bigint))) as bigint) % cast(cast(2147483647 as bigint) as bigint)) + cast(2147483647
            as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint)) end) + cast(1039438887 as
            bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint)) * (case when t.[_fl_kappa] >= cast(0
            as bigint) and t.[_fl_kappa] < cast(2147483647 as bigint) then t.[_fl_kappa] else (cast(((cast(((cast((t.[_fl_kappa])
            as bigint) % cast(cast(2147483647 as bigint) as bigint)) + cast(534215267 as bigint) * (cast(t.[_fl_kappa]
            as bigint) / cast(cast(2147483647 as bigint) as bigint))) as bigint) % cast(cast(2147483647 as
            bigint) as bigint)) + cast(2147483647 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as
            bigint)) end) + cast(1559924956 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint))
            as [_fl_draw]
          from (
            select t.[id], t.[customer], t.[ordered_at], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as
              bigint) as [_fl_occurrence]
            from [dbo].[orders] t
            where (([status] = 'it''s paid'))
          ) t
        ) t
        where t.[_fl_draw] < cast(1879048192 as bigint)
      ) t
    ) t
    where t.[customer] is not null
  ) t
  order by t.[_fl_draw], t.[_fl_kappa]
  offset 0 rows
  fetch next 5 rows only
) t;
if not ((select count(*) from [faultline].[snapshot_run1_1]) = cast(5 as bigint)
    and (select cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[k1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[b1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) from [faultline].[snapshot_run1_1] fl_s) = N'4711')
  throw 50000, N'step "s1" on dbo.orders is no longer what was planned: other rows or values would be touched. Plan again', 1;
update t
set [customer] = fl_s.[a1]
from [dbo].[orders] as t
join [faultline].[snapshot_run1_1] as fl_s on (t.[id] = fl_s.[k1])
and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[b1] as
  nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate
  Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[b1] as nvarchar(40))) collate Latin1_General_100_BIN2))
  or ((t.[customer]) is null and (fl_s.[b1]) is null) then 1 else 0 end = 1));
if not ((select count(*) from [faultline].[snapshot_run1_1] fl_s
    left join [dbo].[orders] t on t.[id] = fl_s.[k1]
     where (1 = 0 or not (t.[id] is null)) and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2)) or ((t.[customer]) is null and (fl_s.[a1]) is null) then 1 else 0 end = 1))) = cast(5 as bigint))
  throw 50000, N'others changed rows of step "s1" on dbo.orders in the meantime. Clear away what is prepared with faultline recover, and run the script again', 1;

-- Scenario "reviewed", step "s2": duplicate-row on dbo.numbered, 5 rows, digest 4711
insert into [faultline].[snapshot_run1_2] ([k1], [a1], [a2], [a3], [a4], [a5], [a6], [a7], [a8], [a9],
  [occurrence])
select cast(ident_current(N'[dbo].[numbered]') + ident_incr(N'[dbo].[numbered]') * row_number() over (order by
  (select null)) as bigint) as [k1], ((cast(t.[customer] as nvarchar(40))) collate
  SQL_Latin1_General_CP1_CI_AS) as [a1], cast(((cast(t.[status] as nvarchar(12))) collate
  SQL_Latin1_General_CP1_CI_AS) as varchar(12)) as [a2], cast(t.[ordered_at] as datetime2(6)) as [a3], cast(t.[quantity]
  as int) as [a4], cast(t.[amount] as decimal(10, 2)) as [a5], cast(t.[weight] as float) as [a6], cast(((cast(t.[day_text]
  as nvarchar(12))) collate SQL_Latin1_General_CP1_CI_AS) as varchar(12)) as [a7], ((cast(t.[phone] as
  nvarchar(16))) collate SQL_Latin1_General_CP1_CI_AS) as [a8], cast(t.[is_paid] as bit) as [a9], t.[_fl_occurrence]
  as [occurrence]
from (
  select t.*
  from (
    select t.*
    from (
      select t.*, (cast(((cast(((cast((cast(285242792 as bigint) * (case when t.[_fl_kappa] >= cast(0 as
        bigint) and t.[_fl_kappa] < cast(2147483647 as bigint) then t.[_fl_kappa] else (cast(((cast(((cast((t.[_fl_kappa])
        as bigint) % cast(cast(2147483647 as bigint) as bigint)) + cast(520195583 as bigint) * (cast(t.[_fl_kappa]
        as bigint) / cast(cast(2147483647 as bigint) as bigint))) as bigint) % cast(cast(2147483647 as bigint)
        as bigint)) + cast(2147483647 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint)) end)
        + cast(1188387675 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint)) * (case when t.[_fl_kappa]
        >= cast(0 as bigint) and t.[_fl_kappa] < cast(2147483647 as bigint) then t.[_fl_kappa] else (cast(((cast(((cast((t.[_fl_kappa])
        as bigint) % cast(cast(2147483647 as bigint) as bigint)) + cast(520195583 as bigint) * (cast(t.[_fl_kappa]
        as bigint) / cast(cast(2147483647 as bigint) as bigint))) as bigint) % cast(cast(2147483647 as bigint)
        as bigint)) + cast(2147483647 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint)) end)
        + cast(1625338296 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint)) * (case when t.[_fl_kappa]
        >= cast(0 as bigint) and t.[_fl_kappa] < cast(2147483647 as bigint) then t.[_fl_kappa] else (cast(((cast(((cast((t.[_fl_kappa])
        as bigint) % cast(cast(2147483647 as bigint) as bigint)) + cast(520195583 as bigint) * (cast(t.[_fl_kappa]
        as bigint) / cast(cast(2147483647 as bigint) as bigint))) as bigint) % cast(cast(2147483647 as bigint)
        as bigint)) + cast(2147483647 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint)) end)
        + cast(1326685892 as bigint)) as bigint) % cast(cast(2147483647 as bigint) as bigint)) as [_fl_draw]
      from (
        select t.[id], t.[customer], t.[status], t.[ordered_at], t.[quantity], t.[amount], t.[weight], t.[day_text],
          t.[phone], t.[is_paid], cast(t.[id] as bigint) as [_fl_kappa], cast(1 as bigint) as [_fl_occurrence]
        from [dbo].[numbered] t
        where 1 = 1
      ) t
    ) t
    where t.[_fl_draw] < cast(1879048192 as bigint)
  ) t
  order by t.[_fl_draw], t.[_fl_kappa]
  offset 0 rows
  fetch next 5 rows only
) t;
if not ((select count(*) from [faultline].[snapshot_run1_2]) = cast(5 as bigint)
    and (select cast(coalesce(sum(cast(cast(substring(hashbytes('SHA2_256', cast(isnull(hashbytes('SHA2_256', cast(fl_s.[a1] as varbinary(max))), 0x00) as varbinary(max)) + isnull(hashbytes('SHA2_256', cast(fl_s.[a2] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a3] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a4] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a5] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a6] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a7] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a8] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[a9] as varbinary(max))), 0x00) + isnull(hashbytes('SHA2_256', cast(fl_s.[occurrence] as varbinary(max))), 0x00)), 1, 7) as bigint) as decimal(38, 0))), 0) as nvarchar(40)) from [faultline].[snapshot_run1_2] fl_s) = N'4711')
  throw 50000, N'step "s2" on dbo.numbered is no longer what was planned: other rows or values would be touched. Plan again', 1;
begin try
set identity_insert [dbo].[numbered] on;
insert into [dbo].[numbered] ([id], [customer], [status], [ordered_at], [quantity], [amount], [weight],
      [day_text], [phone], [is_paid])
select fl_s.[k1], fl_s.[a1], fl_s.[a2], fl_s.[a3], fl_s.[a4], fl_s.[a5], fl_s.[a6], fl_s.[a7], fl_s.[a8],
      fl_s.[a9] from [faultline].[snapshot_run1_2] fl_s;
select @@rowcount as [changed];
set identity_insert [dbo].[numbered] off;
end try
begin catch
set identity_insert [dbo].[numbered] off;
throw;
end catch;
if not ((select count(*) from [faultline].[snapshot_run1_2] fl_s
    left join [dbo].[numbered] t on t.[id] = fl_s.[k1]
     where (not (t.[id] is null)) and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2)) or ((t.[customer]) is null and (fl_s.[a1]) is null) then 1 else 0 end = 1)) and ((case when ((cast(t.[status] as nvarchar(12))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a2] as nvarchar(12))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[status] as nvarchar(12))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a2] as nvarchar(12))) collate Latin1_General_100_BIN2)) or ((t.[status]) is null and (fl_s.[a2]) is null) then 1 else 0 end = 1)) and ((case when cast(t.[ordered_at] as datetime2(6)) = cast(fl_s.[a3] as datetime2(6)) or ((t.[ordered_at]) is null and (fl_s.[a3]) is null) then 1 else 0 end = 1)) and ((case when cast(t.[quantity] as int) = cast(fl_s.[a4] as int) or ((t.[quantity]) is null and (fl_s.[a4]) is null) then 1 else 0 end = 1)) and ((case when cast(t.[amount] as decimal(10, 2)) = cast(fl_s.[a5] as decimal(10, 2)) or ((t.[amount]) is null and (fl_s.[a5]) is null) then 1 else 0 end = 1)) and ((case when cast(cast(t.[weight] as float) as binary(8)) = cast(cast(fl_s.[a6] as float) as binary(8)) and datalength(cast(cast(t.[weight] as float) as binary(8))) = datalength(cast(cast(fl_s.[a6] as float) as binary(8))) or ((t.[weight]) is null and (fl_s.[a6]) is null) then 1 else 0 end = 1)) and ((case when ((cast(t.[day_text] as nvarchar(12))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a7] as nvarchar(12))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[day_text] as nvarchar(12))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a7] as nvarchar(12))) collate Latin1_General_100_BIN2)) or ((t.[day_text]) is null and (fl_s.[a7]) is null) then 1 else 0 end = 1)) and ((case when ((cast(t.[phone] as nvarchar(16))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a8] as nvarchar(16))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[phone] as nvarchar(16))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a8] as nvarchar(16))) collate Latin1_General_100_BIN2)) or ((t.[phone]) is null and (fl_s.[a8]) is null) then 1 else 0 end = 1)) and ((case when cast(t.[is_paid] as bit) = cast(fl_s.[a9] as bit) or ((t.[is_paid]) is null and (fl_s.[a9]) is null) then 1 else 0 end = 1)) and (1 = 1)) = cast(5 as bigint))
  throw 50000, N'others changed rows of step "s2" on dbo.numbered in the meantime. Clear away what is prepared with faultline recover, and run the script again', 1;
update [faultline].[runs]
set [state] = N'applied', [applied_at] = N'2026-11-20T09:00:00.000Z', [expires_at] = null, [sequence] = 1
where [id] = N'run1'
and [state] = N'prepared'
and [ended_at] is null;
if not ((select count(*) from [faultline].[runs] where [id] = N'run1' and [state] = N'applied') = 1)
  throw 50000, N'run run1 was discarded by a recovery in the meantime. Write the script anew', 1;

-- Scenario "renamed", step "s": column-renamed on dbo.lines.note, the table is altered
exec sp_rename N'[dbo].[lines].[note]', N'note_v2', N'COLUMN';
update [faultline].[runs]
set [state] = N'applied', [applied_at] = N'2026-11-20T09:00:00.000Z', [expires_at] = null, [sequence] = 2
where [id] = N'run2'
and [state] = N'prepared'
and [ended_at] is null;
if not ((select count(*) from [faultline].[runs] where [id] = N'run2' and [state] = N'applied') = 1)
  throw 50000, N'run run2 was discarded by a recovery in the meantime. Write the script anew', 1;
commit transaction;
go
