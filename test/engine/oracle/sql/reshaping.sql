-- add column

alter table "SHOP"."LINES" add ("extra" VARCHAR2(255 CHAR) default 'n''a')

-- add column, taken back

alter table "SHOP"."LINES" drop column "extra"

-- drop column

alter table "SHOP"."LINES" rename column "PRICE" to "fl_away"

insert into "SHOP"."snapshot_run_1" ("k1", "k2", "b1", "occurrence")
        select t."ORDER_ID", t."PRODUCT", t."fl_away", 1 from "SHOP"."LINES" t

alter table "SHOP"."LINES" drop column "fl_away"

-- drop column, taken back

alter table "SHOP"."LINES" add ("fl_back" NUMBER default 1)

update "SHOP"."LINES" t
set ("fl_back") = (select fl_s."b1" from "SHOP"."snapshot_run_1" fl_s where (t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2"))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2"))

alter table "SHOP"."LINES" modify ("fl_back" not null)

comment on column "SHOP"."LINES"."fl_back" is 'in euros'

alter table "SHOP"."LINES" rename column "fl_back" to "PRICE"

-- :1 "alter table \"SHOP\".\"LINES\" modify (\"SHIPPED\" invisible)"
-- :2 "alter table \"SHOP\".\"LINES\" modify (\"SHIPPED\" visible)"
begin
  execute immediate :1;
  execute immediate :2;
end;

-- retype column

alter table "SHOP"."LINES" rename column "PRICE" to "fl_away"

alter table "SHOP"."LINES" add ("fl_back" VARCHAR2(255 CHAR))

insert into "SHOP"."snapshot_run_1" ("k1", "k2", "b1", "a1", "occurrence")
        select t."ORDER_ID", t."PRODUCT", t."fl_away", cast(regexp_replace(to_char(t."fl_away", 'TM9'), '^(-?)\.', '\10.') as VARCHAR2(255 CHAR)), 1 from "SHOP"."LINES" t

update "SHOP"."LINES" t
set ("fl_back") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2"))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2"))

alter table "SHOP"."LINES" modify ("fl_back" not null)

alter table "SHOP"."LINES" rename column "fl_back" to "PRICE"

alter table "SHOP"."LINES" drop column "fl_away"

-- :1 "alter table \"SHOP\".\"LINES\" modify (\"SHIPPED\" invisible)"
-- :2 "alter table \"SHOP\".\"LINES\" modify (\"SHIPPED\" visible)"
begin
  execute immediate :1;
  execute immediate :2;
end;

-- retype column, taken back

alter table "SHOP"."LINES" add ("fl_back" NUMBER default 1)

update "SHOP"."LINES" t
set ("fl_back") = (select fl_s."b1" from "SHOP"."snapshot_run_1" fl_s where (t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2"))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ORDER_ID" = fl_s."k1" and t."PRODUCT" = fl_s."k2"))

alter table "SHOP"."LINES" modify ("fl_back" not null)

comment on column "SHOP"."LINES"."fl_back" is 'in euros'

alter table "SHOP"."LINES" drop column "PRICE"

alter table "SHOP"."LINES" rename column "fl_back" to "PRICE"

-- :1 "alter table \"SHOP\".\"LINES\" modify (\"SHIPPED\" invisible)"
-- :2 "alter table \"SHOP\".\"LINES\" modify (\"SHIPPED\" visible)"
begin
  execute immediate :1;
  execute immediate :2;
end;

-- reorder columns

-- :1 "alter table \"SHOP\".\"LINES\" modify (\"PRICE\" invisible)"
-- :2 "alter table \"SHOP\".\"LINES\" modify (\"PRICE\" visible)"
begin
  execute immediate :1;
  execute immediate :2;
end;

-- reorder columns, taken back

-- :1 "alter table \"SHOP\".\"LINES\" modify (\"SHIPPED\" invisible)"
-- :2 "alter table \"SHOP\".\"LINES\" modify (\"SHIPPED\" visible)"
begin
  execute immediate :1;
  execute immediate :2;
end;

-- rename table

alter table "SHOP"."LINES" rename to "LINES_v2"

-- rename table, taken back

alter table "SHOP"."LINES_v2" rename to "LINES"
