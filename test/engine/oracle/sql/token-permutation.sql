-- plan

-- :1 " "
select count(*) as "_rows", regexp_replace(regexp_replace(to_char(min(case when t."SHIPPED" >= to_date('0001-01-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS') and t."SHIPPED" <= timestamp '9999-12-31 23:59:59.999999' then t."SHIPPED" end), 'SYYYY-MM-DD HH24:MI:SS'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_first", regexp_replace(regexp_replace(to_char(max(case when t."SHIPPED" >= to_date('0001-01-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS') and t."SHIPPED" <= to_date('2026-11-20 09:00:00', 'YYYY-MM-DD HH24:MI:SS') then t."SHIPPED" end), 'SYYYY-MM-DD HH24:MI:SS'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_latest", count(t."NOTE") as "texts", count(case when instr(to_char(t."NOTE"), cast(:1 as varchar2(4000))) > 0 then 1 end) as "several"
    from "SHOP"."LINES" t

-- :1 " "
-- :2 " "
-- :3 " "
-- :4 "\u001f"
-- :5 "\u001f"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when t."_fl_v6" > 1 and t."_fl_v6" < t."_fl_v2" then (substr(t."_fl_v1", t."_fl_v6" + 1, t."_fl_v2") || cast(:1 as varchar2(4000)) || substr(t."_fl_v1", 1, t."_fl_v6" - 1)) else t."_fl_v1" end as NVARCHAR2(40)) as "_fl_after" from (select t.*, case when t."_fl_v5" > 0 then t."_fl_v4" + t."_fl_v5" - 1 else t."_fl_v3" end as "_fl_v6" from (select t.*, instr(substr(t."_fl_v1", t."_fl_v4", t."_fl_v2"), cast(:2 as varchar2(4000))) as "_fl_v5" from (select t.*, 1 + trunc(((trunc(((draw('value', of_kappa) * 2147483647)) / (2147483647)) * t."_fl_v2")) / (2147483647)) as "_fl_v4" from (select t.*, instr(t."_fl_v1", cast(:3 as varchar2(4000))) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, to_char(t."NOTE") as "_fl_v1" from (select t.*, (to_char(t."ORDER_ID", 'TM9') || cast(:4 as varchar2(4000)) || rtrim(t."PRODUCT")) as "_fl_text" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ORDER_ID", t."PRODUCT", t."NOTE", t."SHIPPED", to_number(substr(coalesce(rawtohex(standard_hash((to_char(t."ORDER_ID", 'TM9') || cast(:5 as varchar2(4000)) || rtrim(t."PRODUCT")), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."LINES" t
    where 1 = 1
    offset 0 rows) t ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."NOTE", t."_fl_after", 1, 0) = 1) t

-- :1 " "
-- :2 " "
-- :3 " "
-- :4 "\u001f"
-- :5 "\u001f"
-- :6 "summary"
-- :7 "sample"
-- :8 "total"
with "base" as (
select t."ORDER_ID", t."PRODUCT", t."NOTE", t."SHIPPED", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."LINES" t
), "chosen" as (
select cast(t."ORDER_ID" as NUMBER(18,0)) as "k1", cast(t."PRODUCT" as CHAR(16 CHAR)) as "k2", cast(t."NOTE" as NVARCHAR2(40)) as "b1", cast(t."_fl_after" as NVARCHAR2(40)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."_fl_v6" > 1 and t."_fl_v6" < t."_fl_v2" then (substr(t."_fl_v1", t."_fl_v6" + 1, t."_fl_v2") || cast(:1 as varchar2(4000)) || substr(t."_fl_v1", 1, t."_fl_v6" - 1)) else t."_fl_v1" end as NVARCHAR2(40)) as "_fl_after" from (select t.*, case when t."_fl_v5" > 0 then t."_fl_v4" + t."_fl_v5" - 1 else t."_fl_v3" end as "_fl_v6" from (select t.*, instr(substr(t."_fl_v1", t."_fl_v4", t."_fl_v2"), cast(:2 as varchar2(4000))) as "_fl_v5" from (select t.*, 1 + trunc(((trunc(((draw('value', of_kappa) * 2147483647)) / (2147483647)) * t."_fl_v2")) / (2147483647)) as "_fl_v4" from (select t.*, instr(t."_fl_v1", cast(:3 as varchar2(4000))) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, to_char(t."NOTE") as "_fl_v1" from (select t.*, (to_char(t."ORDER_ID", 'TM9') || cast(:4 as varchar2(4000)) || rtrim(t."PRODUCT")) as "_fl_text" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ORDER_ID", t."PRODUCT", t."NOTE", t."SHIPPED", to_number(substr(coalesce(rawtohex(standard_hash((to_char(t."ORDER_ID", 'TM9') || cast(:5 as varchar2(4000)) || rtrim(t."PRODUCT")), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    offset 0 rows) t ) t where t."_fl_draw" < 1879048192) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."NOTE", t."_fl_after", 1, 0) = 1) t
    order by t."_fl_draw", t."_fl_kappa", t."_fl_text"
    fetch first 5 rows only) t
), "overlaid" as (
select t."SHIPPED" as "moment", 1 as "inside", t."NOTE" as "value_before", case when c."k1" is not null then c."a1" else t."NOTE" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."ORDER_ID" = c."k1" and t."PRODUCT" = c."k2"
)
select cast(:6 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."k2")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:7 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", rtrim(fl_s."k2") as "v2", to_char(fl_s."b1") as "v3", to_char(fl_s."a1") as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:8 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct to_char(case when o."was_there" = 1 then o."value_before" end)) as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", to_char(min(to_char(case when o."was_there" = 1 then o."value_before" end))) as "v6", to_char(max(to_char(case when o."was_there" = 1 then o."value_before" end))) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct to_char(case when o."is_there" = 1 then o."value_after" end)) as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", to_char(min(to_char(case when o."is_there" = 1 then o."value_after" end))) as "v15", to_char(max(to_char(case when o."is_there" = 1 then o."value_after" end))) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside")

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "k2" CHAR(16 CHAR) not null, "b1" NVARCHAR2(40), "a1" NVARCHAR2(40), "occurrence" number(19) not null, primary key ("k1", "k2")) segment creation immediate

-- :1 " "
-- :2 " "
-- :3 " "
-- :4 "\u001f"
-- :5 "\u001f"
insert into "SHOP"."snapshot_run_1" ("k1", "k2", "b1", "a1", "occurrence")
    select cast(t."ORDER_ID" as NUMBER(18,0)) as "k1", cast(t."PRODUCT" as CHAR(16 CHAR)) as "k2", cast(t."NOTE" as NVARCHAR2(40)) as "b1", cast(t."_fl_after" as NVARCHAR2(40)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."_fl_v6" > 1 and t."_fl_v6" < t."_fl_v2" then (substr(t."_fl_v1", t."_fl_v6" + 1, t."_fl_v2") || cast(:1 as varchar2(4000)) || substr(t."_fl_v1", 1, t."_fl_v6" - 1)) else t."_fl_v1" end as NVARCHAR2(40)) as "_fl_after" from (select t.*, case when t."_fl_v5" > 0 then t."_fl_v4" + t."_fl_v5" - 1 else t."_fl_v3" end as "_fl_v6" from (select t.*, instr(substr(t."_fl_v1", t."_fl_v4", t."_fl_v2"), cast(:2 as varchar2(4000))) as "_fl_v5" from (select t.*, 1 + trunc(((trunc(((draw('value', of_kappa) * 2147483647)) / (2147483647)) * t."_fl_v2")) / (2147483647)) as "_fl_v4" from (select t.*, instr(t."_fl_v1", cast(:3 as varchar2(4000))) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, to_char(t."NOTE") as "_fl_v1" from (select t.*, (to_char(t."ORDER_ID", 'TM9') || cast(:4 as varchar2(4000)) || rtrim(t."PRODUCT")) as "_fl_text" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ORDER_ID", t."PRODUCT", t."NOTE", t."SHIPPED", to_number(substr(coalesce(rawtohex(standard_hash((to_char(t."ORDER_ID", 'TM9') || cast(:5 as varchar2(4000)) || rtrim(t."PRODUCT")), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."LINES" t
    where 1 = 1
    offset 0 rows) t ) t where t."_fl_draw" < 1879048192) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."NOTE", t."_fl_after", 1, 0) = 1) t
    order by t."_fl_draw", t."_fl_kappa", t."_fl_text"
    fetch first 5 rows only) t

select count(*) as "found", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."k2")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "digest" from "SHOP"."snapshot_run_1" fl_s

declare
  cursor chosen is
    select 1 as one from "SHOP"."LINES" t
    where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

update "SHOP"."LINES" t
set ("NOTE") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2") and (decode(t."NOTE", fl_s."b1", 1, 0) = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2") and (decode(t."NOTE", fl_s."b1", 1, 0) = 1))

-- rollback

