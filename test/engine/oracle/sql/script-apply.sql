-- Target shop: Oracle 19.3, database ORCLPDB1. For SQL*Plus.
-- Reviewed.

whenever sqlerror exit failure rollback
whenever oserror exit failure rollback
set define off
set sqlblanklines on
set autocommit off
alter session set nls_language = 'AMERICAN' nls_territory = 'AMERICA' nls_calendar = 'GREGORIAN' nls_date_format = 'YYYY-MM-DD HH24:MI:SS' nls_timestamp_format = 'YYYY-MM-DD HH24:MI:SS.FF9' nls_timestamp_tz_format = 'YYYY-MM-DD HH24:MI:SS.FF9 TZH:TZM' nls_numeric_characters = '.,' nls_sort = 'BINARY' nls_comp = 'BINARY' nls_length_semantics = 'BYTE' nls_nchar_conv_excp = true time_zone = '+00:00' cursor_sharing = 'EXACT' ddl_lock_timeout = 5;

-- The ledger, which is not there yet.
begin null; end;
/
create table "SHOP"."ledger" ("id" number(19) not null, "version" number(19) not null, "holder" varchar2(1000
  byte) not null, "held_at" varchar2(1000 byte) not null, primary key ("id")) segment creation immediate;
create table "SHOP"."runs" ("id" varchar2(1000 byte) not null, "sequence" number(19) not null, "project"
  varchar2(1000 byte) not null, "scenario" varchar2(1000 byte) not null, "target" varchar2(1000 byte) not
  null, "slot" varchar2(1000 byte), "state" varchar2(1000 byte) not null, "fingerprint" varchar2(1000 byte)
  not null, "origin" clob not null, "path" clob not null, "plan_digest" varchar2(1000 byte) not null,
  "plan_now" varchar2(1000 byte) not null, "actor" varchar2(1000 byte) not null, "prepared_at" varchar2(1000
  byte) not null, "applied_at" varchar2(1000 byte), "expires_at" varchar2(1000 byte), "ended_at" varchar2(1000
  byte), "end_reason" varchar2(1000 byte), "is_released" number(19) not null, "row_count" number(19) not null,
  "source" clob not null, primary key ("id")) segment creation immediate;
create table "SHOP"."steps" ("run_id" varchar2(1000 byte) not null, "ordinal" number(19) not null, "step_id"
  varchar2(1000 byte) not null, "anomaly" varchar2(1000 byte) not null, "effect" varchar2(1000 byte) not null,
  "table_schema" varchar2(1000 byte) not null, "table_name" varchar2(1000 byte) not null, "table_identity"
  varchar2(1000 byte) not null, "snapshot_table" varchar2(1000 byte), "row_count" number(19) not null,
  "snapshot_columns" clob not null, "alteration" clob, primary key ("run_id", "ordinal")) segment creation
  immediate;
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."ledger") = 0;
  if held = 0 then
    raise_application_error(-20001, 'the ledger is there by now: this script was run already, or another run was applied since it was written. See with: faultline status');
  end if;
end;
/
insert into "SHOP"."ledger" ("id", "version", "holder", "held_at")
values (1, 1, 'nobody', '2026-11-20T09:00:00.000Z');

-- Run run1 of scenario "reviewed" is written down with its empty snapshots; no row is changed yet.
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."runs" where "id" = 'run1' and "state" <> 'prepared') = 0;
  if held = 0 then
    raise_application_error(-20001, 'run run1 of scenario "reviewed" is applied already: this script was run before');
  end if;
end;
/
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."runs" where "id" = 'run1') = 0;
  if held = 0 then
    raise_application_error(-20001, 'this script was run before, and ended early. Clear away what it has prepared with: faultline recover');
  end if;
end;
/
set transaction isolation level read committed;
insert into "SHOP"."runs" ("id", "sequence", "project", "scenario", "target", "slot", "state", "fingerprint",
  "origin", "path", "plan_digest", "plan_now", "actor", "prepared_at", "applied_at", "expires_at", "ended_at",
  "end_reason", "is_released", "row_count", "source")
values ('run1', 0, 'acme-dq', 'reviewed', 'shop', null, 'prepared',
  '<digest>',
  '{"repository":"example.com/acme/dq","ref":"main","commit":"c0ffee","directory":"."}',
  'scenarios/reviewed.yaml', '<digest>',
  '2026-11-20T09:00:00.000000Z', 'tests', '2026-11-20T09:00:00.000Z', null, null, null, null, 0, 5, ('apiVersion: faultline/v1'
  || chr(10) || 'kind: Scenario' || chr(10) || 'name: reviewed' || chr(10) || 'target: shop' || chr(10) || chr(10)
  || 'steps:' || chr(10) || '  - {id: s1, table: ORDERS, anomaly: null-spike, column: CUSTOMER, during: all, volume: 5 rows}'
  || chr(10)));
insert into "SHOP"."steps" ("run_id", "ordinal", "step_id", "anomaly", "effect", "table_schema", "table_name",
  "table_identity", "snapshot_table", "row_count", "snapshot_columns", "alteration")
values ('run1', 1, 's1', 'null-spike', 'update', 'SHOP', 'ORDERS', '73412', 'snapshot_run1_1', 5, ('{"key":[{"name":"ID","ordinal":1,"type":"NUMBER(18,0)","storage":"NUMBER(18,0)","kind":"integer","scale":0,"range":{"min":"-999999999999999999","max":"999999999999999999"},"isNullable":false,"isComputed":false,"isIdentity":false,"isGenerator":false}],"before":[{"name":"CUSTOMER","ordinal":2,"kind":"text","type":"VARCHAR2(40 CHAR)","storage":"VARCHAR2(40 CHAR)","length":40,"emptyIsNull":true,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false}],"after":[{"name":"CUSTOMER",'
  || '"ordinal":2,"kind":"text","type":"VARCHAR2(40 CHAR)","storage":"VARCHAR2(40 CHAR)","length":40,"emptyIsNull":true,"isNullable":true,"isComputed":false,"isIdentity":false,"isGenerator":false}]}'),
  null);
commit;
create table "SHOP"."snapshot_run1_1" ("k1" NUMBER(18,0) not null, "b1" VARCHAR2(40 CHAR), "a1" VARCHAR2(40
  CHAR), "occurrence" number(19) not null, primary key ("k1")) segment creation immediate;

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
    and (select coalesce(max("sequence"), 0) from "SHOP"."runs") = 0
    and (select count(*) from "SHOP"."runs" where "state" = 'applied') = 0
    and (select count(*) from "SHOP"."runs" where "state" = 'altering') = 0;
  if held = 0 then
    raise_application_error(-20001, 'the ledger is not as it was when this script was written: runs were applied or ended since. Write the script anew');
  end if;
end;
/

-- Scenario "reviewed", step "s1": null-spike on SHOP.ORDERS.CUSTOMER, 5 rows, digest 4711
insert into "SHOP"."snapshot_run1_1" ("k1", "b1", "a1", "occurrence")
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."_fl_after"
  as VARCHAR2(40 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
from (
  select t.*
  from (
    select t.*
    from (
      select t.*, cast(cast(null as VARCHAR2(40 CHAR)) as VARCHAR2(40 CHAR)) as "_fl_after"
      from (
        select t.*
        from (
          select t.*, mod((mod((mod((944146723 * (case when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647
            then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"), 2147483647) + 534215267 * trunc((t."_fl_kappa")
            / (2147483647))), 2147483647) + 2147483647), 2147483647) end) + 1873602681), 2147483647) * (case
            when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647 then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"),
            2147483647) + 534215267 * trunc((t."_fl_kappa") / (2147483647))), 2147483647) + 2147483647),
            2147483647) end) + 1039438887), 2147483647) * (case when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647
            then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"), 2147483647) + 534215267 * trunc((t."_fl_kappa")
            / (2147483647))), 2147483647) + 2147483647), 2147483647) end) + 1559924956), 2147483647) as
            "_fl_draw"
          from (
            select t."ID", t."CUSTOMER", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as
              "_fl_occurrence"
            from "SHOP"."ORDERS" t
            where 1 = 1
          ) t
        ) t
        where t."_fl_draw" < 1879048192
      ) t
    ) t
    where t."CUSTOMER" is not null
  ) t
  order by t."_fl_draw", t."_fl_kappa"
  fetch first 5 rows only
) t;
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."snapshot_run1_1") = 5
    and (select to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') from "SHOP"."snapshot_run1_1" fl_s) = '4711';
  if held = 0 then
    raise_application_error(-20001, 'step "s1" on SHOP.ORDERS is no longer what was planned: other rows or values would be touched. Plan again');
  end if;
end;
/
declare
  cursor chosen is
    select 1 as one from "SHOP"."ORDERS" t
    where exists (select 1 from "SHOP"."snapshot_run1_1" fl_s where t."ID" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;
/
update "SHOP"."ORDERS" t
set ("CUSTOMER") = (
  select fl_s."a1"
  from "SHOP"."snapshot_run1_1" fl_s
  where (t."ID" = fl_s."k1")
  and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1)
)
where exists (
  select 1
  from "SHOP"."snapshot_run1_1" fl_s
  where (t."ID" = fl_s."k1")
  and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1)
);
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."snapshot_run1_1" fl_s
    left join "SHOP"."ORDERS" t on t."ID" = fl_s."k1"
     where (1 = 0 or not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1)) = 5;
  if held = 0 then
    raise_application_error(-20001, 'others changed rows of step "s1" on SHOP.ORDERS in the meantime. Clear away what is prepared with faultline recover, and run the script again');
  end if;
end;
/
update "SHOP"."runs"
set "state" = 'applied', "applied_at" = '2026-11-20T09:00:00.000Z', "expires_at" = null, "sequence" = 1
where "id" = 'run1'
and "state" = 'prepared'
and "ended_at" is null;
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."runs" where "id" = 'run1' and "state" = 'applied') = 1;
  if held = 0 then
    raise_application_error(-20001, 'run run1 was discarded by a recovery in the meantime. Write the script anew');
  end if;
end;
/
commit;

-- Run run2 of scenario "renamed" is written down with its empty snapshots; no row is changed yet.
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."runs" where "id" = 'run2' and "state" <> 'prepared') = 0;
  if held = 0 then
    raise_application_error(-20001, 'run run2 of scenario "renamed" is applied already: this script was run before');
  end if;
end;
/
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."runs" where "id" = 'run2') = 0;
  if held = 0 then
    raise_application_error(-20001, 'this script was run before, and ended early. Clear away what it has prepared with: faultline recover');
  end if;
end;
/
set transaction isolation level read committed;
insert into "SHOP"."runs" ("id", "sequence", "project", "scenario", "target", "slot", "state", "fingerprint",
  "origin", "path", "plan_digest", "plan_now", "actor", "prepared_at", "applied_at", "expires_at", "ended_at",
  "end_reason", "is_released", "row_count", "source")
values ('run2', 0, 'acme-dq', 'renamed', 'shop', null, 'prepared',
  '<digest>',
  '{"repository":"example.com/acme/dq","ref":"main","commit":"c0ffee","directory":"."}',
  'scenarios/renamed.yaml', '<digest>',
  '2026-11-20T09:00:00.000000Z', 'tests', '2026-11-20T09:00:00.000Z', null, null, null, null, 0, 1, ('apiVersion: faultline/v1'
  || chr(10) || 'kind: Scenario' || chr(10) || 'name: renamed' || chr(10) || 'target: shop' || chr(10) || chr(10)
  || 'steps:' || chr(10) || '  - {id: s, table: LINES, anomaly: column-renamed, column: NOTE}' || chr(10)));
insert into "SHOP"."steps" ("run_id", "ordinal", "step_id", "anomaly", "effect", "table_schema", "table_name",
  "table_identity", "snapshot_table", "row_count", "snapshot_columns", "alteration")
values ('run2', 1, 's', 'column-renamed', 'alter', 'SHOP', 'LINES', '73412', null, 1,
  '{"key":[],"before":[],"after":[]}', '{"change":"rename column","from":"NOTE","to":"NOTE_v2"}');
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
update "SHOP"."runs"
set "state" = 'altering'
where "id" = 'run2';
commit;

-- Each alteration commits by itself; if one fails, faultline recover takes back what is there.
alter table "SHOP"."LINES" rename column "NOTE" to "NOTE_v2";
set transaction isolation level read committed;
update "SHOP"."runs"
set "state" = 'applied', "applied_at" = '2026-11-20T09:00:00.000Z', "expires_at" = null, "sequence" = 2
where "id" = 'run2'
and "state" = 'altering'
and "ended_at" is null;
declare
  held number;
begin
  select count(*) into held from dual where (select count(*) from "SHOP"."runs" where "id" = 'run2' and "state" = 'applied') = 1;
  if held = 0 then
    raise_application_error(-20001, 'run run2 was discarded by a recovery in the meantime. Write the script anew');
  end if;
end;
/
commit;
