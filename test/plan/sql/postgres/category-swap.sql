-- plan

-- $1: "0001-01-01 00:00:00.000000"
-- $2: "9999-12-31 23:59:59.999999"
-- $3: "0001-01-01 00:00:00.000000"
-- $4: "2026-11-20 09:00:00.000000"
select cast(t."_fl_value" as text) as "label", count(*) as "_rows", cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as text) as "_first", cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as text) as "_latest"
    from (select t.*, (cast(t."status" as text) collate "C") as "_fl_value" from "public"."orders" t) t
    group by t."_fl_value"
    order by t."_fl_value" limit 1002;

-- $1: "paid"
-- $2: "lost"
-- $3: "new"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when t."status" is not null then case when record_image_eq(row(cast(t."_fl_v2" as character varying(12))), row(cast(t."status" as character varying(12)))) then cast(cast($1 as text) as character varying(12)) else t."_fl_v2" end end as character varying(12)) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when cast(0 as bigint) then cast($2 as text) when cast(1 as bigint) then cast($3 as text) end as character varying(12)) as "_fl_v2" from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) as "_fl_v1" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where 1 = 1
    ) t ) t offset 0) t offset 0) t offset 0) t where t."status" is not null) t;

-- $1: ""
-- $2: "="
-- $3: "paid"
-- $4: "lost"
-- $5: "new"
-- $6: "summary"
-- $7: "sample"
-- $8: "total"
-- $9: "label"
with "base" as materialized (
select t."id", t."customer", t."status", t."ordered_at", case when 1 = 1 then 1 else 0 end as "_fl_in" from "public"."orders" t
), "chosen" as materialized (
select cast(t."id" as bigint) as "k1", cast(t."status" as character varying(12)) as "b1", cast(t."_fl_after" as character varying(12)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, cast(cast('x' || encode(substring(sha256(convert_to(case when t."customer" is null then cast($1 as text) else (cast($2 as text) || cast(t."customer" as text)) end, 'UTF8')) from 1 for 7), 'hex') as bit(56)) as bigint) as "_fl_group" from (select t.* from (select t.*, cast(case when t."status" is not null then case when record_image_eq(row(cast(t."_fl_v2" as character varying(12))), row(cast(t."status" as character varying(12)))) then cast(cast($3 as text) as character varying(12)) else t."_fl_v2" end end as character varying(12)) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when cast(0 as bigint) then cast($4 as text) when cast(1 as bigint) then cast($5 as text) end as character varying(12)) as "_fl_v2" from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) as "_fl_v1" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t offset 0) t offset 0) t offset 0) t where t."status" is not null) t offset 0) t
    order by draw('choose', group), t."_fl_group", t."_fl_draw", t."_fl_kappa"
    limit 3) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", 1 as "inside", t."status" as "value_before", case when c."k1" is not null then c."a1" else t."status" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
)
select cast($6 as text) as "part", cast(null as text) as "bucket", cast(count(*) as text) as "v1", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence") as text), 0)), 0) as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from "chosen" fl_s union all select cast($7 as text) as "part", cast(null as text) as "bucket", cast(fl_s."k1" as text) as "v1", cast(fl_s."b1" as text) as "v2", cast(fl_s."a1" as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($8 as text) as "part", cast(o."inside" as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as text) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v7", cast(null as text) as "v8", cast(max(case when o."was_there" = 1 then o."moment" end) as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as text) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v16", cast(null as text) as "v17", cast(max(case when o."is_there" = 1 then o."moment" end) as text) as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($9 as text) as "part", cast(null as text) as "bucket", cast(sum(d."before") as text) as "v1", cast(sum(d."after") as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select (cast(o."value_before" as text) collate "C") as "label",
        cast(1 as bigint) as "before", cast(0 as bigint) as "after"
      from "overlaid" o where o."inside" = 1 and o."was_there" = 1 union all select (cast(o."value_after" as text) collate "C") as "label",
        cast(0 as bigint) as "before", cast(1 as bigint) as "after"
      from "overlaid" o where o."inside" = 1 and o."is_there" = 1) d
      where d."label" is not null
      group by d."label";

-- apply

create table if not exists "faultline"."snapshot_run_1" ("k1" bigint not null, "b1" character varying(12), "a1" character varying(12), "occurrence" bigint not null);

-- $1: ""
-- $2: "="
-- $3: "paid"
-- $4: "lost"
-- $5: "new"
insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as bigint) as "k1", cast(t."status" as character varying(12)) as "b1", cast(t."_fl_after" as character varying(12)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, cast(cast('x' || encode(substring(sha256(convert_to(case when t."customer" is null then cast($1 as text) else (cast($2 as text) || cast(t."customer" as text)) end, 'UTF8')) from 1 for 7), 'hex') as bit(56)) as bigint) as "_fl_group" from (select t.* from (select t.*, cast(case when t."status" is not null then case when record_image_eq(row(cast(t."_fl_v2" as character varying(12))), row(cast(t."status" as character varying(12)))) then cast(cast($3 as text) as character varying(12)) else t."_fl_v2" end end as character varying(12)) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when cast(0 as bigint) then cast($4 as text) when cast(1 as bigint) then cast($5 as text) end as character varying(12)) as "_fl_v2" from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) as "_fl_v1" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where 1 = 1
    ) t ) t offset 0) t offset 0) t offset 0) t where t."status" is not null) t offset 0) t
    order by draw('choose', group), t."_fl_group", t."_fl_draw", t."_fl_kappa"
    limit 3) t;

select count(*) as "found", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence") as text), 0)), 0) as text) as "digest" from "faultline"."snapshot_run_1" fl_s;

update "public"."orders" as t
set "status" = fl_s."a1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (record_image_eq(row(cast(t."status" as character varying(12))), row(cast(fl_s."b1" as character varying(12)))));

-- rollback

update "public"."orders" as t
set "status" = fl_s."b1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (record_image_eq(row(cast(t."status" as character varying(12))), row(cast(fl_s."a1" as character varying(12)))));
