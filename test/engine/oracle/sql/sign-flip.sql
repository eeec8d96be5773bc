-- plan

select count(*) as "eligible" from (select t.* from (select t.*, cast(case when (case when t."WEIGHT" - t."WEIGHT" = 0 then t."WEIGHT" end <> to_binary_double('0')) then -(t."WEIGHT") end as BINARY_DOUBLE) as "_fl_after" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."WEIGHT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t ) t where (case when t."WEIGHT" - t."WEIGHT" = 0 then t."WEIGHT" end <> to_binary_double('0'))) t

-- :1 "summary"
-- :2 "sample"
-- :3 "total"
-- :4 "<run>"
with "base" as (
select t."ID", t."ORDERED_AT", t."WEIGHT", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."ORDERS" t
), "chosen" as (
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."WEIGHT" as BINARY_DOUBLE) as "b1", cast(t."_fl_after" as BINARY_DOUBLE) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (case when t."WEIGHT" - t."WEIGHT" = 0 then t."WEIGHT" end <> to_binary_double('0')) then -(t."WEIGHT") end as BINARY_DOUBLE) as "_fl_after" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."WEIGHT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < 1879048192) t ) t where (case when t."WEIGHT" - t."WEIGHT" = 0 then t."WEIGHT" end <> to_binary_double('0'))) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t
), "overlaid" as (
select t."ORDERED_AT" as "moment", 1 as "inside", t."WEIGHT" as "value_before", case when c."k1" is not null then c."a1" else t."WEIGHT" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."ID" = c."k1"
), "moves" as (
select count(case when p."new" > p."old" then 1 end) as "up",
      count(case when p."new" < p."old" then 1 end) as "down",
      abs(sum(p."new" - p."old")) as "moved"
    from (select case when abs(cast(c."b1" as binary_double)) < 1e150d then cast(c."b1" as binary_double) end as "old", case when abs(cast(c."a1" as binary_double)) < 1e150d then cast(c."a1" as binary_double) end as "new" from "chosen" c) p
)
select cast(:1 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:2 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", case
    when cast(fl_s."b1" as binary_double) is nan then 'NaN'
    when cast(fl_s."b1" as binary_double) is infinite then case when cast(fl_s."b1" as binary_double) > 0 then 'Infinity' else '-Infinity' end
    when abs(cast(fl_s."b1" as binary_double)) >= 9007199254740992d and abs(cast(fl_s."b1" as binary_double)) < 9.2e18d then to_char(cast(trunc(cast(fl_s."b1" as binary_double) / 4294967296d) as number) * 4294967296 + cast((cast(fl_s."b1" as binary_double) - trunc(cast(fl_s."b1" as binary_double) / 4294967296d) * 4294967296d) as number), 'TM9')
    when cast(fl_s."b1" as binary_double) = 0 or abs(cast(fl_s."b1" as binary_double)) >= 0.0001d and abs(cast(fl_s."b1" as binary_double)) < 9007199254740992d then regexp_replace(to_char(to_number(case
    when to_binary_double(to_char(cast(fl_s."b1" as binary_double), 'FM9.99999999999999EEEE')) = cast(fl_s."b1" as binary_double) then to_char(cast(fl_s."b1" as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(fl_s."b1" as binary_double), 'FM9.999999999999999EEEE')) = cast(fl_s."b1" as binary_double) then to_char(cast(fl_s."b1" as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(fl_s."b1" as binary_double), 'FM9.9999999999999999EEEE') end), 'TM9'), '^(-?)\.', '\10.')
    else regexp_replace(lower(case
    when to_binary_double(to_char(cast(fl_s."b1" as binary_double), 'FM9.99999999999999EEEE')) = cast(fl_s."b1" as binary_double) then to_char(cast(fl_s."b1" as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(fl_s."b1" as binary_double), 'FM9.999999999999999EEEE')) = cast(fl_s."b1" as binary_double) then to_char(cast(fl_s."b1" as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(fl_s."b1" as binary_double), 'FM9.9999999999999999EEEE') end), '\.?0*e', 'e') end as "v2", case
    when cast(fl_s."a1" as binary_double) is nan then 'NaN'
    when cast(fl_s."a1" as binary_double) is infinite then case when cast(fl_s."a1" as binary_double) > 0 then 'Infinity' else '-Infinity' end
    when abs(cast(fl_s."a1" as binary_double)) >= 9007199254740992d and abs(cast(fl_s."a1" as binary_double)) < 9.2e18d then to_char(cast(trunc(cast(fl_s."a1" as binary_double) / 4294967296d) as number) * 4294967296 + cast((cast(fl_s."a1" as binary_double) - trunc(cast(fl_s."a1" as binary_double) / 4294967296d) * 4294967296d) as number), 'TM9')
    when cast(fl_s."a1" as binary_double) = 0 or abs(cast(fl_s."a1" as binary_double)) >= 0.0001d and abs(cast(fl_s."a1" as binary_double)) < 9007199254740992d then regexp_replace(to_char(to_number(case
    when to_binary_double(to_char(cast(fl_s."a1" as binary_double), 'FM9.99999999999999EEEE')) = cast(fl_s."a1" as binary_double) then to_char(cast(fl_s."a1" as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(fl_s."a1" as binary_double), 'FM9.999999999999999EEEE')) = cast(fl_s."a1" as binary_double) then to_char(cast(fl_s."a1" as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(fl_s."a1" as binary_double), 'FM9.9999999999999999EEEE') end), 'TM9'), '^(-?)\.', '\10.')
    else regexp_replace(lower(case
    when to_binary_double(to_char(cast(fl_s."a1" as binary_double), 'FM9.99999999999999EEEE')) = cast(fl_s."a1" as binary_double) then to_char(cast(fl_s."a1" as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(fl_s."a1" as binary_double), 'FM9.999999999999999EEEE')) = cast(fl_s."a1" as binary_double) then to_char(cast(fl_s."a1" as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(fl_s."a1" as binary_double), 'FM9.9999999999999999EEEE') end), '\.?0*e', 'e') end as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:3 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(avg(case when abs(cast(case when o."was_there" = 1 then o."value_before" end as binary_double)) < 1e150d then cast(case when o."was_there" = 1 then o."value_before" end as binary_double) end) as varchar2(1000 byte)) as "v4", cast(stddev_pop(case when abs(cast(case when o."was_there" = 1 then o."value_before" end as binary_double)) < 1e150d then cast(case when o."was_there" = 1 then o."value_before" end as binary_double) end) as varchar2(1000 byte)) as "v5", case
    when cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) is nan then 'NaN'
    when cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) is infinite then case when cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) > 0 then 'Infinity' else '-Infinity' end
    when abs(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double)) >= 9007199254740992d and abs(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double)) < 9.2e18d then to_char(cast(trunc(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) / 4294967296d) as number) * 4294967296 + cast((cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) - trunc(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) / 4294967296d) * 4294967296d) as number), 'TM9')
    when cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) = 0 or abs(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double)) >= 0.0001d and abs(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double)) < 9007199254740992d then regexp_replace(to_char(to_number(case
    when to_binary_double(to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.99999999999999EEEE')) = cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) then to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.999999999999999EEEE')) = cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) then to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.9999999999999999EEEE') end), 'TM9'), '^(-?)\.', '\10.')
    else regexp_replace(lower(case
    when to_binary_double(to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.99999999999999EEEE')) = cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) then to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.999999999999999EEEE')) = cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double) then to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(min(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.9999999999999999EEEE') end), '\.?0*e', 'e') end as "v6", case
    when cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) is nan then 'NaN'
    when cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) is infinite then case when cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) > 0 then 'Infinity' else '-Infinity' end
    when abs(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double)) >= 9007199254740992d and abs(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double)) < 9.2e18d then to_char(cast(trunc(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) / 4294967296d) as number) * 4294967296 + cast((cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) - trunc(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) / 4294967296d) * 4294967296d) as number), 'TM9')
    when cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) = 0 or abs(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double)) >= 0.0001d and abs(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double)) < 9007199254740992d then regexp_replace(to_char(to_number(case
    when to_binary_double(to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.99999999999999EEEE')) = cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) then to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.999999999999999EEEE')) = cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) then to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.9999999999999999EEEE') end), 'TM9'), '^(-?)\.', '\10.')
    else regexp_replace(lower(case
    when to_binary_double(to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.99999999999999EEEE')) = cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) then to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.999999999999999EEEE')) = cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double) then to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(max(case when o."was_there" = 1 then o."value_before" end) as binary_double), 'FM9.9999999999999999EEEE') end), '\.?0*e', 'e') end as "v7", cast(sum(case when abs(cast(case when o."was_there" = 1 then o."value_before" end as binary_double)) < 1e150d then cast(case when o."was_there" = 1 then o."value_before" end as binary_double) end) as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(avg(case when abs(cast(case when o."is_there" = 1 then o."value_after" end as binary_double)) < 1e150d then cast(case when o."is_there" = 1 then o."value_after" end as binary_double) end) as varchar2(1000 byte)) as "v13", cast(stddev_pop(case when abs(cast(case when o."is_there" = 1 then o."value_after" end as binary_double)) < 1e150d then cast(case when o."is_there" = 1 then o."value_after" end as binary_double) end) as varchar2(1000 byte)) as "v14", case
    when cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) is nan then 'NaN'
    when cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) is infinite then case when cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) > 0 then 'Infinity' else '-Infinity' end
    when abs(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double)) >= 9007199254740992d and abs(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double)) < 9.2e18d then to_char(cast(trunc(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) / 4294967296d) as number) * 4294967296 + cast((cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) - trunc(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) / 4294967296d) * 4294967296d) as number), 'TM9')
    when cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) = 0 or abs(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double)) >= 0.0001d and abs(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double)) < 9007199254740992d then regexp_replace(to_char(to_number(case
    when to_binary_double(to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.99999999999999EEEE')) = cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) then to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.999999999999999EEEE')) = cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) then to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.9999999999999999EEEE') end), 'TM9'), '^(-?)\.', '\10.')
    else regexp_replace(lower(case
    when to_binary_double(to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.99999999999999EEEE')) = cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) then to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.999999999999999EEEE')) = cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double) then to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(min(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.9999999999999999EEEE') end), '\.?0*e', 'e') end as "v15", case
    when cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) is nan then 'NaN'
    when cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) is infinite then case when cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) > 0 then 'Infinity' else '-Infinity' end
    when abs(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double)) >= 9007199254740992d and abs(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double)) < 9.2e18d then to_char(cast(trunc(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) / 4294967296d) as number) * 4294967296 + cast((cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) - trunc(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) / 4294967296d) * 4294967296d) as number), 'TM9')
    when cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) = 0 or abs(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double)) >= 0.0001d and abs(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double)) < 9007199254740992d then regexp_replace(to_char(to_number(case
    when to_binary_double(to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.99999999999999EEEE')) = cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) then to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.999999999999999EEEE')) = cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) then to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.9999999999999999EEEE') end), 'TM9'), '^(-?)\.', '\10.')
    else regexp_replace(lower(case
    when to_binary_double(to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.99999999999999EEEE')) = cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) then to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.99999999999999EEEE')
    when to_binary_double(to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.999999999999999EEEE')) = cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double) then to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.999999999999999EEEE')
    else to_char(cast(max(case when o."is_there" = 1 then o."value_after" end) as binary_double), 'FM9.9999999999999999EEEE') end), '\.?0*e', 'e') end as "v16", cast(sum(case when abs(cast(case when o."is_there" = 1 then o."value_after" end as binary_double)) < 1e150d then cast(case when o."is_there" = 1 then o."value_after" end as binary_double) end) as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast(:4 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(w."moved" as varchar2(1000 byte)) as "v1", cast((select sum(abs(d."height") * (d."next" - d."value")) from (select d."value", sum(d."weight") over (order by d."value") as "height", lead(d."value") over (order by d."value") as "next"
    from (select d."value", sum(d."weight") as "weight"
    from (select p."old" as "value", 1 as "weight" from (select case when abs(cast(c."b1" as binary_double)) < 1e150d then cast(c."b1" as binary_double) end as "old", case when abs(cast(c."a1" as binary_double)) < 1e150d then cast(c."a1" as binary_double) end as "new" from "chosen" c) p where (select case when w."up" > 0 and w."down" > 0 then 1 else 0 end from "moves" w) = 1
      union all
      select p."new", -1 from (select case when abs(cast(c."b1" as binary_double)) < 1e150d then cast(c."b1" as binary_double) end as "old", case when abs(cast(c."a1" as binary_double)) < 1e150d then cast(c."a1" as binary_double) end as "new" from "chosen" c) p where (select case when w."up" > 0 and w."down" > 0 then 1 else 0 end from "moves" w) = 1) d
    where d."value" is not null
    group by d."value") d) d) as varchar2(1000 byte)) as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "moves" w

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "b1" BINARY_DOUBLE, "a1" BINARY_DOUBLE, "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."WEIGHT" as BINARY_DOUBLE) as "b1", cast(t."_fl_after" as BINARY_DOUBLE) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (case when t."WEIGHT" - t."WEIGHT" = 0 then t."WEIGHT" end <> to_binary_double('0')) then -(t."WEIGHT") end as BINARY_DOUBLE) as "_fl_after" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."WEIGHT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where 1 = 1
    ) t ) t where t."_fl_draw" < 1879048192) t ) t where (case when t."WEIGHT" - t."WEIGHT" = 0 then t."WEIGHT" end <> to_binary_double('0'))) t
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
set ("WEIGHT") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."WEIGHT", fl_s."b1", 1, 0) = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."WEIGHT", fl_s."b1", 1, 0) = 1))

-- rollback

