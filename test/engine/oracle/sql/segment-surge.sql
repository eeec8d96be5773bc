-- plan

select count(*) as "_rows", regexp_replace(regexp_replace(rtrim(rtrim(to_char(min(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '9999-12-31 23:59:59.999999' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_first", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '2026-11-20 09:00:00.000000' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_latest"
    from "SHOP"."ORDERS" t

-- :1 "paid"
-- :2 "paid"
-- :3 "paid"
-- :4 "paid"
-- :5 "paid"
-- :6 "paid"
-- :7 "paid"
-- :8 "paid"
-- :9 "paid"
-- :10 "paid"
-- :11 "paid"
-- :12 "paid"
select regexp_replace(regexp_replace(rtrim(rtrim(to_char(t."_fl_bucket", 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "bucket", cast(sum(case when case when decode(t."STATUS", cast(cast(:1 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end - case when decode(t."STATUS", cast(cast(:2 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end = 0 then case when decode(t."STATUS", cast(cast(:3 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end end) as varchar2(1000 byte)) as "total", cast(count(case when case when decode(t."STATUS", cast(cast(:4 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end - case when decode(t."STATUS", cast(cast(:5 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end = 0 then case when decode(t."STATUS", cast(cast(:6 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end end) as varchar2(1000 byte)) as "values", cast(min(case when case when decode(t."STATUS", cast(cast(:7 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end - case when decode(t."STATUS", cast(cast(:8 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end = 0 then case when decode(t."STATUS", cast(cast(:9 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end end) as varchar2(1000 byte)) as "least", cast(max(case when case when decode(t."STATUS", cast(cast(:10 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end - case when decode(t."STATUS", cast(cast(:11 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end = 0 then case when decode(t."STATUS", cast(cast(:12 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then t."AMOUNT" end end) as varchar2(1000 byte)) as "most"
    from (select t.*, cast(trunc(t."ORDERED_AT", 'DD') as timestamp) as "_fl_bucket" from "SHOP"."ORDERS" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-19 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000')) offset 0 rows) t
    group by t."_fl_bucket"

-- :1 "paid"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when t."_fl_v1" is null then t."AMOUNT" else round(t."_fl_v2", 2) - round(t."_fl_v2" - t."_fl_v1", 2) end as NUMBER(10,2)) as "_fl_after" from (select t.*, sum(t."_fl_v1") over (partition by t."_fl_occurrence" order by draw('round', of_kappa), t."_fl_kappa" rows unbounded preceding) as "_fl_v2" from (select t.*, case when decode(t."STATUS", cast(cast(:1 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then case when t."AMOUNT" - t."AMOUNT" = 0 then t."AMOUNT" end * 3 end as "_fl_v1" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."STATUS", t."ORDERED_AT", t."AMOUNT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-19 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000'))
    ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."AMOUNT", t."_fl_after", 1, 0) = 1) t

-- :1 "paid"
-- :2 "summary"
-- :3 "sample"
-- :4 "total"
-- :5 "series"
-- :6 "<run>"
with "base" as (
select t."ID", t."STATUS", t."ORDERED_AT", t."AMOUNT", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."ORDERS" t
), "chosen" as (
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."AMOUNT" as NUMBER(10,2)) as "b1", cast(t."_fl_after" as NUMBER(10,2)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."_fl_v1" is null then t."AMOUNT" else round(t."_fl_v2", 2) - round(t."_fl_v2" - t."_fl_v1", 2) end as NUMBER(10,2)) as "_fl_after" from (select t.*, sum(t."_fl_v1") over (partition by t."_fl_occurrence" order by draw('round', of_kappa), t."_fl_kappa" rows unbounded preceding) as "_fl_v2" from (select t.*, case when decode(t."STATUS", cast(cast(:1 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then case when t."AMOUNT" - t."AMOUNT" = 0 then t."AMOUNT" end * 3 end as "_fl_v1" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."STATUS", t."ORDERED_AT", t."AMOUNT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-19 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000')) and (t."_fl_in" = 1)
    ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."AMOUNT", t."_fl_after", 1, 0) = 1) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t
), "overlaid" as (
select t."ORDERED_AT" as "moment", case when (t."ORDERED_AT" >= timestamp '2026-11-19 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000') then 1 else 0 end as "inside", t."AMOUNT" as "value_before", case when c."k1" is not null then c."a1" else t."AMOUNT" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."ID" = c."k1"
), "moves" as (
select count(case when p."new" > p."old" then 1 end) as "up",
      count(case when p."new" < p."old" then 1 end) as "down",
      abs(sum(p."new" - p."old")) as "moved"
    from (select case when abs(cast(c."b1" as binary_double)) < 1e150d then cast(c."b1" as binary_double) end as "old", case when abs(cast(c."a1" as binary_double)) < 1e150d then cast(c."a1" as binary_double) end as "new" from "chosen" c) p
)
select cast(:2 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:3 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", to_char(fl_s."b1", 'FM99999990.00') as "v2", to_char(fl_s."a1", 'FM99999990.00') as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:4 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(avg(case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v4", cast(stddev_pop(case when abs(cast(case when o."was_there" = 1 then o."value_before" end as binary_double)) < 1e150d then cast(case when o."was_there" = 1 then o."value_before" end as binary_double) end) as varchar2(1000 byte)) as "v5", to_char(min(case when o."was_there" = 1 then o."value_before" end), 'FM99999990.00') as "v6", to_char(max(case when o."was_there" = 1 then o."value_before" end), 'FM99999990.00') as "v7", cast(sum(case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(avg(case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v13", cast(stddev_pop(case when abs(cast(case when o."is_there" = 1 then o."value_after" end as binary_double)) < 1e150d then cast(case when o."is_there" = 1 then o."value_after" end as binary_double) end) as varchar2(1000 byte)) as "v14", to_char(min(case when o."is_there" = 1 then o."value_after" end), 'FM99999990.00') as "v15", to_char(max(case when o."is_there" = 1 then o."value_after" end), 'FM99999990.00') as "v16", cast(sum(case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast(:5 as varchar2(4000)) as "part", cast(regexp_replace(regexp_replace(rtrim(rtrim(to_char(o."bucket_start", 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(avg(case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v4", cast(stddev_pop(case when abs(cast(case when o."was_there" = 1 then o."value_before" end as binary_double)) < 1e150d then cast(case when o."was_there" = 1 then o."value_before" end as binary_double) end) as varchar2(1000 byte)) as "v5", to_char(min(case when o."was_there" = 1 then o."value_before" end), 'FM99999990.00') as "v6", to_char(max(case when o."was_there" = 1 then o."value_before" end), 'FM99999990.00') as "v7", cast(sum(case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(avg(case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v13", cast(stddev_pop(case when abs(cast(case when o."is_there" = 1 then o."value_after" end as binary_double)) < 1e150d then cast(case when o."is_there" = 1 then o."value_after" end as binary_double) end) as varchar2(1000 byte)) as "v14", to_char(min(case when o."is_there" = 1 then o."value_after" end), 'FM99999990.00') as "v15", to_char(max(case when o."is_there" = 1 then o."value_after" end), 'FM99999990.00') as "v16", cast(sum(case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select t.*, cast(trunc(t."moment", 'DD') as timestamp) as "bucket_start" from "overlaid" t where (t."moment" >= timestamp '2026-11-06 00:00:00.000000' and t."moment" < timestamp '2026-11-21 00:00:00.000000')) o group by o."bucket_start" union all select cast(:6 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(w."moved" as varchar2(1000 byte)) as "v1", cast((select sum(abs(d."height") * (d."next" - d."value")) from (select d."value", sum(d."weight") over (order by d."value") as "height", lead(d."value") over (order by d."value") as "next"
    from (select d."value", sum(d."weight") as "weight"
    from (select p."old" as "value", 1 as "weight" from (select case when abs(cast(c."b1" as binary_double)) < 1e150d then cast(c."b1" as binary_double) end as "old", case when abs(cast(c."a1" as binary_double)) < 1e150d then cast(c."a1" as binary_double) end as "new" from "chosen" c) p where (select case when w."up" > 0 and w."down" > 0 then 1 else 0 end from "moves" w) = 1
      union all
      select p."new", -1 from (select case when abs(cast(c."b1" as binary_double)) < 1e150d then cast(c."b1" as binary_double) end as "old", case when abs(cast(c."a1" as binary_double)) < 1e150d then cast(c."a1" as binary_double) end as "new" from "chosen" c) p where (select case when w."up" > 0 and w."down" > 0 then 1 else 0 end from "moves" w) = 1) d
    where d."value" is not null
    group by d."value") d) d) as varchar2(1000 byte)) as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "moves" w

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "b1" NUMBER(10,2), "a1" NUMBER(10,2), "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

-- :1 "paid"
insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."AMOUNT" as NUMBER(10,2)) as "b1", cast(t."_fl_after" as NUMBER(10,2)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."_fl_v1" is null then t."AMOUNT" else round(t."_fl_v2", 2) - round(t."_fl_v2" - t."_fl_v1", 2) end as NUMBER(10,2)) as "_fl_after" from (select t.*, sum(t."_fl_v1") over (partition by t."_fl_occurrence" order by draw('round', of_kappa), t."_fl_kappa" rows unbounded preceding) as "_fl_v2" from (select t.*, case when decode(t."STATUS", cast(cast(:1 as varchar2(4000)) as VARCHAR2(12 CHAR)), 1, 0) = 1 then case when t."AMOUNT" - t."AMOUNT" = 0 then t."AMOUNT" end * 3 end as "_fl_v1" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."STATUS", t."ORDERED_AT", t."AMOUNT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-19 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000'))
    ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."AMOUNT", t."_fl_after", 1, 0) = 1) t
    order by t."_fl_draw", t."_fl_kappa"
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
set ("AMOUNT") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."AMOUNT", fl_s."b1", 1, 0) = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."AMOUNT", fl_s."b1", 1, 0) = 1))

-- rollback

