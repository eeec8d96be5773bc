-- prepare

begin null; end;

create table "SHOP"."ledger" ("id" number(19) not null, "version" number(19) not null, "holder" varchar2(1000 byte) not null, "held_at" varchar2(1000 byte) not null, primary key ("id")) segment creation immediate

create table "SHOP"."runs" ("id" varchar2(1000 byte) not null, "sequence" number(19) not null, "project" varchar2(1000 byte) not null, "scenario" varchar2(1000 byte) not null, "target" varchar2(1000 byte) not null, "slot" varchar2(1000 byte), "state" varchar2(1000 byte) not null, "fingerprint" varchar2(1000 byte) not null, "origin" clob not null, "path" clob not null, "plan_digest" varchar2(1000 byte) not null, "plan_now" varchar2(1000 byte) not null, "actor" varchar2(1000 byte) not null, "prepared_at" varchar2(1000 byte) not null, "applied_at" varchar2(1000 byte), "expires_at" varchar2(1000 byte), "ended_at" varchar2(1000 byte), "end_reason" varchar2(1000 byte), "is_released" number(19) not null, "row_count" number(19) not null, "source" clob not null, primary key ("id")) segment creation immediate

create table "SHOP"."steps" ("run_id" varchar2(1000 byte) not null, "ordinal" number(19) not null, "step_id" varchar2(1000 byte) not null, "anomaly" varchar2(1000 byte) not null, "effect" varchar2(1000 byte) not null, "table_schema" varchar2(1000 byte) not null, "table_name" varchar2(1000 byte) not null, "table_identity" varchar2(1000 byte) not null, "snapshot_table" varchar2(1000 byte), "row_count" number(19) not null, "snapshot_columns" clob not null, "alteration" clob, primary key ("run_id", "ordinal")) segment creation immediate

-- :1 "<time>"
insert into "SHOP"."ledger" ("id", "version", "holder", "held_at")
    values (1, 1, 'nobody', :1)

-- apply

select "version" from "SHOP"."ledger" where "id" = 1

-- :1 "applied"
select * from "SHOP"."runs"
    where ("state" = :1)
    order by "sequence", "prepared_at"

select "version" from "SHOP"."ledger" where "id" = 1

-- :1 "applied"
select * from "SHOP"."runs"
    where ("state" = :1)
    order by "sequence", "prepared_at"

-- :1 "<run>"
-- :2 0
-- :3 "acme-dq"
-- :4 "<run>"
-- :5 "shop"
-- :6 null
-- :7 "<run>"
-- :8 "<digest>"
-- :9 "{\"repository\":\"example.com/acme/dq\",\"ref\":\"main\",\"commit\":\"c0ffee\",…
-- :10 "scenarios/reviewed.yaml"
-- :11 "<digest>"
-- :12 "<time>"
-- :13 "tests"
-- :14 "<time>"
-- :15 null
-- :16 null
-- :17 null
-- :18 null
-- :19 0
-- :20 5
-- :21 "apiVersion: faultline/v1\nkind: Scenario\nname: reviewed\ntarget: shop\n\nsteps…
insert into "SHOP"."runs" ("id", "sequence", "project", "scenario", "target", "slot", "state", "fingerprint", "origin", "path", "plan_digest", "plan_now", "actor", "prepared_at", "applied_at", "expires_at", "ended_at", "end_reason", "is_released", "row_count", "source") values (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15, :16, :17, :18, :19, :20, :21)

-- :1 "<run>"
-- :2 1
-- :3 "s"
-- :4 "null-spike"
-- :5 "update"
-- :6 "SHOP"
-- :7 "NUMBERED"
-- :8 "73412"
-- :9 "snapshot_run_1"
-- :10 5
-- :11 "{\"key\":[{\"name\":\"ID\",\"ordinal\":1,\"type\":\"NUMBER(18,0)\",\"storage\":…
-- :12 null
insert into "SHOP"."steps" ("run_id", "ordinal", "step_id", "anomaly", "effect", "table_schema", "table_name", "table_identity", "snapshot_table", "row_count", "snapshot_columns", "alteration") values (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12)

declare
  cursor chosen is
    select 1 as one from "SHOP"."ledger" t
    where exists (select 1 from "SHOP"."ledger" fl_s where t."id" = fl_s."id")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

-- :1 "tests"
-- :2 "<time>"
update "SHOP"."ledger" set "holder" = :1, "held_at" = :2
        where "id" = 1 and "version" <> 2147483647

select * from "SHOP"."runs"
    where (("state" in ('prepared', 'altering') or "state" = 'applied'
      or "sequence" in (
        select max("sequence")
        from "SHOP"."runs"
        where not ("state" in ('prepared', 'altering'))
        group by "project", "target", "scenario")))
    order by "sequence", "prepared_at"

select * from "SHOP"."steps"
    where "run_id" in (select "id" from "SHOP"."runs" where (("state" in ('prepared', 'altering') or "state" = 'applied'
      or "sequence" in (
        select max("sequence")
        from "SHOP"."runs"
        where not ("state" in ('prepared', 'altering'))
        group by "project", "target", "scenario"))))
    order by "run_id", "ordinal"

select coalesce(max("sequence"), 0) as "last" from "SHOP"."runs"

-- :1 "applied"
-- :2 "<time>"
-- :3 null
-- :4 1
-- :5 "<run>"
-- :6 "<run>"
update "SHOP"."runs"
    set "state" = :1, "applied_at" = :2, "expires_at" = :3, "sequence" = :4
    where "id" = :5 and "state" = :6 and "ended_at" is null

select "version" from "SHOP"."ledger" where "id" = 1

-- :1 "acme-dq"
select * from "SHOP"."runs"
    where ("project" = :1) and ("id" in (select "run_id" from "SHOP"."steps" where "snapshot_table" is not null))
    order by "sequence", "prepared_at"

-- :1 "acme-dq"
select * from "SHOP"."steps"
    where "run_id" in (select "id" from "SHOP"."runs" where ("project" = :1) and ("id" in (select "run_id" from "SHOP"."steps" where "snapshot_table" is not null)))
    order by "run_id", "ordinal"

-- rollback, resume, sweep

-- :1 "applied"
select * from "SHOP"."runs"
    where ("state" = :1)
    order by "sequence", "prepared_at"

-- :1 "applied"
select * from "SHOP"."steps"
    where "run_id" in (select "id" from "SHOP"."runs" where ("state" = :1))
    order by "run_id", "ordinal"

select "version" from "SHOP"."ledger" where "id" = 1

select * from "SHOP"."runs"
    where 1 = 1
    order by "sequence", "prepared_at"

select * from "SHOP"."steps"
    where "run_id" in (select "id" from "SHOP"."runs" where 1 = 1)
    order by "run_id", "ordinal"

declare
  cursor chosen is
    select 1 as one from "SHOP"."ledger" t
    where exists (select 1 from "SHOP"."ledger" fl_s where t."id" = fl_s."id")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

-- :1 "tests"
-- :2 "<time>"
update "SHOP"."ledger" set "holder" = :1, "held_at" = :2
        where "id" = 1 and "version" <> 2147483647

select * from "SHOP"."runs"
    where 1 = 1
    order by "sequence", "prepared_at"

select * from "SHOP"."steps"
    where "run_id" in (select "id" from "SHOP"."runs" where 1 = 1)
    order by "run_id", "ordinal"

-- :1 "rolled back"
-- :2 "manual"
-- :3 "<time>"
-- :4 "<run>"
update "SHOP"."runs" set "state" = :1, "end_reason" = :2, "ended_at" = :3 where "id" = :4

-- :1 "acme-dq"
-- :2 "<run>"
-- :3 "shop"
select * from "SHOP"."runs"
    where ("project" = :1) and ("scenario" = :2) and ("target" = :3)
    order by "sequence", "prepared_at"

-- :1 "acme-dq"
-- :2 "<run>"
-- :3 "shop"
select * from "SHOP"."steps"
    where "run_id" in (select "id" from "SHOP"."runs" where ("project" = :1) and ("scenario" = :2) and ("target" = :3))
    order by "run_id", "ordinal"

-- :1 1
-- :2 "<run>"
update "SHOP"."runs" set "is_released" = :1
    where "id" = :2 and "is_released" <> 1

-- :1 null
-- :2 "<run>"
update "SHOP"."steps" set "snapshot_table" = :1 where "run_id" = :2

-- :1 "drop table \"SHOP\".\"snapshot_run_1\" purge"
begin
  execute immediate :1;
exception
  when others then
    if sqlcode <> -942 then
      raise;
    end if;
end;
