-- to apply

-- Faultline's ledger and snapshots stand in a schema of their own.
if schema_id(N'faultline') is null exec(N'create schema [faultline]');

-- To make tables. In which schemas, says the right to alter those.
grant create table to [DOMAIN\O'Neil ]]];

-- To make tables there, to read and write them, and to drop them.
grant alter, select, insert, update, delete on schema::[faultline] to [DOMAIN\O'Neil ]]];

-- To read rows, change them and take the change back.
grant select, update on object::[dbo].[orders] to [DOMAIN\O'Neil ]]];

-- To see its triggers, defaults and computed columns, which are hidden from others.
grant view definition on object::[dbo].[orders] to [DOMAIN\O'Neil ]]];

-- To read rows, change them and take the change back.
grant select, insert, delete on object::[dbo].[tickets] to [DOMAIN\O'Neil ]]];

-- To see its triggers, defaults and computed columns, which are hidden from others.
grant view definition on object::[dbo].[tickets] to [DOMAIN\O'Neil ]]];

-- To draw fresh keys for copied rows.
grant update on object::[dbo].[order]]s] to [DOMAIN\O'Neil ]]];

-- To read the rows.
grant select on object::[dbo].[lines] to [DOMAIN\O'Neil ]]];

-- To see its triggers, defaults and computed columns, which are hidden from others.
grant view definition on object::[dbo].[lines] to [DOMAIN\O'Neil ]]];

-- To rename columns.
grant alter on object::[dbo].[lines] to [DOMAIN\O'Neil ]]];

-- To read rows, change them and take the change back.
grant select, insert, delete on object::[it's].[a ]] table] to [DOMAIN\O'Neil ]]];

-- To see its triggers, defaults and computed columns, which are hidden from others.
grant view definition on object::[it's].[a ]] table] to [DOMAIN\O'Neil ]]];

-- To insert rows with the numbers that they had in the identity column. Leave it out where the table
-- has none.
grant alter on object::[it's].[a ]] table] to [DOMAIN\O'Neil ]]];

-- to read

-- Faultline's ledger and snapshots stand in a schema of their own.
if schema_id(N'own ] ''schema') is null exec(N'create schema [own ]] ''schema]');

-- To read which runs are active, and their snapshots.
grant select on schema::[own ]] 'schema] to [DOMAIN\O'Neil ]]];

-- To read the rows.
grant select on object::[dbo].[orders] to [DOMAIN\O'Neil ]]];

-- To see its triggers, defaults and computed columns, which are hidden from others.
grant view definition on object::[dbo].[orders] to [DOMAIN\O'Neil ]]];
