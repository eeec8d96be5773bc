-- plan

select t."_fl_value" as "label", count(*) as "_rows", regexp_replace(regexp_replace(rtrim(rtrim(to_char(min(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '9999-12-31 23:59:59.999999' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_first", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '2026-11-20 09:00:00.000000' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_latest"
    from (select t.*, t."STATUS" as "_fl_value" from "SHOP"."ORDERS" t) t
    group by t."_fl_value"
    order by t."_fl_value" fetch first 1002 rows only

-- :1 "shipped"
-- :2 "new"
-- :3 "paid"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when t."STATUS" is not null then case when decode(t."_fl_v2", t."STATUS", 1, 0) = 1 then cast(cast(:1 as varchar2(4000)) as VARCHAR2(12 CHAR)) else t."_fl_v2" end end as VARCHAR2(12 CHAR)) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when 0 then cast(:2 as varchar2(4000)) when 1 then cast(:3 as varchar2(4000)) end as VARCHAR2(12 CHAR)) as "_fl_v2" from (select t.*, trunc(((draw('value', of_kappa) * 2)) / (2147483647)) as "_fl_v1" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where t."STATUS" is not null) t

-- :1 ""
-- :2 "="
-- :3 "shipped"
-- :4 "new"
-- :5 "paid"
-- :6 "summary"
-- :7 "sample"
-- :8 "total"
-- :9 "label"
with "base" as (
select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."ORDERS" t
), "chosen" as (
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."STATUS" as VARCHAR2(12 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(12 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, to_number(substr(coalesce(rawtohex(standard_hash(case when t."CUSTOMER" is null then cast(:1 as varchar2(4000)) else (cast(:2 as varchar2(4000)) || t."CUSTOMER") end, 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_group" from (select t.* from (select t.*, cast(case when t."STATUS" is not null then case when decode(t."_fl_v2", t."STATUS", 1, 0) = 1 then cast(cast(:3 as varchar2(4000)) as VARCHAR2(12 CHAR)) else t."_fl_v2" end end as VARCHAR2(12 CHAR)) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when 0 then cast(:4 as varchar2(4000)) when 1 then cast(:5 as varchar2(4000)) end as VARCHAR2(12 CHAR)) as "_fl_v2" from (select t.*, trunc(((draw('value', of_kappa) * 2)) / (2147483647)) as "_fl_v1" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where t."STATUS" is not null) t offset 0 rows) t
    order by draw('choose', of_group), t."_fl_group", t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t
), "overlaid" as (
select t."ORDERED_AT" as "moment", 1 as "inside", t."STATUS" as "value_before", case when c."k1" is not null then c."a1" else t."STATUS" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."ID" = c."k1"
)
select cast(:6 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:7 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", fl_s."b1" as "v2", fl_s."a1" as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:8 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", min(case when o."was_there" = 1 then o."value_before" end) as "v6", max(case when o."was_there" = 1 then o."value_before" end) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", min(case when o."is_there" = 1 then o."value_after" end) as "v15", max(case when o."is_there" = 1 then o."value_after" end) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast(:9 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(sum(d."before") as varchar2(1000 byte)) as "v1", cast(sum(d."after") as varchar2(1000 byte)) as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select o."value_before" as "label",
        1 as "before", 0 as "after"
      from "overlaid" o where o."inside" = 1 and o."was_there" = 1 union all select o."value_after" as "label",
        0 as "before", 1 as "after"
      from "overlaid" o where o."inside" = 1 and o."is_there" = 1) d
      where d."label" is not null
      group by d."label"

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "b1" VARCHAR2(12 CHAR), "a1" VARCHAR2(12 CHAR), "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

-- :1 ""
-- :2 "="
-- :3 "shipped"
-- :4 "new"
-- :5 "paid"
insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."STATUS" as VARCHAR2(12 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(12 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, to_number(substr(coalesce(rawtohex(standard_hash(case when t."CUSTOMER" is null then cast(:1 as varchar2(4000)) else (cast(:2 as varchar2(4000)) || t."CUSTOMER") end, 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_group" from (select t.* from (select t.*, cast(case when t."STATUS" is not null then case when decode(t."_fl_v2", t."STATUS", 1, 0) = 1 then cast(cast(:3 as varchar2(4000)) as VARCHAR2(12 CHAR)) else t."_fl_v2" end end as VARCHAR2(12 CHAR)) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when 0 then cast(:4 as varchar2(4000)) when 1 then cast(:5 as varchar2(4000)) end as VARCHAR2(12 CHAR)) as "_fl_v2" from (select t.*, trunc(((draw('value', of_kappa) * 2)) / (2147483647)) as "_fl_v1" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where t."STATUS" is not null) t offset 0 rows) t
    order by draw('choose', of_group), t."_fl_group", t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t

select count(*) as "found", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "digest" from "SHOP"."snapshot_run_1" fl_s

declare
  cursor chosen is
    select 1 as one from "SHOP"."ORDERS" t
    where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where t."ID" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

update "SHOP"."ORDERS" t
set ("STATUS") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."STATUS", fl_s."b1", 1, 0) = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."STATUS", fl_s."b1", 1, 0) = 1))

-- rollback

