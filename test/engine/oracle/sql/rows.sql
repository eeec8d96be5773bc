-- deleted

select count(*) as "total", count(case when v."verdict" = 1 then 1 end) as "intact",
      count(case when v."verdict" = 2 then 1 end) as "restored", count(case when v."verdict" = 3 then 1 end) as "gone"
    from (select case when (t."ORDER_ID" is null) and (((fl_s."k1" is null or exists (select 1 from "SHOP"."ORDERS" p where (p."ID" = fl_s."k1")))) and (not exists (select 1 from "SHOP"."LINES" p where (p."ORDER_ID" = fl_s."k1") and (p."PRODUCT" = fl_s."b1")))) then 1 when (not (t."ORDER_ID" is null)) and (decode(t."PRODUCT", fl_s."b1", 1, 0) = 1) and (decode(t."NOTE", fl_s."b2", 1, 0) = 1) and (decode(t."PRICE", fl_s."b3", 1, 0) = 1) and (case when t."SHIPPED" = fl_s."b4" or (t."SHIPPED" is null and fl_s."b4" is null) then 1 else 0 end = 1) then 2 when 1 = 0 then 3 else 4 end as "verdict" from "SHOP"."snapshot_run_1" fl_s
    left join "SHOP"."LINES" t on t."ORDER_ID" = fl_s."k1"
    ) v

delete from "SHOP"."LINES" t
where exists (select 1 from (select fl_s.* from "SHOP"."snapshot_run_1" fl_s
    left join "SHOP"."LINES" t on t."ORDER_ID" = fl_s."k1"
     where not ((t."ORDER_ID" is null) and (((fl_s."k1" is null or exists (select 1 from "SHOP"."ORDERS" p where (p."ID" = fl_s."k1")))) and (not exists (select 1 from "SHOP"."LINES" p where (p."ORDER_ID" = fl_s."k1") and (p."PRODUCT" = fl_s."b1"))))) and not ((not (t."ORDER_ID" is null)) and (decode(t."PRODUCT", fl_s."b1", 1, 0) = 1) and (decode(t."NOTE", fl_s."b2", 1, 0) = 1) and (decode(t."PRICE", fl_s."b3", 1, 0) = 1) and (case when t."SHIPPED" = fl_s."b4" or (t."SHIPPED" is null and fl_s."b4" is null) then 1 else 0 end = 1))) fl_s where t."ORDER_ID" = fl_s."k1")

insert into "SHOP"."LINES" ("ORDER_ID", "PRODUCT", "NOTE", "PRICE", "SHIPPED")
select fl_s."k1", fl_s."b1", fl_s."b2", fl_s."b3", fl_s."b4" from "SHOP"."snapshot_run_1" fl_s where (not exists (select 1 from "SHOP"."LINES" t where t."ORDER_ID" = fl_s."k1"))

-- copied

select count(*) as "total", count(case when v."verdict" = 1 then 1 end) as "intact",
      count(case when v."verdict" = 2 then 1 end) as "restored", count(case when v."verdict" = 3 then 1 end) as "gone"
    from (select case when (not (t."ID" is null)) and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1) and (decode(t."STATUS", fl_s."a2", 1, 0) = 1) and (case when t."ORDERED_AT" = fl_s."a3" or (t."ORDERED_AT" is null and fl_s."a3" is null) then 1 else 0 end = 1) and (decode(t."QUANTITY", fl_s."a4", 1, 0) = 1) and (decode(t."AMOUNT", fl_s."a5", 1, 0) = 1) and (decode(t."WEIGHT", fl_s."a6", 1, 0) = 1) and (decode(t."DAY_TEXT", fl_s."a7", 1, 0) = 1) and (decode(t."PHONE", fl_s."a8", 1, 0) = 1) and ((not exists (select 1 from "SHOP"."LINES" c where c."ORDER_ID" = t."ID"))) then 1 when t."ID" is null then 2 when 1 = 0 then 3 else 4 end as "verdict" from "SHOP"."snapshot_run_1" fl_s
    left join "SHOP"."ORDERS" t on t."ID" = fl_s."k1"
    ) v

declare
  cursor chosen is
    select 1 as one from "SHOP"."ORDERS" t
    where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where t."ID" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

delete from "SHOP"."ORDERS" t
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and ((not exists (select 1 from "SHOP"."LINES" c where c."ORDER_ID" = t."ID"))) and (decode(t."CUSTOMER", fl_s."a1", 1, 0) = 1) and (decode(t."STATUS", fl_s."a2", 1, 0) = 1) and (case when t."ORDERED_AT" = fl_s."a3" or (t."ORDERED_AT" is null and fl_s."a3" is null) then 1 else 0 end = 1) and (decode(t."QUANTITY", fl_s."a4", 1, 0) = 1) and (decode(t."AMOUNT", fl_s."a5", 1, 0) = 1) and (decode(t."WEIGHT", fl_s."a6", 1, 0) = 1) and (decode(t."DAY_TEXT", fl_s."a7", 1, 0) = 1) and (decode(t."PHONE", fl_s."a8", 1, 0) = 1))
