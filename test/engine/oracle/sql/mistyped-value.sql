-- plan

-- :1 "012345678"
-- :2 "999999999"
-- :3 "9"
-- :4 ""
-- :5 "012345678"
-- :6 "999999999"
-- :7 "."
-- :8 ""
-- :9 "012345678"
-- :10 "999999999"
-- :11 "9"
-- :12 ""
-- :13 "012345678"
-- :14 "999999999"
-- :15 "."
-- :16 ""
-- :17 "-"
select count(*) as "_rows", regexp_replace(regexp_replace(rtrim(rtrim(to_char(min(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '9999-12-31 23:59:59.999999' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_first", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '2026-11-20 09:00:00.000000' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_latest", count(t."PHONE") as "texts", count(case when (coalesce(length(replace(translate(t."PHONE", cast(:1 as varchar2(4000)), cast(:2 as varchar2(4000))), cast(:3 as varchar2(4000)), cast(:4 as varchar2(4000)))), 0) < length(t."PHONE")) and (length(t."PHONE") - coalesce(length(replace(translate(t."PHONE", cast(:5 as varchar2(4000)), cast(:6 as varchar2(4000))), cast(:7 as varchar2(4000)), cast(:8 as varchar2(4000)))), 0) <= 1) and ((length(t."PHONE") - coalesce(length(replace(translate(t."PHONE", cast(:9 as varchar2(4000)), cast(:10 as varchar2(4000))), cast(:11 as varchar2(4000)), cast(:12 as varchar2(4000)))), 0)) + (length(t."PHONE") - coalesce(length(replace(translate(t."PHONE", cast(:13 as varchar2(4000)), cast(:14 as varchar2(4000))), cast(:15 as varchar2(4000)), cast(:16 as varchar2(4000)))), 0)) + case when instr(t."PHONE", cast(:17 as varchar2(4000))) = 1 then 1 else 0 end = length(t."PHONE")) then 1 end) as "numbers"
    from "SHOP"."ORDERS" t

-- :1 "012345678"
-- :2 "999999999"
-- :3 "9"
-- :4 ""
-- :5 "012345678"
-- :6 "999999999"
-- :7 "."
-- :8 ""
-- :9 "012345678"
-- :10 "999999999"
-- :11 "9"
-- :12 ""
-- :13 "012345678"
-- :14 "999999999"
-- :15 "."
-- :16 ""
-- :17 "-"
-- :18 "unknown"
-- :19 "see note"
-- :20 "n/a"
-- :21 "?"
-- :22 "ca. "
-- :23 "015"
-- :24 "OlS"
-- :25 "0"
-- :26 "1"
-- :27 "5"
-- :28 "0"
-- :29 "1"
-- :30 "5"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when (coalesce(length(replace(translate(t."_fl_v1", cast(:1 as varchar2(4000)), cast(:2 as varchar2(4000))), cast(:3 as varchar2(4000)), cast(:4 as varchar2(4000)))), 0) < length(t."_fl_v1")) and (length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:5 as varchar2(4000)), cast(:6 as varchar2(4000))), cast(:7 as varchar2(4000)), cast(:8 as varchar2(4000)))), 0) <= 1) and ((length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:9 as varchar2(4000)), cast(:10 as varchar2(4000))), cast(:11 as varchar2(4000)), cast(:12 as varchar2(4000)))), 0)) + (length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:13 as varchar2(4000)), cast(:14 as varchar2(4000))), cast(:15 as varchar2(4000)), cast(:16 as varchar2(4000)))), 0)) + case when instr(t."_fl_v1", cast(:17 as varchar2(4000))) = 1 then 1 else 0 end = length(t."_fl_v1")) then case t."_fl_v4" when 0 then case t."_fl_v2" when 0 then cast(:18 as varchar2(4000)) when 1 then cast(:19 as varchar2(4000)) when 2 then cast(:20 as varchar2(4000)) when 3 then cast(:21 as varchar2(4000)) end when 1 then (cast(:22 as varchar2(4000)) || t."_fl_v1") when 2 then translate(t."_fl_v1", cast(:23 as varchar2(4000)), cast(:24 as varchar2(4000))) else t."_fl_v1" end else t."_fl_v1" end as VARCHAR2(16 CHAR)) as "_fl_after" from (select t.*, case when t."_fl_v3" = 0 and (1 = 1) then 0 when t."_fl_v3" = 1 and (length(t."_fl_v1") <= 12) then 1 when t."_fl_v3" = 2 and (instr(t."_fl_v1", cast(:25 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:26 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:27 as varchar2(4000))) > 0) then 2 when 1 = 1 then 0 when length(t."_fl_v1") <= 12 then 1 when instr(t."_fl_v1", cast(:28 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:29 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:30 as varchar2(4000))) > 0 then 2 else -1 end as "_fl_v4" from (select t.*, trunc(((draw('value', of_kappa) * 3)) / (2147483647)) as "_fl_v3" from (select t.*, trunc(((draw('value.2', of_kappa) * 4)) / (2147483647)) as "_fl_v2" from (select t.*, t."PHONE" as "_fl_v1" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."PHONE", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."PHONE", t."_fl_after", 1, 0) = 1) t

-- :1 "012345678"
-- :2 "999999999"
-- :3 "9"
-- :4 ""
-- :5 "012345678"
-- :6 "999999999"
-- :7 "."
-- :8 ""
-- :9 "012345678"
-- :10 "999999999"
-- :11 "9"
-- :12 ""
-- :13 "012345678"
-- :14 "999999999"
-- :15 "."
-- :16 ""
-- :17 "-"
-- :18 "unknown"
-- :19 "see note"
-- :20 "n/a"
-- :21 "?"
-- :22 "ca. "
-- :23 "015"
-- :24 "OlS"
-- :25 "0"
-- :26 "1"
-- :27 "5"
-- :28 "0"
-- :29 "1"
-- :30 "5"
-- :31 "summary"
-- :32 "sample"
-- :33 "total"
with "base" as (
select t."ID", t."ORDERED_AT", t."PHONE", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."ORDERS" t
), "chosen" as (
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."PHONE" as VARCHAR2(16 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(16 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (coalesce(length(replace(translate(t."_fl_v1", cast(:1 as varchar2(4000)), cast(:2 as varchar2(4000))), cast(:3 as varchar2(4000)), cast(:4 as varchar2(4000)))), 0) < length(t."_fl_v1")) and (length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:5 as varchar2(4000)), cast(:6 as varchar2(4000))), cast(:7 as varchar2(4000)), cast(:8 as varchar2(4000)))), 0) <= 1) and ((length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:9 as varchar2(4000)), cast(:10 as varchar2(4000))), cast(:11 as varchar2(4000)), cast(:12 as varchar2(4000)))), 0)) + (length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:13 as varchar2(4000)), cast(:14 as varchar2(4000))), cast(:15 as varchar2(4000)), cast(:16 as varchar2(4000)))), 0)) + case when instr(t."_fl_v1", cast(:17 as varchar2(4000))) = 1 then 1 else 0 end = length(t."_fl_v1")) then case t."_fl_v4" when 0 then case t."_fl_v2" when 0 then cast(:18 as varchar2(4000)) when 1 then cast(:19 as varchar2(4000)) when 2 then cast(:20 as varchar2(4000)) when 3 then cast(:21 as varchar2(4000)) end when 1 then (cast(:22 as varchar2(4000)) || t."_fl_v1") when 2 then translate(t."_fl_v1", cast(:23 as varchar2(4000)), cast(:24 as varchar2(4000))) else t."_fl_v1" end else t."_fl_v1" end as VARCHAR2(16 CHAR)) as "_fl_after" from (select t.*, case when t."_fl_v3" = 0 and (1 = 1) then 0 when t."_fl_v3" = 1 and (length(t."_fl_v1") <= 12) then 1 when t."_fl_v3" = 2 and (instr(t."_fl_v1", cast(:25 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:26 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:27 as varchar2(4000))) > 0) then 2 when 1 = 1 then 0 when length(t."_fl_v1") <= 12 then 1 when instr(t."_fl_v1", cast(:28 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:29 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:30 as varchar2(4000))) > 0 then 2 else -1 end as "_fl_v4" from (select t.*, trunc(((draw('value', of_kappa) * 3)) / (2147483647)) as "_fl_v3" from (select t.*, trunc(((draw('value.2', of_kappa) * 4)) / (2147483647)) as "_fl_v2" from (select t.*, t."PHONE" as "_fl_v1" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."PHONE", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < 1879048192) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."PHONE", t."_fl_after", 1, 0) = 1) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t
), "overlaid" as (
select t."ORDERED_AT" as "moment", 1 as "inside", t."PHONE" as "value_before", case when c."k1" is not null then c."a1" else t."PHONE" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."ID" = c."k1"
)
select cast(:31 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:32 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", fl_s."b1" as "v2", fl_s."a1" as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:33 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", min(case when o."was_there" = 1 then o."value_before" end) as "v6", max(case when o."was_there" = 1 then o."value_before" end) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", min(case when o."is_there" = 1 then o."value_after" end) as "v15", max(case when o."is_there" = 1 then o."value_after" end) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside")

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "b1" VARCHAR2(16 CHAR), "a1" VARCHAR2(16 CHAR), "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

-- :1 "012345678"
-- :2 "999999999"
-- :3 "9"
-- :4 ""
-- :5 "012345678"
-- :6 "999999999"
-- :7 "."
-- :8 ""
-- :9 "012345678"
-- :10 "999999999"
-- :11 "9"
-- :12 ""
-- :13 "012345678"
-- :14 "999999999"
-- :15 "."
-- :16 ""
-- :17 "-"
-- :18 "unknown"
-- :19 "see note"
-- :20 "n/a"
-- :21 "?"
-- :22 "ca. "
-- :23 "015"
-- :24 "OlS"
-- :25 "0"
-- :26 "1"
-- :27 "5"
-- :28 "0"
-- :29 "1"
-- :30 "5"
insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."PHONE" as VARCHAR2(16 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(16 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (coalesce(length(replace(translate(t."_fl_v1", cast(:1 as varchar2(4000)), cast(:2 as varchar2(4000))), cast(:3 as varchar2(4000)), cast(:4 as varchar2(4000)))), 0) < length(t."_fl_v1")) and (length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:5 as varchar2(4000)), cast(:6 as varchar2(4000))), cast(:7 as varchar2(4000)), cast(:8 as varchar2(4000)))), 0) <= 1) and ((length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:9 as varchar2(4000)), cast(:10 as varchar2(4000))), cast(:11 as varchar2(4000)), cast(:12 as varchar2(4000)))), 0)) + (length(t."_fl_v1") - coalesce(length(replace(translate(t."_fl_v1", cast(:13 as varchar2(4000)), cast(:14 as varchar2(4000))), cast(:15 as varchar2(4000)), cast(:16 as varchar2(4000)))), 0)) + case when instr(t."_fl_v1", cast(:17 as varchar2(4000))) = 1 then 1 else 0 end = length(t."_fl_v1")) then case t."_fl_v4" when 0 then case t."_fl_v2" when 0 then cast(:18 as varchar2(4000)) when 1 then cast(:19 as varchar2(4000)) when 2 then cast(:20 as varchar2(4000)) when 3 then cast(:21 as varchar2(4000)) end when 1 then (cast(:22 as varchar2(4000)) || t."_fl_v1") when 2 then translate(t."_fl_v1", cast(:23 as varchar2(4000)), cast(:24 as varchar2(4000))) else t."_fl_v1" end else t."_fl_v1" end as VARCHAR2(16 CHAR)) as "_fl_after" from (select t.*, case when t."_fl_v3" = 0 and (1 = 1) then 0 when t."_fl_v3" = 1 and (length(t."_fl_v1") <= 12) then 1 when t."_fl_v3" = 2 and (instr(t."_fl_v1", cast(:25 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:26 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:27 as varchar2(4000))) > 0) then 2 when 1 = 1 then 0 when length(t."_fl_v1") <= 12 then 1 when instr(t."_fl_v1", cast(:28 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:29 as varchar2(4000))) > 0 or instr(t."_fl_v1", cast(:30 as varchar2(4000))) > 0 then 2 else -1 end as "_fl_v4" from (select t.*, trunc(((draw('value', of_kappa) * 3)) / (2147483647)) as "_fl_v3" from (select t.*, trunc(((draw('value.2', of_kappa) * 4)) / (2147483647)) as "_fl_v2" from (select t.*, t."PHONE" as "_fl_v1" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."PHONE", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t where t."_fl_draw" < 1879048192) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."PHONE", t."_fl_after", 1, 0) = 1) t
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
set ("PHONE") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."PHONE", fl_s."b1", 1, 0) = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."PHONE", fl_s."b1", 1, 0) = 1))

-- rollback

