-- plan

select 1 as "one" from "public"."orders" t where (
status = 'paid'
) and 1 = 0;

-- $1: "0001-01-01 00:00:00.000000"
-- $2: "9999-12-31 23:59:59.999999"
-- $3: "0001-01-01 00:00:00.000000"
-- $4: "2026-11-20 09:00:00.000000"
select count(*) as "_rows", cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as text) as "_first", cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as text) as "_latest"
    from (select t.*, case when (
status = 'paid'
) then t."customer" end as "_fl_before" from "public"."orders" t offset 0) t;

-- $1: "2026-11-19 00:00:00.000000"
-- $2: "2026-11-20 00:00:00.000000"
select count(*) as "eligible" from (select t.* from (select t.*, cast(cast(null as character varying(40)) as character varying(40)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where ((t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" < cast($2 as timestamp))) and ((
status = 'paid'
))
    ) t ) t ) t where t."customer" is not null) t;

-- $1: "2026-11-19 00:00:00.000000"
-- $2: "2026-11-20 00:00:00.000000"
-- $3: "2026-11-19 00:00:00.000000"
-- $4: "2026-11-20 00:00:00.000000"
-- $5: "summary"
-- $6: "sample"
-- $7: "total"
-- $8: "series"
-- $9: "2026-11-06 00:00:00.000000"
-- $10: "2026-11-21 00:00:00.000000"
with "base" as materialized (
select t."id", t."customer", t."ordered_at", case when ((
status = 'paid'
)) then 1 else 0 end as "_fl_in" from "public"."orders" t
), "chosen" as materialized (
select cast(t."id" as bigint) as "k1", cast(t."customer" as character varying(40)) as "b1", cast(t."_fl_after" as character varying(40)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(cast(null as character varying(40)) as character varying(40)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where ((t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" < cast($2 as timestamp))) and (t."_fl_in" = 1)
    ) t ) t ) t where t."customer" is not null) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 1) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", case when (t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" < cast($4 as timestamp)) then 1 else 0 end as "inside", t."customer" as "value_before", case when c."k1" is not null then c."a1" else t."customer" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
)
select cast($5 as text) as "part", cast(null as text) as "bucket", cast(count(*) as text) as "v1", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence") as text), 0)), 0) as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from "chosen" fl_s union all select cast($6 as text) as "part", cast(null as text) as "bucket", cast(fl_s."k1" as text) as "v1", cast(fl_s."b1" as text) as "v2", cast(fl_s."a1" as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($7 as text) as "part", cast(o."inside" as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as text) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v7", cast(null as text) as "v8", cast(max(case when o."was_there" = 1 then o."moment" end) as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as text) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v16", cast(null as text) as "v17", cast(max(case when o."is_there" = 1 then o."moment" end) as text) as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($8 as text) as "part", cast(cast(o."bucket_start" as text) as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as text) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as text) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select t.*, date_trunc('day', cast(t."moment" as timestamp)) as "bucket_start" from "overlaid" t where (t."moment" >= cast($9 as timestamp) and t."moment" < cast($10 as timestamp))) o group by o."bucket_start";

-- apply

create table if not exists "faultline"."snapshot_run_1" ("k1" bigint not null, "b1" character varying(40), "a1" character varying(40), "occurrence" bigint not null);

-- $1: "2026-11-19 00:00:00.000000"
-- $2: "2026-11-20 00:00:00.000000"
insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as bigint) as "k1", cast(t."customer" as character varying(40)) as "b1", cast(t."_fl_after" as character varying(40)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(cast(null as character varying(40)) as character varying(40)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where ((t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" < cast($2 as timestamp))) and ((
status = 'paid'
))
    ) t ) t ) t where t."customer" is not null) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 1) t;

select count(*) as "found", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence") as text), 0)), 0) as text) as "digest" from "faultline"."snapshot_run_1" fl_s;

update "public"."orders" as t
set "customer" = fl_s."a1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (record_image_eq(row(cast(t."customer" as character varying(40))), row(cast(fl_s."b1" as character varying(40)))));

-- rollback

update "public"."orders" as t
set "customer" = fl_s."b1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (record_image_eq(row(cast(t."customer" as character varying(40))), row(cast(fl_s."a1" as character varying(40)))));
