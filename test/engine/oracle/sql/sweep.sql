-- sweep

select count(*) as "found" from (select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(40 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(cast(null as VARCHAR2(40 CHAR)) as VARCHAR2(40 CHAR)) as "_fl_after" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."NUMBERED" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-17 23:10:00.000000')) and (not exists (select 1 from "SHOP"."snapshot_run_1" h where t."ID" = h."k1")) and (not exists (select 1 from "SHOP"."snapshot_run_2" h where t."ID" = h."k1"))
    ) t ) t where t."_fl_draw" < 0) t ) t where t."CUSTOMER" is not null) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 2147483647 rows only) t) a

insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select a."k1", a."b1", a."a1", 0 from (select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(40 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(cast(null as VARCHAR2(40 CHAR)) as VARCHAR2(40 CHAR)) as "_fl_after" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."NUMBERED" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-17 23:10:00.000000')) and (not exists (select 1 from "SHOP"."snapshot_run_1" h where t."ID" = h."k1")) and (not exists (select 1 from "SHOP"."snapshot_run_2" h where t."ID" = h."k1"))
    ) t ) t where t."_fl_draw" < 0) t ) t where t."CUSTOMER" is not null) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 2147483647 rows only) t) a

declare
  cursor chosen is
    select 1 as one from "SHOP"."NUMBERED" t
    where exists (select 1 from (select * from "SHOP"."snapshot_run_1" where "occurrence" = 0) fl_s where t."ID" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

update "SHOP"."NUMBERED" t
set ("CUSTOMER") = (select fl_s."a1" from (select * from "SHOP"."snapshot_run_1" where "occurrence" = 0) fl_s where (t."ID" = fl_s."k1") and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1))
where exists (select 1 from (select * from "SHOP"."snapshot_run_1" where "occurrence" = 0) fl_s where (t."ID" = fl_s."k1") and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1))

update "SHOP"."snapshot_run_1" set "occurrence" = 1 where "occurrence" = 0

select count(*) as "found" from (select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."STATUS" as VARCHAR2(12 CHAR)) as "b2", cast(t."ORDERED_AT" as TIMESTAMP(6)) as "b3", cast(t."QUANTITY" as NUMBER(9,0)) as "b4", cast(t."AMOUNT" as NUMBER(10,2)) as "b5", cast(t."WEIGHT" as BINARY_DOUBLE) as "b6", cast(t."DAY_TEXT" as VARCHAR2(12 CHAR)) as "b7", cast(t."PHONE" as VARCHAR2(16 CHAR)) as "b8", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, mod((mod((mod((637396379 * (case when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647 then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"), 2147483647) + 202078334 * trunc((t."_fl_kappa") / (2147483647))), 2147483647) + 2147483647), 2147483647) end) + 1765436636), 2147483647) * (case when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647 then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"), 2147483647) + 202078334 * trunc((t."_fl_kappa") / (2147483647))), 2147483647) + 2147483647), 2147483647) end) + 731043787), 2147483647) * (case when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647 then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"), 2147483647) + 202078334 * trunc((t."_fl_kappa") / (2147483647))), 2147483647) + 2147483647), 2147483647) end) + 280569004), 2147483647) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", t."QUANTITY", t."AMOUNT", t."WEIGHT", t."DAY_TEXT", t."PHONE", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."NUMBERED" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-17 23:10:00.000000')) and (not exists (select 1 from "SHOP"."snapshot_run_2" h where t."ID" = h."k1"))
    ) t ) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 2147483647 rows only) t) a

insert into "SHOP"."snapshot_run_2" ("k1", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "occurrence")
    select a."k1", a."b1", a."b2", a."b3", a."b4", a."b5", a."b6", a."b7", a."b8", 0 from (select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."STATUS" as VARCHAR2(12 CHAR)) as "b2", cast(t."ORDERED_AT" as TIMESTAMP(6)) as "b3", cast(t."QUANTITY" as NUMBER(9,0)) as "b4", cast(t."AMOUNT" as NUMBER(10,2)) as "b5", cast(t."WEIGHT" as BINARY_DOUBLE) as "b6", cast(t."DAY_TEXT" as VARCHAR2(12 CHAR)) as "b7", cast(t."PHONE" as VARCHAR2(16 CHAR)) as "b8", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, mod((mod((mod((637396379 * (case when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647 then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"), 2147483647) + 202078334 * trunc((t."_fl_kappa") / (2147483647))), 2147483647) + 2147483647), 2147483647) end) + 1765436636), 2147483647) * (case when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647 then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"), 2147483647) + 202078334 * trunc((t."_fl_kappa") / (2147483647))), 2147483647) + 2147483647), 2147483647) end) + 731043787), 2147483647) * (case when t."_fl_kappa" >= 0 and t."_fl_kappa" < 2147483647 then t."_fl_kappa" else mod((mod((mod((t."_fl_kappa"), 2147483647) + 202078334 * trunc((t."_fl_kappa") / (2147483647))), 2147483647) + 2147483647), 2147483647) end) + 280569004), 2147483647) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", t."QUANTITY", t."AMOUNT", t."WEIGHT", t."DAY_TEXT", t."PHONE", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."NUMBERED" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-17 23:10:00.000000')) and (not exists (select 1 from "SHOP"."snapshot_run_2" h where t."ID" = h."k1"))
    ) t ) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 2147483647 rows only) t) a

declare
  cursor chosen is
    select 1 as one from "SHOP"."NUMBERED" t
    where exists (select 1 from (select * from "SHOP"."snapshot_run_2" where "occurrence" = 0) fl_s where t."ID" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

delete from "SHOP"."NUMBERED" t
where exists (select 1 from (select * from "SHOP"."snapshot_run_2" where "occurrence" = 0) fl_s where ((t."ID" = fl_s."k1") and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1) and (decode(t."STATUS", fl_s."b2", 1, 0) = 1) and (case when t."ORDERED_AT" = fl_s."b3" or (t."ORDERED_AT" is null and fl_s."b3" is null) then 1 else 0 end = 1) and (decode(t."QUANTITY", fl_s."b4", 1, 0) = 1) and (decode(t."AMOUNT", fl_s."b5", 1, 0) = 1) and (decode(t."WEIGHT", fl_s."b6", 1, 0) = 1) and (decode(t."DAY_TEXT", fl_s."b7", 1, 0) = 1) and (decode(t."PHONE", fl_s."b8", 1, 0) = 1)) and (1 = 1))

update "SHOP"."snapshot_run_2" set "occurrence" = 1 where "occurrence" = 0

-- :1 5
-- :2 "{\"key\":[{\"name\":\"ID\",\"ordinal\":1,\"type\":\"NUMBER(18,0)\",\"storage\":…
-- :3 "<run>"
update "SHOP"."steps"
      set "row_count" = :1, "snapshot_columns" = :2
      where "run_id" = :3 and "ordinal" = 1

-- :1 5
-- :2 "{\"key\":[{\"name\":\"ID\",\"ordinal\":1,\"type\":\"NUMBER(18,0)\",\"storage\":…
-- :3 "<run>"
update "SHOP"."steps"
      set "row_count" = :1, "snapshot_columns" = :2
      where "run_id" = :3 and "ordinal" = 2

-- :1 10
-- :2 "<run>"
update "SHOP"."runs"
    set "row_count" = :1
    where "id" = :2 and "state" = 'applied'
