-- to apply

-- To connect.
grant create session to "faultline user";

-- Faultline's ledger and snapshots are tables of the user's own.
grant create table to "faultline user";

-- Room for them in the tablespace where its tables go; name a size in place of unlimited if you like.
declare
  place varchar2(128);
begin
  select u.default_tablespace into place from dba_users u where u.username = 'faultline user';
  execute immediate 'alter user "faultline user" quota unlimited on "' || place || '"';
end;
/

-- To read rows, change them and take the change back.
grant select, update on "SHOP"."ORDERS" to "faultline user";

-- To read rows, change them and take the change back.
grant select, insert, delete on "SHOP"."It's" to "faultline user";

-- To draw fresh keys for copied rows.
grant select on "SHOP"."ISEQ$$_7" to "faultline user";

-- To draw fresh keys for copied rows.
grant select on "SHOP"."Order numbers" to "faultline user";

-- To read rows, change them and take the change back. To rename columns.
grant select, insert, delete, alter on "SHOP"."LINES" to "faultline user";

-- to read

-- To connect.
grant create session to "faultline user";

-- The ledger belongs to the user that applies. To see what that user has applied, plan as that user:
-- "faultline user" has no runs of its own.

-- To read the rows.
grant select on "SHOP"."ORDERS" to "faultline user";

-- with a ledger of another user

-- To connect.
grant create session to "faultline user";

-- The ledger is "DQ"'s: Oracle lends rights on another user's tables one by one, so that they are
-- granted by "DQ" on each table of the ledger, or the ledger is left where it is by default, with
-- "faultline user".
