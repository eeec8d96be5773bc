-- plan

select count(*) as "eligible" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where 1 = 1
    ) t ) t;

-- $1: "summary"
-- $2: "sample"
-- $3: "total"
with "base" as not materialized (
select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", case when 1 = 1 then 1 else 0 end as "_fl_in" from "public"."orders" t
), "chosen" as materialized (
select cast(null as bigint) as "k1", cast(t."customer" as character varying(40)) as "a1", cast(t."status" as character varying(12)) as "a2", cast(t."ordered_at" as timestamp without time zone) as "a3", cast(t."quantity" as integer) as "a4", cast(t."amount" as numeric(10,2)) as "a5", cast(t."weight" as double precision) as "a6", cast(t."day_text" as character varying(12)) as "a7", cast(t."phone" as character varying(16)) as "a8", cast(t."is_paid" as boolean) as "a9", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < cast(1252698795 as bigint)) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 5) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", 1 as "inside", 0 as "value_before", 0 as "value_after", 1 as "was_there", 1 as "is_there"
      from "base" t
      union all
      select c."a3" as "moment", 1 as "inside", 0 as "value_before", 0 as "value_after", 0 as "was_there", 1 as "is_there"
      from "chosen" c
)
select cast($1 as text) as "part", cast(null as text) as "bucket", cast(count(*) as text) as "v1", cast(coalesce(sum(hashtextextended(cast(row(fl_s."a1", fl_s."a2", fl_s."a3", fl_s."a4", fl_s."a5", fl_s."a6", fl_s."a7", fl_s."a8", fl_s."a9", fl_s."occurrence") as text), 0)), 0) as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from "chosen" fl_s union all select cast($2 as text) as "part", cast(null as text) as "bucket", cast(fl_s."k1" as text) as "v1", cast(fl_s."a1" as text) as "v2", cast(fl_s."a2" as text) as "v3", cast(fl_s."a3" as text) as "v4", cast(fl_s."a4" as text) as "v5", cast(fl_s."a5" as text) as "v6", case
    when abs(fl_s."a6") >= 9007199254740992 and abs(fl_s."a6") < 9.2e18 then cast(cast(fl_s."a6" as bigint) as text)
    when abs(fl_s."a6") >= 1e15 and abs(fl_s."a6") < 9007199254740992 then cast(cast(cast(cast(fl_s."a6" as double precision) as text) as numeric) as text)
    else cast(cast(fl_s."a6" as double precision) as text) end as "v7", cast(fl_s."a7" as text) as "v8", cast(fl_s."a8" as text) as "v9", cast(fl_s."a9" as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($3 as text) as "part", cast(o."inside" as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(null as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(max(case when o."was_there" = 1 then o."moment" end) as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(max(case when o."is_there" = 1 then o."moment" end) as text) as "v18" from "overlaid" o group by rollup (o."inside");

-- apply

create table if not exists "faultline"."snapshot_run_1" ("k1" bigint not null, "a1" character varying(40), "a2" character varying(12), "a3" timestamp without time zone, "a4" integer, "a5" numeric(10,2), "a6" double precision, "a7" character varying(12), "a8" character varying(16), "a9" boolean, "occurrence" bigint not null);

insert into "faultline"."snapshot_run_1" ("k1", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "occurrence")
    select cast((select max(m."largest") from (select max("id") as "largest" from "public"."orders") m) + row_number() over (order by t."_fl_draw", t."_fl_kappa") as bigint) as "k1", cast(t."customer" as character varying(40)) as "a1", cast(t."status" as character varying(12)) as "a2", cast(t."ordered_at" as timestamp without time zone) as "a3", cast(t."quantity" as integer) as "a4", cast(t."amount" as numeric(10,2)) as "a5", cast(t."weight" as double precision) as "a6", cast(t."day_text" as character varying(12)) as "a7", cast(t."phone" as character varying(16)) as "a8", cast(t."is_paid" as boolean) as "a9", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where 1 = 1
    ) t ) t where t."_fl_draw" < cast(1252698795 as bigint)) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 5) t;

select count(*) as "found", cast(coalesce(sum(hashtextextended(cast(row(fl_s."a1", fl_s."a2", fl_s."a3", fl_s."a4", fl_s."a5", fl_s."a6", fl_s."a7", fl_s."a8", fl_s."a9", fl_s."occurrence") as text), 0)), 0) as text) as "digest" from "faultline"."snapshot_run_1" fl_s;

insert into "public"."orders" ("id", "customer", "status", "ordered_at", "quantity", "amount", "weight", "day_text", "phone", "is_paid")
select fl_s."k1", fl_s."a1", fl_s."a2", fl_s."a3", fl_s."a4", fl_s."a5", fl_s."a6", fl_s."a7", fl_s."a8", fl_s."a9" from "faultline"."snapshot_run_1" fl_s;

-- rollback

delete from "public"."orders" as t
using "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (1 = 1) and (record_image_eq(row(cast(t."customer" as character varying(40))), row(cast(fl_s."a1" as character varying(40))))) and (record_image_eq(row(cast(t."status" as character varying(12))), row(cast(fl_s."a2" as character varying(12))))) and ((cast(t."ordered_at" as timestamp without time zone) is not distinct from cast(fl_s."a3" as timestamp without time zone))) and ((cast(t."quantity" as integer) is not distinct from cast(fl_s."a4" as integer))) and (record_image_eq(row(cast(t."amount" as numeric(10,2))), row(cast(fl_s."a5" as numeric(10,2))))) and (record_image_eq(row(cast(t."weight" as double precision)), row(cast(fl_s."a6" as double precision)))) and (record_image_eq(row(cast(t."day_text" as character varying(12))), row(cast(fl_s."a7" as character varying(12))))) and (record_image_eq(row(cast(t."phone" as character varying(16))), row(cast(fl_s."a8" as character varying(16))))) and ((cast(t."is_paid" as boolean) is not distinct from cast(fl_s."a9" as boolean)));
