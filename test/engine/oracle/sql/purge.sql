-- how rows of ended runs stand

select count(case when v."verdict" = 1 then 1 end) as "as_before", count(case when v."verdict" = 2 then 1 end) as "as_run",
      count(case when v."verdict" = 3 then 1 end) as "changed", count(case when v."verdict" = 4 then 1 end) as "gone"
    from (select case when (1 = 0 or not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1) then 1 when (1 = 0 or not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1) then 2 when not (1 = 0 or not (t."ID" is null)) then 4 else 3 end as "verdict" from (select s."k1", s."a1", case when l."k1" is not null and decode(l."a1", s."b1", 1, 0) = 1
      then l."b1" else s."b1" end as "b1"
    from (select s."k1", s."a1", case when l."k1" is not null and decode(l."a1", s."b1", 1, 0) = 1
      then l."b1" else s."b1" end as "b1"
    from "SHOP"."snapshot_run_1" s left join "SHOP"."snapshot_run_2" l on (l."k1" = s."k1")) s left join "SHOP"."snapshot_run_1" l on (l."k1" = s."k1")) fl_s
    left join "SHOP"."ORDERS" t on t."ID" = fl_s."k1" where 1 = 1) v

select count(case when v."verdict" = 1 then 1 end) as "as_before", count(case when v."verdict" = 2 then 1 end) as "as_run",
      count(case when v."verdict" = 3 then 1 end) as "changed", count(case when v."verdict" = 4 then 1 end) as "gone"
    from (select case when (1 = 0 or not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."b1", 1, 0) = 1) then 1 when (1 = 0 or not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1) then 2 when not (1 = 0 or not (t."ID" is null)) then 4 else 3 end as "verdict" from (select s."k1", s."a1", case when l."k1" is not null and decode(l."a1", s."b1", 1, 0) = 1
      then l."b1" else s."b1" end as "b1"
    from (select s."k1", s."a1", case when l."k1" is not null and decode(l."a1", s."b1", 1, 0) = 1
      then l."b1" else s."b1" end as "b1"
    from "SHOP"."snapshot_run_2" s left join "SHOP"."snapshot_run_2" l on (l."k1" = s."k1")) s left join "SHOP"."snapshot_run_1" l on (l."k1" = s."k1")) fl_s
    left join "SHOP"."ORDERS" t on t."ID" = fl_s."k1" where (not exists (select 1 from "SHOP"."snapshot_run_1" e1 where (e1."k1" = fl_s."k1")))) v

select count(case when v."verdict" = 1 then 1 end) as "as_before", count(case when v."verdict" = 2 then 1 end) as "as_run",
      count(case when v."verdict" = 3 then 1 end) as "changed", count(case when v."verdict" = 4 then 1 end) as "gone"
    from (select case when t."ID" is null then 1 when (not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1) and (decode(t."STATUS", fl_s."a2", 1, 0) = 1) and (case when t."ORDERED_AT" = fl_s."a3" or (t."ORDERED_AT" is null and fl_s."a3" is null) then 1 else 0 end = 1) and (decode(t."QUANTITY", fl_s."a4", 1, 0) = 1) and (decode(t."AMOUNT", fl_s."a5", 1, 0) = 1) and (decode(t."WEIGHT", fl_s."a6", 1, 0) = 1) and (decode(t."DAY_TEXT", fl_s."a7", 1, 0) = 1) and (decode(t."PHONE", fl_s."a8", 1, 0) = 1) and (1 = 1) then 2 when 1 = 0 then 4 else 3 end as "verdict" from "SHOP"."snapshot_run_3" fl_s
    left join "SHOP"."NUMBERED" t on t."ID" = fl_s."k1" where 1 = 1) v

-- tables

select count(*) as "found", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(t."ID")), '-') || coalesce(rawtohex(standard_hash(t."CUSTOMER")), '-') || coalesce(rawtohex(standard_hash(t."STATUS")), '-') || coalesce(rawtohex(standard_hash(t."ORDERED_AT")), '-') || coalesce(rawtohex(standard_hash(t."QUANTITY")), '-') || coalesce(rawtohex(standard_hash(t."AMOUNT")), '-') || coalesce(rawtohex(standard_hash(t."WEIGHT")), '-') || coalesce(rawtohex(standard_hash(t."DAY_TEXT")), '-') || coalesce(rawtohex(standard_hash(t."PHONE")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "digest" from "SHOP"."ORDERS" t

-- mark

update "SHOP"."ledger"
    set "version" = 2147483647 where "id" = 1
