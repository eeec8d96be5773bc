-- plan

-- $1: "0001-01-01 00:00:00.000000"
-- $2: "9999-12-31 23:59:59.999999"
-- $3: "0001-01-01 00:00:00.000000"
-- $4: "2026-11-20 09:00:00.000000"
select count(*) as "_rows", cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as text) as "_first", cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as text) as "_latest", avg(case when t."amount" - t."amount" = 0 then t."amount" end) as "mean", stddev_pop(case when case when t."amount" - t."amount" = 0 then t."amount" end > -1e150 and case when t."amount" - t."amount" = 0 then t."amount" end < 1e150 then cast(case when t."amount" - t."amount" = 0 then t."amount" end as double precision) end) as "sd", percentile_disc(cast(0.25 as double precision)) within group (order by case when t."amount" - t."amount" = 0 then t."amount" end) as "q1", percentile_disc(cast(0.75 as double precision)) within group (order by case when t."amount" - t."amount" = 0 then t."amount" end) as "q3"
    from "public"."orders" t;

select count(*) as "eligible" from (select t.* from (select t.*, cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as numeric) when cast(1 as bigint) then cast(-1522.84 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as numeric) end end as numeric(10,2)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where 1 = 1
    ) t ) t ) t where t."amount" is not null and (((t."amount" < cast(2230.08 as numeric)) and (t."amount" > cast(-1522.84 as numeric))) or t."amount" <> cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as numeric) when cast(1 as bigint) then cast(-1522.84 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as numeric) end end as numeric(10,2)))) t;

-- $1: "summary"
-- $2: "sample"
-- $3: "total"
-- $4: "distance"
with "base" as materialized (
select t."id", t."ordered_at", t."amount", case when 1 = 1 then 1 else 0 end as "_fl_in" from "public"."orders" t
), "chosen" as materialized (
select cast(t."id" as bigint) as "k1", cast(t."amount" as numeric(10,2)) as "b1", cast(t."_fl_after" as numeric(10,2)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as numeric) when cast(1 as bigint) then cast(-1522.84 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as numeric) end end as numeric(10,2)) as "_fl_after" from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < cast(1207959552 as bigint)) t ) t where t."amount" is not null and (((t."amount" < cast(2230.08 as numeric)) and (t."amount" > cast(-1522.84 as numeric))) or t."amount" <> cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as numeric) when cast(1 as bigint) then cast(-1522.84 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as numeric) end end as numeric(10,2)))) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 2) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", 1 as "inside", t."amount" as "value_before", case when c."k1" is not null then c."a1" else t."amount" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
), "moves" as materialized (
select count(*) filter (where p."new" > p."old") as "up",
      count(*) filter (where p."new" < p."old") as "down",
      abs(sum(p."new" - p."old")) as "moved"
    from (select case when c."b1" > -1e150 and c."b1" < 1e150 then cast(c."b1" as double precision) end as "old", case when c."a1" > -1e150 and c."a1" < 1e150 then cast(c."a1" as double precision) end as "new" from "chosen" c) p
)
select cast($1 as text) as "part", cast(null as text) as "bucket", cast(count(*) as text) as "v1", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence") as text), 0)), 0) as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from "chosen" fl_s union all select cast($2 as text) as "part", cast(null as text) as "bucket", cast(fl_s."k1" as text) as "v1", cast(fl_s."b1" as text) as "v2", cast(fl_s."a1" as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($3 as text) as "part", cast(o."inside" as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as text) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as text) as "v3", cast(avg(case when o."was_there" = 1 then o."value_before" end) as text) as "v4", cast(stddev_pop(case when case when o."was_there" = 1 then o."value_before" end > -1e150 and case when o."was_there" = 1 then o."value_before" end < 1e150 then cast(case when o."was_there" = 1 then o."value_before" end as double precision) end) as text) as "v5", cast(min(case when o."was_there" = 1 then o."value_before" end) as text) as "v6", cast(max(case when o."was_there" = 1 then o."value_before" end) as text) as "v7", cast(sum(case when o."was_there" = 1 then o."value_before" end) as text) as "v8", cast(max(case when o."was_there" = 1 then o."moment" end) as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as text) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as text) as "v12", cast(avg(case when o."is_there" = 1 then o."value_after" end) as text) as "v13", cast(stddev_pop(case when case when o."is_there" = 1 then o."value_after" end > -1e150 and case when o."is_there" = 1 then o."value_after" end < 1e150 then cast(case when o."is_there" = 1 then o."value_after" end as double precision) end) as text) as "v14", cast(min(case when o."is_there" = 1 then o."value_after" end) as text) as "v15", cast(max(case when o."is_there" = 1 then o."value_after" end) as text) as "v16", cast(sum(case when o."is_there" = 1 then o."value_after" end) as text) as "v17", cast(max(case when o."is_there" = 1 then o."moment" end) as text) as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($4 as text) as "part", cast(null as text) as "bucket", cast(w."moved" as text) as "v1", cast((select sum(abs(d."height") * (d."next" - d."value")) from (select d."value", sum(d."weight") over (order by d."value") as "height", lead(d."value") over (order by d."value") as "next"
    from (select d."value", sum(d."weight") as "weight"
    from (select p."old" as "value", 1 as "weight" from (select case when c."b1" > -1e150 and c."b1" < 1e150 then cast(c."b1" as double precision) end as "old", case when c."a1" > -1e150 and c."a1" < 1e150 then cast(c."a1" as double precision) end as "new" from "chosen" c) p where (select case when w."up" > 0 and w."down" > 0 then 1 else 0 end from "moves" w) = 1
      union all
      select p."new", -1 from (select case when c."b1" > -1e150 and c."b1" < 1e150 then cast(c."b1" as double precision) end as "old", case when c."a1" > -1e150 and c."a1" < 1e150 then cast(c."a1" as double precision) end as "new" from "chosen" c) p where (select case when w."up" > 0 and w."down" > 0 then 1 else 0 end from "moves" w) = 1) d
    where d."value" is not null
    group by d."value") d) d) as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from "moves" w;

-- apply

create table if not exists "faultline"."snapshot_run_1" ("k1" bigint not null, "b1" numeric(10,2), "a1" numeric(10,2), "occurrence" bigint not null);

insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as bigint) as "k1", cast(t."amount" as numeric(10,2)) as "b1", cast(t."_fl_after" as numeric(10,2)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as numeric) when cast(1 as bigint) then cast(-1522.84 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as numeric) end end as numeric(10,2)) as "_fl_after" from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where 1 = 1
    ) t ) t where t."_fl_draw" < cast(1207959552 as bigint)) t ) t where t."amount" is not null and (((t."amount" < cast(2230.08 as numeric)) and (t."amount" > cast(-1522.84 as numeric))) or t."amount" <> cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as numeric) when cast(1 as bigint) then cast(-1522.84 as numeric) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) / cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as numeric) end end as numeric(10,2)))) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 2) t;

select count(*) as "found", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence") as text), 0)), 0) as text) as "digest" from "faultline"."snapshot_run_1" fl_s;

update "public"."orders" as t
set "amount" = fl_s."a1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (record_image_eq(row(cast(t."amount" as numeric(10,2))), row(cast(fl_s."b1" as numeric(10,2)))));

-- rollback

update "public"."orders" as t
set "amount" = fl_s."b1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (record_image_eq(row(cast(t."amount" as numeric(10,2))), row(cast(fl_s."a1" as numeric(10,2)))));
