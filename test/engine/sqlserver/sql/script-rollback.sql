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

-- One transaction, under the lock of the ledger.
begin transaction;
update [faultline].[ledger]
set [holder] = N'tests', [held_at] = N'2026-11-20T09:00:00.000Z'
where [id] = 1
and [version] <> cast(2147483647 as bigint);
if not ((select count(*) from [faultline].[ledger] where [id] = 1 and [version] = cast(1 as bigint)) = 1
    and (select coalesce(max([sequence]), 0) from [faultline].[runs]) = cast(1 as bigint)
    and (select count(*) from [faultline].[runs] where [state] = N'applied') = cast(2 as bigint)
    and (select count(*) from [faultline].[runs] where [state] = N'altering') = 0)
  throw 50000, N'the ledger is not as it was when this script was written: runs were applied or ended since. Write the script anew', 1;

-- Takes back run run1 of scenario "reviewed".
-- step "s2" on dbo.numbered: 5 rows back
delete t
from [dbo].[numbered] as t
join [faultline].[snapshot_run1_2] as fl_s on (t.[id] = fl_s.[k1])
and (1 = 1)
and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a1] as
  nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate
  Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2))
  or ((t.[customer]) is null and (fl_s.[a1]) is null) then 1 else 0 end = 1))
and ((case when ((cast(t.[status] as nvarchar(12))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a2] as
  nvarchar(12))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[status] as nvarchar(12))) collate
  Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a2] as nvarchar(12))) collate Latin1_General_100_BIN2))
  or ((t.[status]) is null and (fl_s.[a2]) is null) then 1 else 0 end = 1))
and ((case when cast(t.[ordered_at] as datetime2(6)) = cast(fl_s.[a3] as datetime2(6)) or ((t.[ordered_at]) is
  null and (fl_s.[a3]) is null) then 1 else 0 end = 1))
and ((case when cast(t.[quantity] as int) = cast(fl_s.[a4] as int) or ((t.[quantity]) is null and (fl_s.[a4])
  is null) then 1 else 0 end = 1))
and ((case when cast(t.[amount] as decimal(10, 2)) = cast(fl_s.[a5] as decimal(10, 2)) or ((t.[amount]) is
  null and (fl_s.[a5]) is null) then 1 else 0 end = 1))
and ((case when cast(cast(t.[weight] as float) as binary(8)) = cast(cast(fl_s.[a6] as float) as binary(8)) and
  datalength(cast(cast(t.[weight] as float) as binary(8))) = datalength(cast(cast(fl_s.[a6] as float) as
  binary(8))) or ((t.[weight]) is null and (fl_s.[a6]) is null) then 1 else 0 end = 1))
and ((case when ((cast(t.[day_text] as nvarchar(12))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a7] as
  nvarchar(12))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[day_text] as nvarchar(12))) collate
  Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a7] as nvarchar(12))) collate Latin1_General_100_BIN2))
  or ((t.[day_text]) is null and (fl_s.[a7]) is null) then 1 else 0 end = 1))
and ((case when ((cast(t.[phone] as nvarchar(16))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a8] as
  nvarchar(16))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[phone] as nvarchar(16))) collate
  Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a8] as nvarchar(16))) collate Latin1_General_100_BIN2))
  or ((t.[phone]) is null and (fl_s.[a8]) is null) then 1 else 0 end = 1))
and ((case when cast(t.[is_paid] as bit) = cast(fl_s.[a9] as bit) or ((t.[is_paid]) is null and (fl_s.[a9]) is
  null) then 1 else 0 end = 1));
if not ((select count(*) from [faultline].[snapshot_run1_2] fl_s
    left join [dbo].[numbered] t on t.[id] = fl_s.[k1]
     where (not (t.[id] is null)) and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2)) or ((t.[customer]) is null and (fl_s.[a1]) is null) then 1 else 0 end = 1)) and ((case when ((cast(t.[status] as nvarchar(12))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a2] as nvarchar(12))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[status] as nvarchar(12))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a2] as nvarchar(12))) collate Latin1_General_100_BIN2)) or ((t.[status]) is null and (fl_s.[a2]) is null) then 1 else 0 end = 1)) and ((case when cast(t.[ordered_at] as datetime2(6)) = cast(fl_s.[a3] as datetime2(6)) or ((t.[ordered_at]) is null and (fl_s.[a3]) is null) then 1 else 0 end = 1)) and ((case when cast(t.[quantity] as int) = cast(fl_s.[a4] as int) or ((t.[quantity]) is null and (fl_s.[a4]) is null) then 1 else 0 end = 1)) and ((case when cast(t.[amount] as decimal(10, 2)) = cast(fl_s.[a5] as decimal(10, 2)) or ((t.[amount]) is null and (fl_s.[a5]) is null) then 1 else 0 end = 1)) and ((case when cast(cast(t.[weight] as float) as binary(8)) = cast(cast(fl_s.[a6] as float) as binary(8)) and datalength(cast(cast(t.[weight] as float) as binary(8))) = datalength(cast(cast(fl_s.[a6] as float) as binary(8))) or ((t.[weight]) is null and (fl_s.[a6]) is null) then 1 else 0 end = 1)) and ((case when ((cast(t.[day_text] as nvarchar(12))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a7] as nvarchar(12))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[day_text] as nvarchar(12))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a7] as nvarchar(12))) collate Latin1_General_100_BIN2)) or ((t.[day_text]) is null and (fl_s.[a7]) is null) then 1 else 0 end = 1)) and ((case when ((cast(t.[phone] as nvarchar(16))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a8] as nvarchar(16))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[phone] as nvarchar(16))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a8] as nvarchar(16))) collate Latin1_General_100_BIN2)) or ((t.[phone]) is null and (fl_s.[a8]) is null) then 1 else 0 end = 1)) and ((case when cast(t.[is_paid] as bit) = cast(fl_s.[a9] as bit) or ((t.[is_paid]) is null and (fl_s.[a9]) is null) then 1 else 0 end = 1)) and (1 = 1)) = cast(0 as bigint)
    and (select count(*) from [faultline].[snapshot_run1_2] fl_s
    left join [dbo].[numbered] t on t.[id] = fl_s.[k1]
     where t.[id] is null) = cast(5 as bigint))
  throw 50000, N'step "s2" on dbo.numbered was not taken back as written: others changed rows since. Write the script anew', 1;

-- step "s1" on dbo.orders: 5 rows back
update t
set [customer] = fl_s.[b1]
from [dbo].[orders] as t
join [faultline].[snapshot_run1_1] as fl_s on (t.[id] = fl_s.[k1])
and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a1] as
  nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate
  Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2))
  or ((t.[customer]) is null and (fl_s.[a1]) is null) then 1 else 0 end = 1));
if not ((select count(*) from [faultline].[snapshot_run1_1] fl_s
    left join [dbo].[orders] t on t.[id] = fl_s.[k1]
     where (1 = 0 or not (t.[id] is null)) and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[a1] as nvarchar(40))) collate Latin1_General_100_BIN2)) or ((t.[customer]) is null and (fl_s.[a1]) is null) then 1 else 0 end = 1))) = cast(0 as bigint)
    and (select count(*) from [faultline].[snapshot_run1_1] fl_s
    left join [dbo].[orders] t on t.[id] = fl_s.[k1]
     where (1 = 0 or not (t.[id] is null)) and ((case when ((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2) = ((cast(fl_s.[b1] as nvarchar(40))) collate Latin1_General_100_BIN2) and datalength(((cast(t.[customer] as nvarchar(40))) collate Latin1_General_100_BIN2)) = datalength(((cast(fl_s.[b1] as nvarchar(40))) collate Latin1_General_100_BIN2)) or ((t.[customer]) is null and (fl_s.[b1]) is null) then 1 else 0 end = 1))) = cast(5 as bigint))
  throw 50000, N'step "s1" on dbo.orders was not taken back as written: others changed rows since. Write the script anew', 1;
update [faultline].[runs]
set [state] = N'rolled back', [end_reason] = N'manual', [ended_at] = N'2026-11-20T09:00:00.000Z'
where [id] = N'run1';

-- Takes back run run2 of scenario "renamed".
-- step "s" on dbo.lines: nothing left to take back
update [faultline].[runs]
set [state] = N'rolled back', [end_reason] = N'manual', [ended_at] = N'2026-11-20T09:00:00.000Z'
where [id] = N'run2';
commit transaction;
go
