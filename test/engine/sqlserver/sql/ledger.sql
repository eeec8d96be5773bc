-- ledger

-- @p1 "…"
if object_id(@p1, N'U') is null
create table [faultline].[ledger] ([id] bigint not null, [version] bigint not null, [holder] nvarchar(400) collate Latin1_General_100_BIN2 not null, [held_at] nvarchar(400) collate Latin1_General_100_BIN2 not null, primary key ([id]));

-- @p1 "…"
if object_id(@p1, N'U') is null
create table [faultline].[runs] ([id] nvarchar(400) collate Latin1_General_100_BIN2 not null, [sequence] bigint not null, [project] nvarchar(400) collate Latin1_General_100_BIN2 not null, [scenario] nvarchar(400) collate Latin1_General_100_BIN2 not null, [target] nvarchar(400) collate Latin1_General_100_BIN2 not null, [slot] nvarchar(400) collate Latin1_General_100_BIN2 null, [state] nvarchar(400) collate Latin1_General_100_BIN2 not null, [fingerprint] nvarchar(400) collate Latin1_General_100_BIN2 not null, [origin] nvarchar(max) collate Latin1_General_100_BIN2 not null, [path] nvarchar(max) collate Latin1_General_100_BIN2 not null, [plan_digest] nvarchar(400) collate Latin1_General_100_BIN2 not null, [plan_now] nvarchar(400) collate Latin1_General_100_BIN2 not null, [actor] nvarchar(400) collate Latin1_General_100_BIN2 not null, [prepared_at] nvarchar(400) collate Latin1_General_100_BIN2 not null, [applied_at] nvarchar(400) collate Latin1_General_100_BIN2 null, [expires_at] nvarchar(400) collate Latin1_General_100_BIN2 null, [ended_at] nvarchar(400) collate Latin1_General_100_BIN2 null, [end_reason] nvarchar(400) collate Latin1_General_100_BIN2 null, [is_released] bigint not null, [row_count] bigint not null, [source] nvarchar(max) collate Latin1_General_100_BIN2 not null, primary key ([id]));

-- @p1 "…"
if object_id(@p1, N'U') is null
create table [faultline].[steps] ([run_id] nvarchar(400) collate Latin1_General_100_BIN2 not null, [ordinal] bigint not null, [step_id] nvarchar(400) collate Latin1_General_100_BIN2 not null, [anomaly] nvarchar(400) collate Latin1_General_100_BIN2 not null, [effect] nvarchar(400) collate Latin1_General_100_BIN2 not null, [table_schema] nvarchar(400) collate Latin1_General_100_BIN2 not null, [table_name] nvarchar(400) collate Latin1_General_100_BIN2 not null, [table_identity] nvarchar(400) collate Latin1_General_100_BIN2 not null, [snapshot_table] nvarchar(400) collate Latin1_General_100_BIN2 null, [row_count] bigint not null, [snapshot_columns] nvarchar(max) collate Latin1_General_100_BIN2 not null, [alteration] nvarchar(max) collate Latin1_General_100_BIN2 null, primary key ([run_id], [ordinal]));

-- @p1 "…"
insert into [faultline].[ledger] ([id], [version], [holder], [held_at])
    values (1, cast(1 as bigint), 'nobody', @p1);

-- @p1 "…"
select * from [faultline].[runs]
    where ([state] = @p1)
    order by [sequence], [prepared_at];

-- @p1 "…"
-- @p2 "…"
-- @p3 "…"
-- @p4 "…"
-- @p5 "…"
-- @p6 "…"
-- @p7 "…"
-- @p8 "…"
-- @p9 "…"
-- @p10 "…"
-- @p11 "…"
-- @p12 "…"
-- @p13 "…"
-- @p14 "…"
-- @p15 "…"
-- @p16 "…"
-- @p17 "…"
-- @p18 "…"
-- @p19 "…"
-- @p20 "…"
-- @p21 "…"
insert into [faultline].[runs] ([id], [sequence], [project], [scenario], [target], [slot], [state], [fingerprint], [origin], [path], [plan_digest], [plan_now], [actor], [prepared_at], [applied_at], [expires_at], [ended_at], [end_reason], [is_released], [row_count], [source]) values (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21);

-- @p1 "…"
-- @p2 "…"
-- @p3 "…"
-- @p4 "…"
-- @p5 "…"
-- @p6 "…"
-- @p7 "…"
-- @p8 "…"
-- @p9 "…"
-- @p10 "…"
-- @p11 "…"
-- @p12 "…"
insert into [faultline].[steps] ([run_id], [ordinal], [step_id], [anomaly], [effect], [table_schema], [table_name], [table_identity], [snapshot_table], [row_count], [snapshot_columns], [alteration]) values (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12);

-- @p1 "…"
-- @p2 "…"
update [faultline].[ledger] set [holder] = @p1, [held_at] = @p2
        where [id] = 1 and [version] <> cast(2147483647 as bigint);

select * from [faultline].[runs]
    where (([state] in ('prepared', 'altering') or [state] = 'applied'
      or [sequence] in (
        select max([sequence])
        from [faultline].[runs]
        where not ([state] in ('prepared', 'altering'))
        group by [project], [target], [scenario])))
    order by [sequence], [prepared_at];

select * from [faultline].[steps]
    where [run_id] in (select [id] from [faultline].[runs] where (([state] in ('prepared', 'altering') or [state] = 'applied'
      or [sequence] in (
        select max([sequence])
        from [faultline].[runs]
        where not ([state] in ('prepared', 'altering'))
        group by [project], [target], [scenario]))))
    order by [run_id], [ordinal];

select coalesce(max([sequence]), 0) as [last] from [faultline].[runs];

-- @p1 "…"
-- @p2 "…"
-- @p3 "…"
-- @p4 "…"
-- @p5 "…"
-- @p6 "…"
update [faultline].[runs]
    set [state] = @p1, [applied_at] = @p2, [expires_at] = @p3, [sequence] = @p4
    where [id] = @p5 and [state] = @p6 and [ended_at] is null;

select [version] from [faultline].[ledger] where [id] = 1;

-- @p1 "…"
select * from [faultline].[runs]
    where ([project] = @p1) and ([id] in (select [run_id] from [faultline].[steps] where [snapshot_table] is not null))
    order by [sequence], [prepared_at];

-- @p1 "…"
select * from [faultline].[steps]
    where [run_id] in (select [id] from [faultline].[runs] where ([project] = @p1) and ([id] in (select [run_id] from [faultline].[steps] where [snapshot_table] is not null)))
    order by [run_id], [ordinal];

select * from [faultline].[runs]
    where 1 = 1
    order by [sequence], [prepared_at];

select * from [faultline].[steps]
    where [run_id] in (select [id] from [faultline].[runs] where 1 = 1)
    order by [run_id], [ordinal];

-- @p1 "…"
-- @p2 "…"
-- @p3 "…"
-- @p4 "…"
update [faultline].[runs] set [state] = @p1, [end_reason] = @p2, [ended_at] = @p3 where [id] = @p4;
