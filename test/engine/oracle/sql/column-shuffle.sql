-- plan

select count(*) as "eligible" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."STATUS", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t where t."STATUS" is not null) t

-- :1 "summary"
-- :2 "sample"
-- :3 "total"
with "base" as (
select t."ID", t."STATUS", t."ORDERED_AT", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."ORDERS" t
), "chosen" as (
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."STATUS" as VARCHAR2(12 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(12 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, cast(t."_fl_partner" as VARCHAR2(12 CHAR)) as "_fl_after" from (select t.*, case when row_number() over ( order by draw('exchange', of_kappa), t."_fl_kappa") = count(*) over () then first_value(t."STATUS") over ( order by draw('exchange', of_kappa), t."_fl_kappa") else lead(t."STATUS") over ( order by draw('exchange', of_kappa), t."_fl_kappa") end as "_fl_partner" from (select t.* from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."STATUS", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t where t."STATUS" is not null) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t) t offset 0 rows) t
    where not decode(t."STATUS", t."_fl_after", 1, 0) = 1) t
), "overlaid" as (
select t."ORDERED_AT" as "moment", 1 as "inside", t."STATUS" as "value_before", case when c."k1" is not null then c."a1" else t."STATUS" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."ID" = c."k1"
)
select cast(:1 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:2 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", fl_s."b1" as "v2", fl_s."a1" as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:3 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", min(case when o."was_there" = 1 then o."value_before" end) as "v6", max(case when o."was_there" = 1 then o."value_before" end) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", min(case when o."is_there" = 1 then o."value_after" end) as "v15", max(case when o."is_there" = 1 then o."value_after" end) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside")

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "b1" VARCHAR2(12 CHAR), "a1" VARCHAR2(12 CHAR), "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."STATUS" as VARCHAR2(12 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(12 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, cast(t."_fl_partner" as VARCHAR2(12 CHAR)) as "_fl_after" from (select t.*, case when row_number() over ( order by draw('exchange', of_kappa), t."_fl_kappa") = count(*) over () then first_value(t."STATUS") over ( order by draw('exchange', of_kappa), t."_fl_kappa") else lead(t."STATUS") over ( order by draw('exchange', of_kappa), t."_fl_kappa") end as "_fl_partner" from (select t.* from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."STATUS", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t where t."STATUS" is not null) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t) t offset 0 rows) t
    where not decode(t."STATUS", t."_fl_after", 1, 0) = 1) t

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

