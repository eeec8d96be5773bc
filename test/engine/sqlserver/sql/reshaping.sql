-- add column

alter table [dbo].[lines] add [extra] nvarchar(255) null constraint [fl_default_extra] default N'n''a' with values;

-- add column, taken back

-- @p1 "[dbo].[fl_default_extra]"
if object_id(@p1, N'D') is not null
alter table [dbo].[lines] drop constraint [fl_default_extra];

alter table [dbo].[lines] drop column [extra];

-- drop column

alter table [dbo].[lines] drop constraint [usual_day];

-- @p1 "[dbo].[lines].[shipped]"
-- @p2 "fl_away"
exec sp_rename @p1, @p2, N'COLUMN';

insert into [faultline].[snapshot_run_1] ([k1], [k2], [b1], [occurrence])
        select t.[order_id], t.[product], t.[fl_away], cast(1 as bigint) from [dbo].[lines] t;

alter table [dbo].[lines] drop column [fl_away];

-- drop column, taken back

alter table [dbo].[lines] add [fl_back] date null constraint [fl_back_default] default ((19000101)) with values;

update t
set [fl_back] = fl_s.[b1]
from [dbo].[lines] as t
join [faultline].[snapshot_run_1] as fl_s on (t.[order_id] = fl_s.[k1] and t.[product] = fl_s.[k2]);

alter table [dbo].[lines] drop constraint [fl_back_default];

-- @p1 "[dbo].[lines].[fl_back]"
-- @p2 "shipped"
exec sp_rename @p1, @p2, N'COLUMN';

alter table [dbo].[lines] alter column [shipped] date not null;

alter table [dbo].[lines] add constraint [usual_day] default ((19000101)) for [shipped];

-- retype column

alter table [dbo].[lines] drop constraint [usual_day];

-- @p1 "[dbo].[lines].[shipped]"
-- @p2 "fl_away"
exec sp_rename @p1, @p2, N'COLUMN';

alter table [dbo].[lines] add [fl_back] nvarchar(255) null;

insert into [faultline].[snapshot_run_1] ([k1], [k2], [b1], [a1], [occurrence])
        select t.[order_id], t.[product], t.[fl_away], cast(convert(nvarchar(10), t.[fl_away], 23) as nvarchar(255)), cast(1 as bigint) from [dbo].[lines] t;

update t
set [fl_back] = fl_s.[a1]
from [dbo].[lines] as t
join [faultline].[snapshot_run_1] as fl_s on (t.[order_id] = fl_s.[k1] and t.[product] = fl_s.[k2]);

alter table [dbo].[lines] drop column [fl_away];

-- @p1 "[dbo].[lines].[fl_back]"
-- @p2 "shipped"
exec sp_rename @p1, @p2, N'COLUMN';

alter table [dbo].[lines] alter column [shipped] nvarchar(255) not null;

-- retype column, taken back

alter table [dbo].[lines] add [fl_back] date null constraint [fl_back_default] default ((19000101)) with values;

update t
set [fl_back] = fl_s.[b1]
from [dbo].[lines] as t
join [faultline].[snapshot_run_1] as fl_s on (t.[order_id] = fl_s.[k1] and t.[product] = fl_s.[k2]);

alter table [dbo].[lines] drop column [shipped];

alter table [dbo].[lines] drop constraint [fl_back_default];

-- @p1 "[dbo].[lines].[fl_back]"
-- @p2 "shipped"
exec sp_rename @p1, @p2, N'COLUMN';

alter table [dbo].[lines] alter column [shipped] date not null;

alter table [dbo].[lines] add constraint [usual_day] default ((19000101)) for [shipped];

-- rename table

-- @p1 "[dbo].[lines]"
-- @p2 "lines_v2"
exec sp_rename @p1, @p2;

-- rename table, taken back

-- @p1 "[dbo].[lines_v2]"
-- @p2 "lines"
exec sp_rename @p1, @p2;
