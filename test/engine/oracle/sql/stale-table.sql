-- plan

select count(*) as "_rows", regexp_replace(regexp_replace(rtrim(rtrim(to_char(min(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '9999-12-31 23:59:59.999999' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_first", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '2026-11-20 09:00:00.000000' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_latest"
    from "SHOP"."NUMBERED" t

select count(*) as "eligible" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", t."QUANTITY", t."AMOUNT", t."WEIGHT", t."DAY_TEXT", t."PHONE", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."NUMBERED" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-17 00:00:00.000000'))
    ) t ) t

-- :1 "summary"
-- :2 "sample"
-- :3 "total"
-- :4 "series"
-- :5 "gap"
with "base" as (
select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", t."QUANTITY", t."AMOUNT", t."WEIGHT", t."DAY_TEXT", t."PHONE", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."NUMBERED" t
), "chosen" as (
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."STATUS" as VARCHAR2(12 CHAR)) as "b2", cast(t."ORDERED_AT" as TIMESTAMP(6)) as "b3", cast(t."QUANTITY" as NUMBER(9,0)) as "b4", cast(t."AMOUNT" as NUMBER(10,2)) as "b5", cast(t."WEIGHT" as BINARY_DOUBLE) as "b6", cast(t."DAY_TEXT" as VARCHAR2(12 CHAR)) as "b7", cast(t."PHONE" as VARCHAR2(16 CHAR)) as "b8", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", t."QUANTITY", t."AMOUNT", t."WEIGHT", t."DAY_TEXT", t."PHONE", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-17 00:00:00.000000')) and (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < 1879048192) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t
), "overlaid" as (
select t."ORDERED_AT" as "moment", case when (t."ORDERED_AT" >= timestamp '2026-11-17 00:00:00.000000') then 1 else 0 end as "inside", null as "value_before", null as "value_after", 1 as "was_there", case when c."k1" is not null then 0 else 1 end as "is_there"
    from "base" t
    left join "chosen" c on t."ID" = c."k1"
)
select cast(:1 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b2")), '-') || coalesce(rawtohex(standard_hash(fl_s."b3")), '-') || coalesce(rawtohex(standard_hash(fl_s."b4")), '-') || coalesce(rawtohex(standard_hash(fl_s."b5")), '-') || coalesce(rawtohex(standard_hash(fl_s."b6")), '-') || coalesce(rawtohex(standard_hash(fl_s."b7")), '-') || coalesce(rawtohex(standard_hash(fl_s."b8")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:2 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", fl_s."b1" as "v2", fl_s."b2" as "v3", regexp_replace(regexp_replace(rtrim(rtrim(to_char(fl_s."b3", 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v4", to_char(fl_s."b4", 'TM9') as "v5", to_char(fl_s."b5", 'FM99999990.00') as "v6", case
    when cast(fl_s."b6" as binary_double) is nan then 'NaN'
    when cast(fl_s."b6" as binary_double) is infinite then case when cast(fl_s."b6" as binary_double) > 0 then 'Infinity' else '-Infinity' end
    when abs(cast(fl_s."b6" as binary_double)) >= 9007199254740992d and abs(cast(fl_s."b6" as binary_double)) < 9.2e18d then to_char(cast(trunc(cast(fl_s."b6" as binary_double) / 4294967296d) as number) * 4294967296 + cast((cast(fl_s."b6" as binary_double) - trunc(cast(fl_s."b6" as binary_double) / 4294967296d) * 4294967296d) as number), 'TM9')
    when cast(fl_s."b6" as binary_double) = 0 or abs(cast(fl_s."b6" as binary_double)) >= 0.0001d and abs(cast(fl_s."b6" as binary_double)) < 9007199254740992d then regexp_replace(to_char(to_number(case
    when to_binary_double(to_char(cast(fl_s."b6" as binary_double), 'FM9.99999999999999EEEE')) = cast(fl_s."b6" as binary_double) then to_char(cast(fl_s."b6" as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(fl_s."b6" as binary_double), 'FM9.999999999999999EEEE')) = cast(fl_s."b6" as binary_double) then to_char(cast(fl_s."b6" as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(fl_s."b6" as binary_double), 'FM9.9999999999999999EEEE') end), 'TM9'), '^(-?)\.', '\10.')
    else regexp_replace(lower(case
    when to_binary_double(to_char(cast(fl_s."b6" as binary_double), 'FM9.99999999999999EEEE')) = cast(fl_s."b6" as binary_double) then to_char(cast(fl_s."b6" as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(fl_s."b6" as binary_double), 'FM9.999999999999999EEEE')) = cast(fl_s."b6" as binary_double) then to_char(cast(fl_s."b6" as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(fl_s."b6" as binary_double), 'FM9.9999999999999999EEEE') end), '\.?0*e', 'e') end as "v7", fl_s."b7" as "v8", fl_s."b8" as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:3 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(null as varchar2(1000 byte)) as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast(:4 as varchar2(4000)) as "part", cast(regexp_replace(regexp_replace(rtrim(rtrim(to_char(o."bucket_start", 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(null as varchar2(1000 byte)) as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select t.*, cast(trunc(t."moment", 'DD') as timestamp) as "bucket_start" from "overlaid" t where (t."moment" >= timestamp '2026-11-04 00:00:00.000000')) o group by o."bucket_start" union all select cast(:5 as varchar2(4000)) as "part", cast(regexp_replace(regexp_replace(rtrim(rtrim(to_char(o."bucket_start", 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as varchar2(1000 byte)) as "bucket", cast(max(case when o."was_there" = 1 then o."micros" end - o."previous_before") as varchar2(1000 byte)) as "v1", cast(max(case when o."is_there" = 1 then o."micros" end - o."previous_after") as varchar2(1000 byte)) as "v2", cast(max(case when o."was_there" = 1 then o."micros" end) as varchar2(1000 byte)) as "v3", cast(max(case when o."is_there" = 1 then o."micros" end) as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select m.*, lag(m."micros") over (partition by m."was_there" order by m."micros") as "previous_before", lag(m."micros") over (partition by m."is_there" order by m."micros") as "previous_after" from (select t.*, case when t."moment" <= timestamp '9999-12-31 23:59:59.999999'
      then (((extract(day from (t."moment" - timestamp '1970-01-01 00:00:00.000000')) * 24 + extract(hour from (t."moment" - timestamp '1970-01-01 00:00:00.000000'))) * 3600 + extract(minute from (t."moment" - timestamp '1970-01-01 00:00:00.000000')) * 60) * 1000000 + trunc(extract(second from (t."moment" - timestamp '1970-01-01 00:00:00.000000')) * 1000000)) end as "micros" from (select t.*, cast(trunc(t."moment", 'DD') as timestamp) as "bucket_start" from "overlaid" t where (t."moment" >= timestamp '2026-11-04 00:00:00.000000')) t) m) o group by o."bucket_start"

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "b1" VARCHAR2(40 CHAR), "b2" VARCHAR2(12 CHAR), "b3" TIMESTAMP(6), "b4" NUMBER(9,0), "b5" NUMBER(10,2), "b6" BINARY_DOUBLE, "b7" VARCHAR2(12 CHAR), "b8" VARCHAR2(16 CHAR), "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

insert into "SHOP"."snapshot_run_1" ("k1", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "occurrence")
    select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."STATUS" as VARCHAR2(12 CHAR)) as "b2", cast(t."ORDERED_AT" as TIMESTAMP(6)) as "b3", cast(t."QUANTITY" as NUMBER(9,0)) as "b4", cast(t."AMOUNT" as NUMBER(10,2)) as "b5", cast(t."WEIGHT" as BINARY_DOUBLE) as "b6", cast(t."DAY_TEXT" as VARCHAR2(12 CHAR)) as "b7", cast(t."PHONE" as VARCHAR2(16 CHAR)) as "b8", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."STATUS", t."ORDERED_AT", t."QUANTITY", t."AMOUNT", t."WEIGHT", t."DAY_TEXT", t."PHONE", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."NUMBERED" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-17 00:00:00.000000'))
    ) t ) t where t."_fl_draw" < 1879048192) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t

select count(*) as "found", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b2")), '-') || coalesce(rawtohex(standard_hash(fl_s."b3")), '-') || coalesce(rawtohex(standard_hash(fl_s."b4")), '-') || coalesce(rawtohex(standard_hash(fl_s."b5")), '-') || coalesce(rawtohex(standard_hash(fl_s."b6")), '-') || coalesce(rawtohex(standard_hash(fl_s."b7")), '-') || coalesce(rawtohex(standard_hash(fl_s."b8")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "digest" from "SHOP"."snapshot_run_1" fl_s

declare
  cursor chosen is
    select 1 as one from "SHOP"."NUMBERED" t
    where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where t."ID" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

delete from "SHOP"."NUMBERED" t
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where ((t."ID" = fl_s."k1") and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1) and (decode(t."STATUS", fl_s."b2", 1, 0) = 1) and (case when t."ORDERED_AT" = fl_s."b3" or (t."ORDERED_AT" is null and fl_s."b3" is null) then 1 else 0 end = 1) and (decode(t."QUANTITY", fl_s."b4", 1, 0) = 1) and (decode(t."AMOUNT", fl_s."b5", 1, 0) = 1) and (decode(t."WEIGHT", fl_s."b6", 1, 0) = 1) and (decode(t."DAY_TEXT", fl_s."b7", 1, 0) = 1) and (decode(t."PHONE", fl_s."b8", 1, 0) = 1)) and (1 = 1))

-- rollback

