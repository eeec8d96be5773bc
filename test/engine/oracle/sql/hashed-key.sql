-- plan

-- :1 "\u001f"
-- :2 "\u001f"
-- :3 "\u001f"
select count(*) as "total", count(distinct case when (t."CODE" is not null) and (t."TAG" is not null) and (t."LABEL" is not null) and (t."SENT" is not null) then (t."CODE" || cast(:1 as varchar2(4000)) || lower(rawtohex(t."TAG")) || cast(:2 as varchar2(4000)) || rtrim(to_char(t."LABEL")) || cast(:3 as varchar2(4000)) || to_char(sys_extract_utc(t."SENT"), 'YYYY-MM-DD HH24:MI:SS.FF6')) end) as "c0" from "SHOP"."PARCELS" t

select count(*) as "repeated" from (
      select 1 as "one" from "SHOP"."PARCELS" t group by t."CODE", t."TAG", t."LABEL", t."SENT" having count(*) > 1
    ) g

select count(*) as "_rows", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(cast(min(case when t."SEEN" >= timestamp '0001-01-01 00:00:00.000000 +00:00' and t."SEEN" <= timestamp '9999-12-31 23:59:59.999999 +00:00' then t."SEEN" end) as timestamp(9) with time zone)), 'SYYYY-MM-DD HH24:MI:SS.FF3'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "_first", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(cast(max(case when t."SEEN" >= timestamp '0001-01-01 00:00:00.000000 +00:00' and t."SEEN" <= timestamp '2026-11-20 09:00:00.000000 +00:00' then t."SEEN" end) as timestamp(9) with time zone)), 'SYYYY-MM-DD HH24:MI:SS.FF3'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "_latest"
    from "SHOP"."PARCELS" t

-- :1 "\u001f"
-- :2 "\u001f"
-- :3 "\u001f"
-- :4 "\u001f"
-- :5 "\u001f"
-- :6 "\u001f"
select count(*) as "eligible" from (select t.* from (select t.*, case when 1 = 0 then to_blob(hextoraw('00')) else case when 1 = 0 then to_blob(hextoraw('00')) else null end end as "_fl_after" from (select t.*, (t."CODE" || cast(:1 as varchar2(4000)) || lower(rawtohex(t."TAG")) || cast(:2 as varchar2(4000)) || rtrim(to_char(t."LABEL")) || cast(:3 as varchar2(4000)) || to_char(sys_extract_utc(t."SENT"), 'YYYY-MM-DD HH24:MI:SS.FF6')) as "_fl_text" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."CODE", t."TAG", t."LABEL", t."SENT", t."SEEN", t."PHOTO", to_number(substr(coalesce(rawtohex(standard_hash((t."CODE" || cast(:4 as varchar2(4000)) || lower(rawtohex(t."TAG")) || cast(:5 as varchar2(4000)) || rtrim(to_char(t."LABEL")) || cast(:6 as varchar2(4000)) || to_char(sys_extract_utc(t."SENT"), 'YYYY-MM-DD HH24:MI:SS.FF6')), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."PARCELS" t
    where ((t."SEEN" >= timestamp '2026-11-18 00:00:00.000000 +00:00' and t."SEEN" < timestamp '2026-11-20 00:00:00.000000 +00:00'))
    offset 0 rows) t ) t ) t ) t where t."PHOTO" is not null) t

-- :1 "\u001f"
-- :2 "\u001f"
-- :3 "\u001f"
-- :4 "\u001f"
-- :5 "\u001f"
-- :6 "\u001f"
-- :7 "summary"
-- :8 "sample"
-- :9 "total"
-- :10 "series"
with "base" as (
select t."CODE", t."TAG", t."LABEL", t."SENT", t."SEEN", t."PHOTO", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."PARCELS" t
), "chosen" as (
select cast(t."CODE" as VARCHAR2(30 CHAR)) as "k1", cast(t."TAG" as RAW(16)) as "k2", cast(t."LABEL" as NCHAR(4)) as "k3", cast(t."SENT" as TIMESTAMP(9) WITH TIME ZONE) as "k4", case when 1 = 0 then to_blob(hextoraw('00')) else t."PHOTO" end as "b1", case when 1 = 0 then to_blob(hextoraw('00')) else t."_fl_after" end as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, case when 1 = 0 then to_blob(hextoraw('00')) else case when 1 = 0 then to_blob(hextoraw('00')) else null end end as "_fl_after" from (select t.*, (t."CODE" || cast(:1 as varchar2(4000)) || lower(rawtohex(t."TAG")) || cast(:2 as varchar2(4000)) || rtrim(to_char(t."LABEL")) || cast(:3 as varchar2(4000)) || to_char(sys_extract_utc(t."SENT"), 'YYYY-MM-DD HH24:MI:SS.FF6')) as "_fl_text" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."CODE", t."TAG", t."LABEL", t."SENT", t."SEEN", t."PHOTO", to_number(substr(coalesce(rawtohex(standard_hash((t."CODE" || cast(:4 as varchar2(4000)) || lower(rawtohex(t."TAG")) || cast(:5 as varchar2(4000)) || rtrim(to_char(t."LABEL")) || cast(:6 as varchar2(4000)) || to_char(sys_extract_utc(t."SENT"), 'YYYY-MM-DD HH24:MI:SS.FF6')), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where ((t."SEEN" >= timestamp '2026-11-18 00:00:00.000000 +00:00' and t."SEEN" < timestamp '2026-11-20 00:00:00.000000 +00:00')) and (t."_fl_in" = 1)
    offset 0 rows) t ) t where t."_fl_draw" < 1879048192) t ) t ) t where t."PHOTO" is not null) t
    order by t."_fl_draw", t."_fl_kappa", t."_fl_text"
    fetch first 5 rows only) t
), "overlaid" as (
select t."SEEN" as "moment", case when (t."SEEN" >= timestamp '2026-11-18 00:00:00.000000 +00:00' and t."SEEN" < timestamp '2026-11-20 00:00:00.000000 +00:00') then 1 else 0 end as "inside", t."PHOTO" as "value_before", case when c."k1" is not null then c."a1" else t."PHOTO" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."CODE" = c."k1" and t."TAG" = c."k2" and t."LABEL" = c."k3" and t."SENT" = c."k4"
)
select cast(:7 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."k2")), '-') || coalesce(rawtohex(standard_hash(fl_s."k3")), '-') || coalesce(rawtohex(standard_hash(fl_s."k4")), '-') || coalesce(rawtohex(standard_hash(dbms_lob.getlength(fl_s."b1"))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.substr(fl_s."b1", 1000, 1))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.getlength(fl_s."a1"))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.substr(fl_s."a1", 1000, 1))), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:8 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", fl_s."k1" as "v1", lower(rawtohex(fl_s."k2")) as "v2", rtrim(to_char(fl_s."k3")) as "v3", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(fl_s."k4"), 'SYYYY-MM-DD HH24:MI:SS.FF9'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v4", lower(rawtohex(dbms_lob.substr(fl_s."b1", 1000, 1))) as "v5", lower(rawtohex(dbms_lob.substr(fl_s."a1", 1000, 1))) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:9 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(cast(max(case when o."was_there" = 1 then o."moment" end) as timestamp(9) with time zone)), 'SYYYY-MM-DD HH24:MI:SS.FF3'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(cast(max(case when o."is_there" = 1 then o."moment" end) as timestamp(9) with time zone)), 'SYYYY-MM-DD HH24:MI:SS.FF3'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast(:10 as varchar2(4000)) as "part", cast(regexp_replace(regexp_replace(rtrim(rtrim(to_char(sys_extract_utc(cast(o."bucket_start" as timestamp(9) with time zone)), 'SYYYY-MM-DD HH24:MI:SS.FF3'), '0'), '.'), '^-(.*)$', '\1+00 BC'), '^ (.*)$', '\1+00') as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select t.*, from_tz(cast(trunc(sys_extract_utc(cast(t."moment" as timestamp(9) with time zone)), 'DD') as timestamp), '+00:00') as "bucket_start" from "overlaid" t where (t."moment" >= timestamp '2026-11-05 00:00:00.000000 +00:00' and t."moment" < timestamp '2026-11-21 00:00:00.000000 +00:00')) o group by o."bucket_start"

-- apply

create table "SHOP"."snapshot_run_1" ("k1" VARCHAR2(30 CHAR) not null, "k2" RAW(16) not null, "k3" NCHAR(4) not null, "k4" TIMESTAMP(9) WITH TIME ZONE not null, "b1" BLOB, "a1" BLOB, "occurrence" number(19) not null) segment creation immediate

-- :1 "\u001f"
-- :2 "\u001f"
-- :3 "\u001f"
-- :4 "\u001f"
-- :5 "\u001f"
-- :6 "\u001f"
insert into "SHOP"."snapshot_run_1" ("k1", "k2", "k3", "k4", "b1", "a1", "occurrence")
    select cast(t."CODE" as VARCHAR2(30 CHAR)) as "k1", cast(t."TAG" as RAW(16)) as "k2", cast(t."LABEL" as NCHAR(4)) as "k3", cast(t."SENT" as TIMESTAMP(9) WITH TIME ZONE) as "k4", case when 1 = 0 then to_blob(hextoraw('00')) else t."PHOTO" end as "b1", case when 1 = 0 then to_blob(hextoraw('00')) else t."_fl_after" end as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, case when 1 = 0 then to_blob(hextoraw('00')) else case when 1 = 0 then to_blob(hextoraw('00')) else null end end as "_fl_after" from (select t.*, (t."CODE" || cast(:1 as varchar2(4000)) || lower(rawtohex(t."TAG")) || cast(:2 as varchar2(4000)) || rtrim(to_char(t."LABEL")) || cast(:3 as varchar2(4000)) || to_char(sys_extract_utc(t."SENT"), 'YYYY-MM-DD HH24:MI:SS.FF6')) as "_fl_text" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."CODE", t."TAG", t."LABEL", t."SENT", t."SEEN", t."PHOTO", to_number(substr(coalesce(rawtohex(standard_hash((t."CODE" || cast(:4 as varchar2(4000)) || lower(rawtohex(t."TAG")) || cast(:5 as varchar2(4000)) || rtrim(to_char(t."LABEL")) || cast(:6 as varchar2(4000)) || to_char(sys_extract_utc(t."SENT"), 'YYYY-MM-DD HH24:MI:SS.FF6')), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."PARCELS" t
    where ((t."SEEN" >= timestamp '2026-11-18 00:00:00.000000 +00:00' and t."SEEN" < timestamp '2026-11-20 00:00:00.000000 +00:00'))
    offset 0 rows) t ) t where t."_fl_draw" < 1879048192) t ) t ) t where t."PHOTO" is not null) t
    order by t."_fl_draw", t."_fl_kappa", t."_fl_text"
    fetch first 5 rows only) t

select count(*) as "found", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."k2")), '-') || coalesce(rawtohex(standard_hash(fl_s."k3")), '-') || coalesce(rawtohex(standard_hash(fl_s."k4")), '-') || coalesce(rawtohex(standard_hash(dbms_lob.getlength(fl_s."b1"))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.substr(fl_s."b1", 1000, 1))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.getlength(fl_s."a1"))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.substr(fl_s."a1", 1000, 1))), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "digest" from "SHOP"."snapshot_run_1" fl_s

declare
  cursor chosen is
    select 1 as one from "SHOP"."PARCELS" t
    where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where t."CODE" = fl_s."k1" and t."TAG" = fl_s."k2" and t."LABEL" = fl_s."k3" and t."SENT" = fl_s."k4")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

update "SHOP"."PARCELS" t
set ("PHOTO") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."CODE" = fl_s."k1" and t."TAG" = fl_s."k2" and t."LABEL" = fl_s."k3" and t."SENT" = fl_s."k4") and (case when dbms_lob.compare(t."PHOTO", fl_s."b1") = 0 or (t."PHOTO" is null and fl_s."b1" is null) then 1 else 0 end = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."CODE" = fl_s."k1" and t."TAG" = fl_s."k2" and t."LABEL" = fl_s."k3" and t."SENT" = fl_s."k4") and (case when dbms_lob.compare(t."PHOTO", fl_s."b1") = 0 or (t."PHOTO" is null and fl_s."b1" is null) then 1 else 0 end = 1))

-- rollback

