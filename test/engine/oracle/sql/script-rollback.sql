-- Target shop: Oracle 19.3, database ORCLPDB1. For SQL*Plus.
-- Reviewed.

whenever sqlerror exit failure rollback
whenever oserror exit failure rollback
set define off
set sqlblanklines on
set autocommit off
alter session set nls_language = 'AMERICAN' nls_territory = 'AMERICA' nls_calendar = 'GREGORIAN' nls_date_format = 'YYYY-MM-DD HH24:MI:SS' nls_timestamp_format = 'YYYY-MM-DD HH24:MI:SS.FF9' nls_timestamp_tz_format = 'YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM' nls_numeric_characters = '.,' nls_sort = 'BINARY' nls_comp = 'BINARY' nls_length_semantics = 'BYTE' nls_nchar_conv_excp = true time_zone = '+00:00' cursor_sharing = 'EXACT' ddl_lock_timeout = 5;

-- One transaction, under the lock of the ledger.
set transaction isolation level read committed;
declare
  cursor chosen is
    select 1 as one from "SHOP"."ledger" t
    where exists (select 1 from "SHOP"."ledger" fl_s where t."id" = fl_s."id")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;
/
update "SHOP"."ledger"
set "holder" = 'tests', "held_at" = '2026-11-20T09:00:00.000Z'
where "id" = 1
and "version" <> 2147483647;
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."ledger" where "id" = 1 and "version" = 1) = 1
    and (select coalesce(max("sequence"), 0) from "SHOP"."runs") = 1
    and (select count(*) from "SHOP"."runs" where "state" = 'applied') = 2
    and (select count(*) from "SHOP"."runs" where "state" = 'altering') = 0;
  if held = 0 then
    raise_application_error(-20001, 'the ledger is not as it was when this script was written: runs were applied or ended since. Write the script anew');
  end if;
end;
/

-- Takes back run run1 of scenario "renamed".
-- step "s" on SHOP.LINES: nothing left to take back
update "SHOP"."runs"
set "state" = 'rolled back', "end_reason" = 'manual', "ended_at" = '2026-11-20T09:00:00.000Z'
where "id" = 'run1';
commit;

-- One transaction, under the lock of the ledger.
set transaction isolation level read committed;
declare
  cursor chosen is
    select 1 as one from "SHOP"."ledger" t
    where exists (select 1 from "SHOP"."ledger" fl_s where t."id" = fl_s."id")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;
/
update "SHOP"."ledger"
set "holder" = 'tests', "held_at" = '2026-11-20T09:00:00.000Z'
where "id" = 1
and "version" <> 2147483647;
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."ledger" where "id" = 1 and "version" = 1) = 1
    and (select coalesce(max("sequence"), 0) from "SHOP"."runs") = 1
    and (select count(*) from "SHOP"."runs" where "state" = 'applied') = 1
    and (select count(*) from "SHOP"."runs" where "state" = 'altering') = 0;
  if held = 0 then
    raise_application_error(-20001, 'the ledger is not as it was when this script was written: runs were applied or ended since. Write the script anew');
  end if;
end;
/

-- Takes back run run2 of scenario "reviewed".
-- step "s1" on SHOP.ORDERS: 5 rows back
declare
  cursor chosen is
    select 1 as one from "SHOP"."ORDERS" t
    where exists (select 1 from "SHOP"."snapshot_run2_1" fl_s where t."ID" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;
/
update "SHOP"."ORDERS" t
set ("CUSTOMER") = (
  select fl_s."b1"
  from "SHOP"."snapshot_run2_1" fl_s
  where (t."ID" = fl_s."k1")
  and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1)
)
where exists (
  select 1
  from "SHOP"."snapshot_run2_1" fl_s
  where (t."ID" = fl_s."k1")
  and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1)
);
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."snapshot_run2_1" fl_s
    left join "SHOP"."ORDERS" t on t."ID" = fl_s."k1"
     where (1 = 0 or not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1)) = 0
    and (select count(*) from "SHOP"."snapshot_run2_1" fl_s
    left join "SHOP"."ORDERS" t on t."ID" = fl_s."k1"
     where (1 = 0 or not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1)) = 5;
  if held = 0 then
    raise_application_error(-20001, 'step "s1" on SHOP.ORDERS was not taken back as written: others changed rows since. Write the script anew');
  end if;
end;
/
update "SHOP"."runs"
set "state" = 'rolled back', "end_reason" = 'manual', "ended_at" = '2026-11-20T09:00:00.000Z'
where "id" = 'run2';
commit;
