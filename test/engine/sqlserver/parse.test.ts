import { beforeAll, describe, expect, it } from 'vitest';
import { complaintsAbout, loadParser } from './parse.ts';

describe('the check of statements for SQL Server', () => {
  beforeAll(loadParser);

  it.each([
    'select [t].[id] from [dbo].[orders] t order by [t].[id] offset 0 rows fetch next 5 rows only',
    'update t set [email] = [fl_s].[a1] from [dbo].[orders] as t join [faultline].[snapshot] as fl_s on [t].[id] = [fl_s].[k1]',
    'delete t from [dbo].[orders] as t join [faultline].[snapshot] as fl_s on [t].[id] = [fl_s].[k1]',
    "if object_id(@p1, N'U') is null create table [dbo].[orders] ([id] bigint not null, primary key nonclustered ([id]))",
    'select [t].[x] from (select t.* from [dbo].[orders] t order by (select null) offset 0 rows fetch next 9 rows only) t',
    'insert into [dbo].[orders] ([id]) select next value for [dbo].[ids] from [dbo].[orders] t',
    'begin try\nset identity_insert [dbo].[orders] on;\ninsert into [dbo].[orders] ([id]) select 1 as [one];\nend try\nbegin catch\nset identity_insert [dbo].[orders] off;\nthrow;\nend catch',
    'select try_cast((cast(@p1 as nvarchar(40))) collate Latin1_General_100_BIN2 as float) as [x]',
    'select row_number() over (order by [t].[id]) as [n] from [dbo].[orders] t group by rollup ([t].[id])',
  ])('has nothing against %s', (statement) => {
    expect(complaintsAbout(statement)).toEqual([]);
  });

  it.each([
    ['select [t].[id] from [dbo].[orders] t limit 5', /LIMIT/],
    ['select [t].[id] from [dbo].[orders] t order by [t].[id] offset 5', /OFFSET without ROWS/],
    ['select [t].[id] from [dbo].[orders] t offset 0 rows fetch next 5 rows only', /without ORDER BY/],
    ['select [t].[id] from (select t.* from [dbo].[orders] t order by [t].[id]) t', /ORDER BY inside/],
    ['select [t].[id] from [dbo].[orders] t order by [t].[id], [t].[day], [t].[id]', /twice/],
    ['insert into [dbo].[orders] ([id]) values (1) on conflict do nothing', /ON CONFLICT/],
    ['insert into [dbo].[orders] ([id]) values (1) returning [id]', /RETURNING/],
    ['select 1::int', /::/],
    ['update [dbo].[orders] set [id] = 1 order by [id]', /Expected/],
    ['delete from [dbo].[orders] using [dbo].[lines] where 1 = 1', /USING/],
    ['select (1 from [dbo].[orders]', /Expected/],
    ['select [t].[id] from ([dbo].[orders] t', /Expected/],
    ["select [a] || 'x' from [dbo].[orders] t", /StringConcat/],
    ['select [t].[id] is not distinct from 1 from [dbo].[orders] t', /DISTINCT FROM/],
    ["select [t].[id] from [dbo].[orders] t where [t].[a] ilike 'x'", /ILIKE/],
    ["select date '2026-11-20'", /literal/],
    ["select cast('x' as text)", /type text/],
    ["select strpos('x', 'y')", /function strpos/],
    ['select count(*) filter (where 1 = 1) from [dbo].[orders]', /Expected/],
    ['select count(case when exists (select 1) then 1 end) from [dbo].[orders] t', /count of a subquery/],
    ['create table if not exists [dbo].[orders] ([id] bigint)', /IF NOT EXISTS/],
    ['with x as materialized (select 1 as [a]) select * from x', /Expected/],
    ['select true as [yes]', /truth value/],
    ['select $1 as [value]', /placeholder/],
    ['select 1 as [a] from [dbo].[orders] t for update', /LOCKS/],
  ])('rejects %s', (statement, complaint) => {
    expect(complaintsAbout(statement).join(' ')).toMatch(complaint);
  });
});
