-- plan

select count(*) as "total", count(distinct t."CODE") as "c0" from "SHOP"."PARCELS" t

select count(*) as "repeated" from (
      select 1 as "one" from "SHOP"."PARCELS" t group by t."CODE" having count(*) > 1
    ) g

select count(*) as "eligible" from (select t.* from (select t.*, cast(case when t."SENT" is not null then (cast(timestamp '2026-11-20 09:00:00.000000 +00:00' as TIMESTAMP(9) WITH TIME ZONE) + numtodsinterval(trunc(((draw('value', of_kappa) * 31536000)) / (2147483647)) + 1, 'second')) end as TIMESTAMP(9) WITH TIME ZONE) as "_fl_after" from (select t.*, t."CODE" as "_fl_text" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."CODE", t."SENT", to_number(substr(coalesce(rawtohex(standard_hash(t."CODE", 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."PARCELS" t
    where 1 = 1
    offset 0 rows) t ) t ) t offset 0 rows) t where not case when t."SENT" = t."_fl_after" and to_char(t."SENT", 'TZR') = to_char(t."_fl_after", 'TZR') or (t."SENT" is null and t."_fl_after" is null) then 1 else 0 end = 1) t

-- :1 "summary"
-- :2 "sample"
-- :3 "total"
with "base" as (
select t."CODE", t."SENT", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."PARCELS" t
), "chosen" as (
select cast(t."CODE" as VARCHAR2(30 CHAR)) as "k1", cast(t."SENT" as TIMESTAMP(9) WITH TIME ZONE) as "b1", cast(t."_fl_after" as TIMESTAMP(9) WITH TIME ZONE) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."SENT" is not null then (cast(timestamp '2026-11-20 09:00:00.000000 +00:00' as TIMESTAMP(9) WITH TIME ZONE) + numtodsinterval(trunc(((draw('value', of_kappa) * 31536000)) / (2147483647)) + 1, 'second')) end as TIMESTAMP(9) WITH TIME ZONE) as "_fl_after" from (select t.*, t."CODE" as "_fl_text" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."CODE", t."SENT", to_number(substr(coalesce(rawtohex(standard_hash(t."CODE", 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    offset 0 rows) t ) t where t."_fl_draw" < 1879048192) t ) t offset 0 rows) t where not case when t."SENT" = t."_fl_after" and to_char(t."SENT", 'TZR') = to_char(t."_fl_after", 'TZR') or (t."SENT" is null and t."_fl_after" is null) then 1 else 0 end = 1) t
    order by t."_fl_draw", t."_fl_kappa", t."_fl_text"
    fetch first 5 rows only) t
), "overlaid" as (
select t."SENT" as "moment", 1 as "inside", t."SENT" as "value_before", case when c."k1" is not null then c."a1" else t."SENT" end as "value_after", 1 as "was_there", case when c."k1" is not null then 0 else 1 end as "is_there"
    from "base" t
    left join "chosen" c on t."CODE" = c."k1"
    union all
    select c."a1" as "moment", 1 as "inside", c."b1" as "value_before", c."a1" as "value_after", 0 as "was_there", 1 as "is_there"
    from "chosen" c
)
select cast(:1 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:2 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", fl_s."k1" as "v1", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(fl_s."b1"), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v2", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(fl_s."a1"), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:3 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(min(case when o."was_there" = 1 then o."value_before" end)), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v6", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(max(case when o."was_there" = 1 then o."value_before" end)), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(max(case when o."was_there" = 1 then o."moment" end)), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(min(case when o."is_there" = 1 then o."value_after" end)), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v15", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(max(case when o."is_there" = 1 then o."value_after" end)), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(max(case when o."is_there" = 1 then o."moment" end)), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v18" from "overlaid" o group by rollup (o."inside")

-- apply

create table "SHOP"."snapshot_run_1" ("k1" VARCHAR2(30 CHAR) not null, "b1" TIMESTAMP(9) WITH TIME ZONE, "a1" TIMESTAMP(9) WITH TIME ZONE, "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."CODE" as VARCHAR2(30 CHAR)) as "k1", cast(t."SENT" as TIMESTAMP(9) WITH TIME ZONE) as "b1", cast(t."_fl_after" as TIMESTAMP(9) WITH TIME ZONE) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."SENT" is not null then (cast(timestamp '2026-11-20 09:00:00.000000 +00:00' as TIMESTAMP(9) WITH TIME ZONE) + numtodsinterval(trunc(((draw('value', of_kappa) * 31536000)) / (2147483647)) + 1, 'second')) end as TIMESTAMP(9) WITH TIME ZONE) as "_fl_after" from (select t.*, t."CODE" as "_fl_text" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."CODE", t."SENT", to_number(substr(coalesce(rawtohex(standard_hash(t."CODE", 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."PARCELS" t
    where 1 = 1
    offset 0 rows) t ) t where t."_fl_draw" < 1879048192) t ) t offset 0 rows) t where not case when t."SENT" = t."_fl_after" and to_char(t."SENT", 'TZR') = to_char(t."_fl_after", 'TZR') or (t."SENT" is null and t."_fl_after" is null) then 1 else 0 end = 1) t
    order by t."_fl_draw", t."_fl_kappa", t."_fl_text"
    fetch first 5 rows only) t

select count(*) as "found", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "digest" from "SHOP"."snapshot_run_1" fl_s

declare
  cursor chosen is
    select 1 as one from "SHOP"."PARCELS" t
    where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where t."CODE" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

update "SHOP"."PARCELS" t
set ("SENT") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."CODE" = fl_s."k1") and (case when t."SENT" = fl_s."b1" and to_char(t."SENT", 'TZR') = to_char(fl_s."b1", 'TZR') or (t."SENT" is null and fl_s."b1" is null) then 1 else 0 end = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."CODE" = fl_s."k1") and (case when t."SENT" = fl_s."b1" and to_char(t."SENT", 'TZR') = to_char(fl_s."b1", 'TZR') or (t."SENT" is null and fl_s."b1" is null) then 1 else 0 end = 1))

-- rollback

