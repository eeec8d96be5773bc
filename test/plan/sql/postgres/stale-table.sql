-- plan

-- $1: "0001-01-01 00:00:00.000000"
-- $2: "9999-12-31 23:59:59.999999"
-- $3: "0001-01-01 00:00:00.000000"
-- $4: "2026-11-20 09:00:00.000000"
select count(*) as "_rows", cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as text) as "_first", cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as text) as "_latest"
    from "public"."orders" t;

-- $1: "2026-11-17 00:00:00.000000"
select count(*) as "eligible" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where ((t."ordered_at" >= cast($1 as timestamp)))
    ) t ) t;

-- $1: "2026-11-17 00:00:00.000000"
-- $2: "2026-11-17 00:00:00.000000"
-- $3: "summary"
-- $4: "sample"
-- $5: "total"
-- $6: "series"
-- $7: "2026-11-04 00:00:00.000000"
-- $8: "gap"
-- $9: "9999-12-31 23:59:59.999999"
-- $10: "1970-01-01 00:00:00.000000+00"
-- $11: "2026-11-04 00:00:00.000000"
with "base" as materialized (
select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", case when 1 = 1 then 1 else 0 end as "_fl_in" from "public"."orders" t
), "chosen" as materialized (
select cast(t."id" as bigint) as "k1", cast(t."customer" as character varying(40)) as "b1", cast(t."status" as character varying(12)) as "b2", cast(t."ordered_at" as timestamp without time zone) as "b3", cast(t."quantity" as integer) as "b4", cast(t."amount" as numeric(10,2)) as "b5", cast(t."weight" as double precision) as "b6", cast(t."day_text" as character varying(12)) as "b7", cast(t."phone" as character varying(16)) as "b8", cast(t."is_paid" as boolean) as "b9", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where ((t."ordered_at" >= cast($1 as timestamp))) and (t."_fl_in" = 1)
    ) t ) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 4) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", case when (t."ordered_at" >= cast($2 as timestamp)) then 1 else 0 end as "inside", null as "value_before", null as "value_after", 1 as "was_there", case when c."k1" is not null then 0 else 1 end as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
)
select cast($3 as text) as "part", cast(null as text) as "bucket", cast(count(*) as text) as "v1", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."b2", fl_s."b3", fl_s."b4", fl_s."b5", fl_s."b6", fl_s."b7", fl_s."b8", fl_s."b9", fl_s."occurrence") as text), 0)), 0) as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from "chosen" fl_s union all select cast($4 as text) as "part", cast(null as text) as "bucket", cast(fl_s."k1" as text) as "v1", cast(fl_s."b1" as text) as "v2", cast(fl_s."b2" as text) as "v3", cast(fl_s."b3" as text) as "v4", cast(fl_s."b4" as text) as "v5", cast(fl_s."b5" as text) as "v6", case
    when abs(fl_s."b6") >= 9007199254740992 and abs(fl_s."b6") < 9.2e18 then cast(cast(fl_s."b6" as bigint) as text)
    when abs(fl_s."b6") >= 1e15 and abs(fl_s."b6") < 9007199254740992 then cast(cast(cast(cast(fl_s."b6" as double precision) as text) as numeric) as text)
    else cast(cast(fl_s."b6" as double precision) as text) end as "v7", cast(fl_s."b7" as text) as "v8", cast(fl_s."b8" as text) as "v9", cast(fl_s."b9" as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($5 as text) as "part", cast(o."inside" as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(null as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(max(case when o."was_there" = 1 then o."moment" end) as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(max(case when o."is_there" = 1 then o."moment" end) as text) as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($6 as text) as "part", cast(cast(o."bucket_start" as text) as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(null as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select t.*, date_trunc('day', cast(t."moment" as timestamp)) as "bucket_start" from "overlaid" t where (t."moment" >= cast($7 as timestamp))) o group by o."bucket_start" union all select cast($8 as text) as "part", cast(cast(o."bucket_start" as text) as text) as "bucket", cast(max(case when o."was_there" = 1 then o."micros" end - o."previous_before") as text) as "v1", cast(max(case when o."is_there" = 1 then o."micros" end - o."previous_after") as text) as "v2", cast(max(case when o."was_there" = 1 then o."micros" end) as text) as "v3", cast(max(case when o."is_there" = 1 then o."micros" end) as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select m.*, lag(m."micros") over (partition by m."was_there" order by m."micros") as "previous_before", lag(m."micros") over (partition by m."is_there" order by m."micros") as "previous_after" from (select t.*, case when t."moment" <= cast($9 as timestamp)
      then cast(extract(epoch from (cast(t."moment" as timestamp) - cast($10 as timestamp))) * 1000000 as bigint) end as "micros" from (select t.*, date_trunc('day', cast(t."moment" as timestamp)) as "bucket_start" from "overlaid" t where (t."moment" >= cast($11 as timestamp))) t) m) o group by o."bucket_start";

-- apply

create table if not exists "faultline"."snapshot_run_1" ("k1" bigint not null, "b1" character varying(40), "b2" character varying(12), "b3" timestamp without time zone, "b4" integer, "b5" numeric(10,2), "b6" double precision, "b7" character varying(12), "b8" character varying(16), "b9" boolean, "occurrence" bigint not null);

-- $1: "2026-11-17 00:00:00.000000"
insert into "faultline"."snapshot_run_1" ("k1", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "occurrence")
    select cast(t."id" as bigint) as "k1", cast(t."customer" as character varying(40)) as "b1", cast(t."status" as character varying(12)) as "b2", cast(t."ordered_at" as timestamp without time zone) as "b3", cast(t."quantity" as integer) as "b4", cast(t."amount" as numeric(10,2)) as "b5", cast(t."weight" as double precision) as "b6", cast(t."day_text" as character varying(12)) as "b7", cast(t."phone" as character varying(16)) as "b8", cast(t."is_paid" as boolean) as "b9", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where ((t."ordered_at" >= cast($1 as timestamp)))
    ) t ) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 4) t;

select count(*) as "found", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."b2", fl_s."b3", fl_s."b4", fl_s."b5", fl_s."b6", fl_s."b7", fl_s."b8", fl_s."b9", fl_s."occurrence") as text), 0)), 0) as text) as "digest" from "faultline"."snapshot_run_1" fl_s;

delete from "public"."orders" as t
using "faultline"."snapshot_run_1" as fl_s
where ((t."id" = fl_s."k1") and (record_image_eq(row(cast(t."customer" as character varying(40))), row(cast(fl_s."b1" as character varying(40))))) and (record_image_eq(row(cast(t."status" as character varying(12))), row(cast(fl_s."b2" as character varying(12))))) and ((cast(t."ordered_at" as timestamp without time zone) is not distinct from cast(fl_s."b3" as timestamp without time zone))) and ((cast(t."quantity" as integer) is not distinct from cast(fl_s."b4" as integer))) and (record_image_eq(row(cast(t."amount" as numeric(10,2))), row(cast(fl_s."b5" as numeric(10,2))))) and (record_image_eq(row(cast(t."weight" as double precision)), row(cast(fl_s."b6" as double precision)))) and (record_image_eq(row(cast(t."day_text" as character varying(12))), row(cast(fl_s."b7" as character varying(12))))) and (record_image_eq(row(cast(t."phone" as character varying(16))), row(cast(fl_s."b8" as character varying(16))))) and ((cast(t."is_paid" as boolean) is not distinct from cast(fl_s."b9" as boolean)))) and (1 = 1);

-- rollback

insert into "public"."orders" ("id", "customer", "status", "ordered_at", "quantity", "amount", "weight", "day_text", "phone", "is_paid")
select fl_s."k1", fl_s."b1", fl_s."b2", fl_s."b3", fl_s."b4", fl_s."b5", fl_s."b6", fl_s."b7", fl_s."b8", fl_s."b9" from "faultline"."snapshot_run_1" fl_s where (not exists (select 1 from "public"."orders" t where t."id" = fl_s."k1")) and (1 = 1);
