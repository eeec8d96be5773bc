-- plan


-- apply

-- @p1 "faultline"
if schema_id(@p1) is null
exec (N'create schema [faultline]');

-- @p1 "[dbo].[lines].[note]"
-- @p2 "note_v2"
exec sp_rename @p1, @p2, N'COLUMN';

-- labels


-- rollback

