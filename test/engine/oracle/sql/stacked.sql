-- verify

select count(*) as "total", count(case when v."verdict" = 1 then 1 end) as "intact",
      count(case when v."verdict" = 2 then 1 end) as "restored", count(case when v."verdict" = 3 then 1 end) as "gone"
    from (select case when (u1."k1" is not null or not (t."ID" is null)) and (decode(case when u1."k1" is not null then u1."b1" else t."AMOUNT" end, fl_s."a1", 1, 0) = 1) then 1 when (u1."k1" is not null or not (t."ID" is null)) and (decode(case when u1."k1" is not null then u1."b1" else t."AMOUNT" end, fl_s."b1", 1, 0) = 1) then 2 when not (u1."k1" is not null or not (t."ID" is null)) then 3 else 4 end as "verdict" from "SHOP"."snapshot_run_1" fl_s
    left join "SHOP"."ORDERS" t on t."ID" = fl_s."k1"
    left join "SHOP"."snapshot_run_2" u1 on u1."k1" = fl_s."k1") v

-- handing up

update "SHOP"."snapshot_run_2" t
set ("b1") = (select fl_s."b1" from "SHOP"."snapshot_run_1" fl_s where (t."k1" = fl_s."k1") and (decode(t."b1", fl_s."a1", 1, 0) = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."k1" = fl_s."k1") and (decode(t."b1", fl_s."a1", 1, 0) = 1))

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
set ("AMOUNT") = (select fl_s."b1" from (select fl_s.* from "SHOP"."snapshot_run_1" fl_s where (not exists (select 1 from "SHOP"."snapshot_run_2" u where u."k1" = fl_s."k1"))) fl_s where (t."ID" = fl_s."k1") and (decode(t."AMOUNT", fl_s."a1", 1, 0) = 1))
where exists (select 1 from (select fl_s.* from "SHOP"."snapshot_run_1" fl_s where (not exists (select 1 from "SHOP"."snapshot_run_2" u where u."k1" = fl_s."k1"))) fl_s where (t."ID" = fl_s."k1") and (decode(t."AMOUNT", fl_s."a1", 1, 0) = 1))

-- forced

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
set ("AMOUNT") = (select fl_s."b1" from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1"))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1"))
