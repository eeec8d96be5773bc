-- plan

-- :1 "abcdefABCDEF"
-- :2 "000000000000"
-- :3 "99999999-9999-9999-9999-999999999999"
-- :4 "@"
-- :5 "@"
-- :6 "@"
-- :7 "@"
-- :8 "."
-- :9 " "
-- :10 "999-999-9999"
-- :11 "(999) 999-9999"
-- :12 "999.999.9999"
-- :13 "999 999 9999"
-- :14 "9999999999"
-- :15 "200"
-- :16 "999"
-- :17 "200"
-- :18 "999"
-- :19 "+19999999999"
-- :20 "+1 999 999 9999"
-- :21 "+1-999-999-9999"
-- :22 "+1 (999) 999-9999"
-- :23 "1-999-999-9999"
-- :24 "999-99-9999"
-- :25 "10.9999"
-- :26 "/"
-- :27 "/"
-- :28 "X"
-- :29 "0"
-- :30 "9999-9999-9999-9999"
-- :31 "http://"
-- :32 "https://"
-- :33 "012345678"
-- :34 "999999999"
-- :35 "9"
-- :36 ""
-- :37 "..."
-- :38 "012345678"
-- :39 "999999999"
-- :40 "9"
-- :41 ""
-- :42 ".."
-- :43 "."
-- :44 "."
-- :45 "012345678"
-- :46 "999999999"
-- :47 "9999"
-- :48 "abcdefABCDEF012345678"
-- :49 "999999999999999999999"
-- :50 "9"
-- :51 "abcdefABCDEF012345678"
-- :52 "999999999999999999999"
-- :53 "99999"
-- :54 ":::"
-- :55 "abcdefABCDEF012345678"
-- :56 "999999999999999999999"
-- :57 "9"
-- :58 ""
-- :59 ":"
-- :60 ""
-- :61 "abcdefABCDEF012345678"
-- :62 "999999999999999999999"
-- :63 "9"
-- :64 ""
-- :65 "::"
-- :66 ":"
-- :67 "::"
-- :68 ":"
-- :69 "abcdefABCDEF012345678"
-- :70 "999999999999999999999"
-- :71 "9"
-- :72 ""
select count(*) as "_rows", regexp_replace(regexp_replace(rtrim(rtrim(to_char(min(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '9999-12-31 23:59:59.999999' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_first", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '2026-11-20 09:00:00.000000' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_latest", count(t."CUSTOMER") as "texts", count(case when translate(translate(t."CUSTOMER", cast(:1 as varchar2(4000)), cast(:2 as varchar2(4000))), '0123456789', '9999999999') = cast(:3 as varchar2(4000)) then 1 end) as "p0", count(case when (instr(t."CUSTOMER", cast(:4 as varchar2(4000))) > 1) and (instr(substr(t."CUSTOMER", instr(t."CUSTOMER", cast(:5 as varchar2(4000))) + 1, length(t."CUSTOMER")), cast(:6 as varchar2(4000))) = 0) and (instr(substr(t."CUSTOMER", instr(t."CUSTOMER", cast(:7 as varchar2(4000))) + 1, length(t."CUSTOMER")), cast(:8 as varchar2(4000))) > 1) and (instr(t."CUSTOMER", cast(:9 as varchar2(4000))) = 0) then 1 end) as "p1", count(case when ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:10 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:11 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:12 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:13 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:14 as varchar2(4000))) and (substr(t."CUSTOMER", 1, 3) between cast(:15 as varchar2(4000)) and cast(:16 as varchar2(4000))) and (substr(t."CUSTOMER", 4, 3) between cast(:17 as varchar2(4000)) and cast(:18 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:19 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:20 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:21 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:22 as varchar2(4000)))) or ((translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:23 as varchar2(4000)))) then 1 end) as "p2", count(case when translate(t."CUSTOMER", '0123456789', '9999999999') = cast(:24 as varchar2(4000)) then 1 end) as "p3", count(case when ((translate(substr(t."CUSTOMER", 1, 7), '0123456789', '9999999999') = cast(:25 as varchar2(4000))) and (instr(t."CUSTOMER", cast(:26 as varchar2(4000))) > 7) and (instr(t."CUSTOMER", cast(:27 as varchar2(4000))) < length(t."CUSTOMER"))) or (translate(translate(t."CUSTOMER", cast(:28 as varchar2(4000)), cast(:29 as varchar2(4000))), '0123456789', '9999999999') = cast(:30 as varchar2(4000))) then 1 end) as "p4", count(case when instr(t."CUSTOMER", cast(:31 as varchar2(4000))) = 1 or instr(t."CUSTOMER", cast(:32 as varchar2(4000))) = 1 then 1 end) as "p5", count(case when ((instr(replace(translate(t."CUSTOMER", cast(:33 as varchar2(4000)), cast(:34 as varchar2(4000))), cast(:35 as varchar2(4000)), cast(:36 as varchar2(4000))), cast(:37 as varchar2(4000))) = 1) and (length(replace(translate(t."CUSTOMER", cast(:38 as varchar2(4000)), cast(:39 as varchar2(4000))), cast(:40 as varchar2(4000)), cast(:41 as varchar2(4000)))) = 3) and (instr(t."CUSTOMER", cast(:42 as varchar2(4000))) = 0) and (instr(t."CUSTOMER", cast(:43 as varchar2(4000))) > 1) and (instr(substr(t."CUSTOMER", length(t."CUSTOMER"), 1), cast(:44 as varchar2(4000))) = 0) and (instr(translate(t."CUSTOMER", cast(:45 as varchar2(4000)), cast(:46 as varchar2(4000))), cast(:47 as varchar2(4000))) = 0)) or ((instr(translate(t."CUSTOMER", cast(:48 as varchar2(4000)), cast(:49 as varchar2(4000))), cast(:50 as varchar2(4000))) > 0) and (instr(translate(t."CUSTOMER", cast(:51 as varchar2(4000)), cast(:52 as varchar2(4000))), cast(:53 as varchar2(4000))) = 0) and (instr(t."CUSTOMER", cast(:54 as varchar2(4000))) = 0) and (coalesce(length(replace(replace(translate(t."CUSTOMER", cast(:55 as varchar2(4000)), cast(:56 as varchar2(4000))), cast(:57 as varchar2(4000)), cast(:58 as varchar2(4000))), cast(:59 as varchar2(4000)), cast(:60 as varchar2(4000)))), 0) = 0) and (length(replace(translate(t."CUSTOMER", cast(:61 as varchar2(4000)), cast(:62 as varchar2(4000))), cast(:63 as varchar2(4000)), cast(:64 as varchar2(4000)))) between 2 and 7) and ((length(t."CUSTOMER") - length(replace(t."CUSTOMER", cast(:65 as varchar2(4000)), cast(:66 as varchar2(4000)))) = 1) or (length(t."CUSTOMER") - length(replace(t."CUSTOMER", cast(:67 as varchar2(4000)), cast(:68 as varchar2(4000)))) = 0 and length(replace(translate(t."CUSTOMER", cast(:69 as varchar2(4000)), cast(:70 as varchar2(4000))), cast(:71 as varchar2(4000)), cast(:72 as varchar2(4000)))) = 7))) then 1 end) as "p6"
    from "SHOP"."ORDERS" t

-- :1 "abcdefABCDEF"
-- :2 "000000000000"
-- :3 "99999999-9999-9999-9999-999999999999"
-- :4 "O"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when translate(translate(t."_fl_v1", cast(:1 as varchar2(4000)), cast(:2 as varchar2(4000))), '0123456789', '9999999999') = cast(:3 as varchar2(4000)) then case t."_fl_v4" when 0 then (cast(:4 as varchar2(4000)) || substr(t."_fl_v1", 2, t."_fl_v2")) when 1 then substr(t."_fl_v1", 1, t."_fl_v2" - 1) else t."_fl_v1" end else t."_fl_v1" end as VARCHAR2(40 CHAR)) as "_fl_after" from (select t.*, case when t."_fl_v3" = 0 and (1 = 1) then 0 when t."_fl_v3" = 1 and (1 = 1) then 1 when 1 = 1 then 0 when 1 = 1 then 1 else -1 end as "_fl_v4" from (select t.*, trunc(((draw('value', of_kappa) * 2)) / (2147483647)) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, t."CUSTOMER" as "_fl_v1" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."CUSTOMER", t."_fl_after", 1, 0) = 1) t

-- :1 "abcdefABCDEF"
-- :2 "000000000000"
-- :3 "99999999-9999-9999-9999-999999999999"
-- :4 "O"
-- :5 "summary"
-- :6 "sample"
-- :7 "total"
with "base" as (
select t."ID", t."CUSTOMER", t."ORDERED_AT", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."ORDERS" t
), "chosen" as (
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(40 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when translate(translate(t."_fl_v1", cast(:1 as varchar2(4000)), cast(:2 as varchar2(4000))), '0123456789', '9999999999') = cast(:3 as varchar2(4000)) then case t."_fl_v4" when 0 then (cast(:4 as varchar2(4000)) || substr(t."_fl_v1", 2, t."_fl_v2")) when 1 then substr(t."_fl_v1", 1, t."_fl_v2" - 1) else t."_fl_v1" end else t."_fl_v1" end as VARCHAR2(40 CHAR)) as "_fl_after" from (select t.*, case when t."_fl_v3" = 0 and (1 = 1) then 0 when t."_fl_v3" = 1 and (1 = 1) then 1 when 1 = 1 then 0 when 1 = 1 then 1 else -1 end as "_fl_v4" from (select t.*, trunc(((draw('value', of_kappa) * 2)) / (2147483647)) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, t."CUSTOMER" as "_fl_v1" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < 1879048192) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."CUSTOMER", t."_fl_after", 1, 0) = 1) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t
), "overlaid" as (
select t."ORDERED_AT" as "moment", 1 as "inside", t."CUSTOMER" as "value_before", case when c."k1" is not null then c."a1" else t."CUSTOMER" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."ID" = c."k1"
)
select cast(:5 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:6 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", fl_s."b1" as "v2", fl_s."a1" as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:7 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", min(case when o."was_there" = 1 then o."value_before" end) as "v6", max(case when o."was_there" = 1 then o."value_before" end) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", min(case when o."is_there" = 1 then o."value_after" end) as "v15", max(case when o."is_there" = 1 then o."value_after" end) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside")

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "b1" VARCHAR2(40 CHAR), "a1" VARCHAR2(40 CHAR), "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

-- :1 "abcdefABCDEF"
-- :2 "000000000000"
-- :3 "99999999-9999-9999-9999-999999999999"
-- :4 "O"
insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."CUSTOMER" as VARCHAR2(40 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(40 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when translate(translate(t."_fl_v1", cast(:1 as varchar2(4000)), cast(:2 as varchar2(4000))), '0123456789', '9999999999') = cast(:3 as varchar2(4000)) then case t."_fl_v4" when 0 then (cast(:4 as varchar2(4000)) || substr(t."_fl_v1", 2, t."_fl_v2")) when 1 then substr(t."_fl_v1", 1, t."_fl_v2" - 1) else t."_fl_v1" end else t."_fl_v1" end as VARCHAR2(40 CHAR)) as "_fl_after" from (select t.*, case when t."_fl_v3" = 0 and (1 = 1) then 0 when t."_fl_v3" = 1 and (1 = 1) then 1 when 1 = 1 then 0 when 1 = 1 then 1 else -1 end as "_fl_v4" from (select t.*, trunc(((draw('value', of_kappa) * 2)) / (2147483647)) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, t."CUSTOMER" as "_fl_v1" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."CUSTOMER", t."ORDERED_AT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t where t."_fl_draw" < 1879048192) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t offset 0 rows) t where not decode(t."CUSTOMER", t."_fl_after", 1, 0) = 1) t
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
set ("CUSTOMER") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1))

-- rollback

