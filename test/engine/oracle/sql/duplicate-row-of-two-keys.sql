-- plan

-- :1 "\u001f"
-- :2 "\u001f"
select count(*) as "eligible" from (select t.*, (to_char(t."ORDER_ID", 'TM9') || cast(:1 as varchar2(4000)) || rtrim(t."PRODUCT")) as "_fl_text" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ORDER_ID", t."PRODUCT", t."NOTE", t."PRICE", t."SHIPPED", to_number(substr(coalesce(rawtohex(standard_hash((to_char(t."ORDER_ID", 'TM9') || cast(:2 as varchar2(4000)) || rtrim(t."PRODUCT")), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."LINES" t
    where 1 = 1
    offset 0 rows) t ) t ) t

-- :1 "\u001f"
-- :2 "\u001f"
-- :3 "summary"
-- :4 "sample"
-- :5 "total"
with "base" as (
select t."ORDER_ID", t."PRODUCT", t."NOTE", t."PRICE", t."SHIPPED", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."LINES" t
), "chosen" as (
select cast(t."ORDER_ID" as NUMBER(18,0)) as "k1", cast(null as CHAR(16 CHAR)) as "k2", cast(t."NOTE" as NVARCHAR2(40)) as "a1", cast(t."PRICE" as NUMBER) as "a2", cast(t."SHIPPED" as DATE) as "a3", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, (to_char(t."ORDER_ID", 'TM9') || cast(:1 as varchar2(4000)) || rtrim(t."PRODUCT")) as "_fl_text" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ORDER_ID", t."PRODUCT", t."NOTE", t."PRICE", t."SHIPPED", to_number(substr(coalesce(rawtohex(standard_hash((to_char(t."ORDER_ID", 'TM9') || cast(:2 as varchar2(4000)) || rtrim(t."PRODUCT")), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    offset 0 rows) t ) t where t."_fl_draw" < 1879048192) t ) t
    order by t."_fl_draw", t."_fl_kappa", t."_fl_text"
    fetch first 5 rows only) t
), "overlaid" as (
select t."SHIPPED" as "moment", 1 as "inside", 0 as "value_before", 0 as "value_after", 1 as "was_there", 1 as "is_there"
      from "base" t
      union all
      select c."a3" as "moment", 1 as "inside", 0 as "value_before", 0 as "value_after", 0 as "was_there", 1 as "is_there"
      from "chosen" c
)
select cast(:3 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a2")), '-') || coalesce(rawtohex(standard_hash(fl_s."a3")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:4 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", rtrim(fl_s."k2") as "v2", to_char(fl_s."a1") as "v3", regexp_replace(to_char(fl_s."a2", 'TM9'), '^(-?)\.', '\10.') as "v4", regexp_replace(regexp_replace(to_char(fl_s."a3", 'SYYYY-MM-DD HH24:MI:SS'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:5 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(null as varchar2(1000 byte)) as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside")

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "k2" CHAR(16 CHAR) not null, "a1" NVARCHAR2(40), "a2" NUMBER, "a3" DATE, "occurrence" number(19) not null, primary key ("k1", "k2")) segment creation immediate

-- :1 "-"
-- :2 "reviewed\u001fs\u001f"
-- :3 "\u001f"
-- :4 "\u001f"
-- :5 "\u001f"
insert into "SHOP"."snapshot_run_1" ("k1", "k2", "a1", "a2", "a3", "occurrence")
    select cast(t."ORDER_ID" as NUMBER(18,0)) as "k1", cast((substr(t."PRODUCT", 1, 7) || cast(:1 as varchar2(4000)) || substr(lower(substr(coalesce(rawtohex(standard_hash((cast(:2 as varchar2(4000)) || (to_char(t."ORDER_ID", 'TM9') || cast(:3 as varchar2(4000)) || rtrim(t."PRODUCT"))), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 32)), 1, 8)) as CHAR(16 CHAR)) as "k2", cast(t."NOTE" as NVARCHAR2(40)) as "a1", cast(t."PRICE" as NUMBER) as "a2", cast(t."SHIPPED" as DATE) as "a3", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, (to_char(t."ORDER_ID", 'TM9') || cast(:4 as varchar2(4000)) || rtrim(t."PRODUCT")) as "_fl_text" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ORDER_ID", t."PRODUCT", t."NOTE", t."PRICE", t."SHIPPED", to_number(substr(coalesce(rawtohex(standard_hash((to_char(t."ORDER_ID", 'TM9') || cast(:5 as varchar2(4000)) || rtrim(t."PRODUCT")), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."LINES" t
    where 1 = 1
    offset 0 rows) t ) t where t."_fl_draw" < 1879048192) t ) t
    order by t."_fl_draw", t."_fl_kappa", t."_fl_text"
    fetch first 5 rows only) t

select count(*) as "found", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a2")), '-') || coalesce(rawtohex(standard_hash(fl_s."a3")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "digest" from "SHOP"."snapshot_run_1" fl_s

insert into "SHOP"."LINES" ("ORDER_ID", "PRODUCT", "NOTE", "PRICE", "SHIPPED")
select fl_s."k1", fl_s."k2", fl_s."a1", fl_s."a2", fl_s."a3" from "SHOP"."snapshot_run_1" fl_s

-- rollback

