-- shipments

create table [dbo].[shipments] (
  [code] nvarchar(12) collate Latin1_General_100_BIN2 not null,
  [region] nvarchar(255) collate Latin1_General_100_BIN2 not null,
  [order_id] bigint,
  [before] nvarchar(12) collate Latin1_General_100_BIN2,
  [note] nvarchar(max),
  [price] decimal(12, 2) not null,
  [tag] varbinary(16),
  [a text] nvarchar(max),
  [a integer] bigint,
  [a decimal] decimal(38, 4),
  [a float] float,
  [a boolean] bit,
  [a date] date,
  [a time] time(6),
  [a timestamp] datetime2(6),
  [a uuid] uniqueidentifier,
  [a json] nvarchar(max),
  [a binary] varbinary(max),
  primary key ([code], [region]),
  foreign key ([order_id]) references [dbo].[orders] ([id]),
  foreign key ([before], [region]) references [dbo].[shipments] ([code], [region])
);
