-- plan

-- $1: "main"
-- $2: "orders"
    select c.column_name, c.column_index, c.data_type, c.is_nullable, c.column_default, t.sql as definition
    from duckdb_columns() as c
    left join duckdb_tables() as t on t.database_name = c.database_name and t.table_oid = c.table_oid
    where c.database_name = current_database() and c.schema_name = $1 and c.table_name = $2
    order by c.column_index;

-- $1: "main"
-- $2: "orders"
    select index_name, is_unique, cast(to_json(cast(expressions as varchar[])) as varchar) as expressions
    from duckdb_indexes()
    where database_name = current_database() and schema_name = $1 and table_name = $2
    order by index_name;

-- $1: "main"
-- $2: "orders"
    select constraint_name, constraint_type = 'PRIMARY KEY' as is_primary, cast(to_json(constraint_column_names) as varchar) as columns
    from duckdb_constraints()
    where database_name = current_database() and schema_name = $1 and table_name = $2
      and constraint_type in ('PRIMARY KEY', 'UNIQUE')
    order by is_primary desc, constraint_index;

-- $1: "0001-01-01 00:00:00.000000"
-- $2: "9999-12-31 23:59:59.999999"
-- $3: "0001-01-01 00:00:00.000000"
-- $4: "2026-11-20 09:00:00.000000"
select count(*) as "_rows", replace(cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_first", replace(cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_latest", min(case when t."amount" - t."amount" = 0 then t."amount" end) as "min", max(case when t."amount" - t."amount" = 0 then t."amount" end) as "max"
    from "main"."orders" t;

-- $1: "2026-11-06 00:00:00.000000"
-- $2: "2026-11-20 00:00:00.000000"
select count(*) as "eligible" from (select t.* from (select t.*, cast(round(t."amount" * round((cast(1 as decimal(1, 0)) + (t."_fl_strength") * cast(0.0000003 as decimal(19, 7))), 6), 2) as DECIMAL(10,2)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence", ((cast(((cast(((epoch_us(cast(t."ordered_at" as timestamp)) - cast(1793923200000000 as bigint))) as bigint) // cast(cast(1000 as bigint) as bigint)) * cast(1000000 as bigint)) as bigint) // cast(cast(1209600000 as bigint) as bigint))) as "_fl_strength"
    from "main"."orders" t
    where ((t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" < cast($2 as timestamp)))
    ) t ) t ) t where not (case when cast(t."amount" as DECIMAL(10,2)) is not distinct from cast(t."_fl_after" as DECIMAL(10,2)) then true else false end)) t;

-- $1: "2026-11-06 00:00:00.000000"
-- $2: "2026-11-20 00:00:00.000000"
-- $3: "2026-11-06 00:00:00.000000"
-- $4: "2026-11-20 00:00:00.000000"
-- $5: "summary"
-- $6: "sample"
-- $7: "total"
-- $8: "series"
-- $9: "2026-10-24 00:00:00.000000"
-- $10: "2026-11-21 00:00:00.000000"
-- $11: "distance"
with "base" as materialized (
select t."id", t."ordered_at", t."amount", case when 1 = 1 then 1 else 0 end as "_fl_in" from "main"."orders" t
), "chosen" as materialized (
select cast(t."id" as BIGINT) as "k1", cast(t."amount" as DECIMAL(10,2)) as "b1", cast(t."_fl_after" as DECIMAL(10,2)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, row_number() over (order by case when t."amount" is null then 0 else 1 end, t."amount", t."_fl_kappa") as "_fl_position" from (select t.* from (select t.*, cast(round(t."amount" * round((cast(1 as decimal(1, 0)) + (t."_fl_strength") * cast(0.0000003 as decimal(19, 7))), 6), 2) as DECIMAL(10,2)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence", ((cast(((cast(((epoch_us(cast(t."ordered_at" as timestamp)) - cast(1793923200000000 as bigint))) as bigint) // cast(cast(1000 as bigint) as bigint)) * cast(1000000 as bigint)) as bigint) // cast(cast(1209600000 as bigint) as bigint))) as "_fl_strength"
    from "base" t
    where ((t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" < cast($2 as timestamp))) and (t."_fl_in" = 1)
    ) t ) t ) t where not (case when cast(t."amount" as DECIMAL(10,2)) is not distinct from cast(t."_fl_after" as DECIMAL(10,2)) then true else false end)) t) t
    order by (cast((t."_fl_draw" * cast(2147483647 as bigint)) as bigint) // cast(t."_fl_position" as bigint)), t."_fl_draw", t."_fl_kappa"
    limit 17) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", case when (t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" < cast($4 as timestamp)) then 1 else 0 end as "inside", t."amount" as "value_before", case when c."k1" is not null then c."a1" else t."amount" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
), "moves" as materialized (
select count(*) filter (where p."new" > p."old") as "up",
      count(*) filter (where p."new" < p."old") as "down",
      abs(sum(p."new" - p."old")) as "moved"
    from (select case when c."b1" > -1e150 and c."b1" < 1e150 then cast(c."b1" as double) end as "old", case when c."a1" > -1e150 and c."a1" < 1e150 then cast(c."a1" as double) end as "new" from "chosen" c) p
)
select cast($5 as varchar) as "part", cast(null as varchar) as "bucket", cast(count(*) as varchar) as "v1", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from "chosen" fl_s union all select cast($6 as varchar) as "part", cast(null as varchar) as "bucket", cast(fl_s."k1" as varchar) as "v1", cast(fl_s."b1" as varchar) as "v2", cast(fl_s."a1" as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($7 as varchar) as "part", cast(o."inside" as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as varchar) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar) as "v3", cast(avg(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v4", cast(stddev_pop(case when case when o."was_there" = 1 then o."value_before" end > -1e150 and case when o."was_there" = 1 then o."value_before" end < 1e150 then cast(case when o."was_there" = 1 then o."value_before" end as double) end) as varchar) as "v5", cast(min(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v6", cast(max(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v7", cast(sum(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v8", replace(cast(max(case when o."was_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as varchar) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar) as "v12", cast(avg(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v13", cast(stddev_pop(case when case when o."is_there" = 1 then o."value_after" end > -1e150 and case when o."is_there" = 1 then o."value_after" end < 1e150 then cast(case when o."is_there" = 1 then o."value_after" end as double) end) as varchar) as "v14", cast(min(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v15", cast(max(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v16", cast(sum(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v17", replace(cast(max(case when o."is_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($8 as varchar) as "part", cast(replace(cast(o."bucket_start" as varchar), ' (BC)', ' BC') as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as varchar) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar) as "v3", cast(avg(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v4", cast(stddev_pop(case when case when o."was_there" = 1 then o."value_before" end > -1e150 and case when o."was_there" = 1 then o."value_before" end < 1e150 then cast(case when o."was_there" = 1 then o."value_before" end as double) end) as varchar) as "v5", cast(min(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v6", cast(max(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v7", cast(sum(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v8", cast(null as varchar) as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as varchar) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar) as "v12", cast(avg(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v13", cast(stddev_pop(case when case when o."is_there" = 1 then o."value_after" end > -1e150 and case when o."is_there" = 1 then o."value_after" end < 1e150 then cast(case when o."is_there" = 1 then o."value_after" end as double) end) as varchar) as "v14", cast(min(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v15", cast(max(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v16", cast(sum(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v17", cast(null as varchar) as "v18" from (select t.*, cast(date_trunc('day', cast(t."moment" as timestamp)) as timestamp) as "bucket_start" from "overlaid" t where (t."moment" >= cast($9 as timestamp) and t."moment" < cast($10 as timestamp))) o group by o."bucket_start" union all select cast($11 as varchar) as "part", cast(null as varchar) as "bucket", cast(w."moved" as varchar) as "v1", cast((select sum(abs(d."height") * (d."next" - d."value")) from (select d."value", sum(d."weight") over (order by d."value") as "height", lead(d."value") over (order by d."value") as "next"
    from (select d."value", sum(d."weight") as "weight"
    from (select p."old" as "value", 1 as "weight" from (select case when c."b1" > -1e150 and c."b1" < 1e150 then cast(c."b1" as double) end as "old", case when c."a1" > -1e150 and c."a1" < 1e150 then cast(c."a1" as double) end as "new" from "chosen" c) p where (select case when w."up" > 0 and w."down" > 0 then 1 else 0 end from "moves" w) = 1
      union all
      select p."new", -1 from (select case when c."b1" > -1e150 and c."b1" < 1e150 then cast(c."b1" as double) end as "old", case when c."a1" > -1e150 and c."a1" < 1e150 then cast(c."a1" as double) end as "new" from "chosen" c) p where (select case when w."up" > 0 and w."down" > 0 then 1 else 0 end from "moves" w) = 1) d
    where d."value" is not null
    group by d."value") d) d) as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from "moves" w;

-- apply

-- $1: "main"
-- $2: "orders"
    select c.column_name, c.column_index, c.data_type, c.is_nullable, c.column_default, t.sql as definition
    from duckdb_columns() as c
    left join duckdb_tables() as t on t.database_name = c.database_name and t.table_oid = c.table_oid
    where c.database_name = current_database() and c.schema_name = $1 and c.table_name = $2
    order by c.column_index;

-- $1: "main"
-- $2: "orders"
    select index_name, is_unique, cast(to_json(cast(expressions as varchar[])) as varchar) as expressions
    from duckdb_indexes()
    where database_name = current_database() and schema_name = $1 and table_name = $2
    order by index_name;

-- $1: "main"
-- $2: "orders"
    select constraint_name, constraint_type = 'PRIMARY KEY' as is_primary, cast(to_json(constraint_column_names) as varchar) as columns
    from duckdb_constraints()
    where database_name = current_database() and schema_name = $1 and table_name = $2
      and constraint_type in ('PRIMARY KEY', 'UNIQUE')
    order by is_primary desc, constraint_index;

create table if not exists "faultline"."snapshot_run_1" ("k1" BIGINT not null, "b1" DECIMAL(10,2), "a1" DECIMAL(10,2), "occurrence" bigint not null);

-- $1: "2026-11-06 00:00:00.000000"
-- $2: "2026-11-20 00:00:00.000000"
insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as BIGINT) as "k1", cast(t."amount" as DECIMAL(10,2)) as "b1", cast(t."_fl_after" as DECIMAL(10,2)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, row_number() over (order by case when t."amount" is null then 0 else 1 end, t."amount", t."_fl_kappa") as "_fl_position" from (select t.* from (select t.*, cast(round(t."amount" * round((cast(1 as decimal(1, 0)) + (t."_fl_strength") * cast(0.0000003 as decimal(19, 7))), 6), 2) as DECIMAL(10,2)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence", ((cast(((cast(((epoch_us(cast(t."ordered_at" as timestamp)) - cast(1793923200000000 as bigint))) as bigint) // cast(cast(1000 as bigint) as bigint)) * cast(1000000 as bigint)) as bigint) // cast(cast(1209600000 as bigint) as bigint))) as "_fl_strength"
    from "main"."orders" t
    where ((t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" < cast($2 as timestamp)))
    ) t ) t ) t where not (case when cast(t."amount" as DECIMAL(10,2)) is not distinct from cast(t."_fl_after" as DECIMAL(10,2)) then true else false end)) t) t
    order by (cast((t."_fl_draw" * cast(2147483647 as bigint)) as bigint) // cast(t."_fl_position" as bigint)), t."_fl_draw", t."_fl_kappa"
    limit 17) t;

select count(*) as "found", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "digest" from "faultline"."snapshot_run_1" fl_s;

update "main"."orders" as t
set "amount" = fl_s."a1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and ((case when cast(t."amount" as DECIMAL(10,2)) is not distinct from cast(fl_s."b1" as DECIMAL(10,2)) then true else false end));

-- rollback

-- $1: "main"
-- $2: "orders"
    select c.column_name, c.column_index, c.data_type, c.is_nullable, c.column_default, t.sql as definition
    from duckdb_columns() as c
    left join duckdb_tables() as t on t.database_name = c.database_name and t.table_oid = c.table_oid
    where c.database_name = current_database() and c.schema_name = $1 and c.table_name = $2
    order by c.column_index;

-- $1: "main"
-- $2: "orders"
    select index_name, is_unique, cast(to_json(cast(expressions as varchar[])) as varchar) as expressions
    from duckdb_indexes()
    where database_name = current_database() and schema_name = $1 and table_name = $2
    order by index_name;

-- $1: "main"
-- $2: "orders"
    select constraint_name, constraint_type = 'PRIMARY KEY' as is_primary, cast(to_json(constraint_column_names) as varchar) as columns
    from duckdb_constraints()
    where database_name = current_database() and schema_name = $1 and table_name = $2
      and constraint_type in ('PRIMARY KEY', 'UNIQUE')
    order by is_primary desc, constraint_index;

update "main"."orders" as t
set "amount" = fl_s."b1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and ((case when cast(t."amount" as DECIMAL(10,2)) is not distinct from cast(fl_s."a1" as DECIMAL(10,2)) then true else false end));
