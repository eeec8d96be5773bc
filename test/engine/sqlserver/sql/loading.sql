-- orders, whose numbers the database makes

drop table if exists [#fl_rows];
create table [#fl_rows] ([c1] nvarchar(4000) null, [c2] nvarchar(80) null, [c3] nvarchar(24) null, [c4] nvarchar(4000) null, [c5] nvarchar(4000) null, [c6] nvarchar(4000) null, [c7] nvarchar(4000) null, [c8] nvarchar(24) null, [c9] nvarchar(32) null, [c10] nvarchar(4000) null);

begin try
set identity_insert [dbo].[numbered] on;
insert into [dbo].[numbered] ([id], [customer], [status], [ordered_at], [quantity], [amount], [weight], [day_text], [phone], [is_paid])
select cast(r.[c1] as bigint), r.[c2], r.[c3], cast(cast(r.[c4] as datetime2(7)) as datetime2(6)), cast(r.[c5] as int), cast(cast(r.[c6] as decimal(10, 2)) as decimal(10, 2)), cast(r.[c7] as float), r.[c8], r.[c9], cast(r.[c10] as bit) from [#fl_rows] as r;
select @@rowcount as [changed];
set identity_insert [dbo].[numbered] off;
end try
begin catch
set identity_insert [dbo].[numbered] off;
throw;
end catch;

truncate table [#fl_rows];

drop table if exists [#fl_rows];

-- parcels, of every kind

drop table if exists [#fl_rows];
create table [#fl_rows] ([c1] nvarchar(60) null, [c2] nvarchar(max) null, [c3] nvarchar(8) null, [c4] nvarchar(4000) null, [c5] nvarchar(4000) null, [c6] nvarchar(4000) null, [c7] nvarchar(4000) null, [c8] nvarchar(4000) null, [c9] nvarchar(4000) null, [c10] nvarchar(4000) null, [c11] nvarchar(max) null, [c12] nvarchar(max) null, [c13] nvarchar(max) null);

insert into [dbo].[parcels] ([code], [tag], [label], [sent], [seen], [left_at], [arrives], [weight], [floor], [owner], [note], [remark], [photo])
select r.[c1], convert(varbinary(max), r.[c2], 2), r.[c3], cast(r.[c4] + N'+00' + N':00' as datetimeoffset(7)), cast(cast(r.[c5] as datetime2(7)) as datetime), cast(cast(r.[c6] as datetime2(7)) as smalldatetime), cast(r.[c7] as time(3)), cast(r.[c8] as real), cast(r.[c9] as tinyint), cast(stuff(stuff(stuff(stuff(replace(r.[c10], N'-', N''), 21, 0, N'-'), 17, 0, N'-'), 13, 0, N'-'), 9, 0, N'-') as uniqueidentifier), r.[c11], r.[c12], convert(varbinary(max), r.[c13], 2) from [#fl_rows] as r;

truncate table [#fl_rows];

drop table if exists [#fl_rows];
