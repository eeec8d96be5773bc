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
select count(*) as "_rows", replace(cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_first", replace(cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_latest", avg(case when t."amount" - t."amount" = 0 then t."amount" end) as "mean", stddev_pop(case when case when t."amount" - t."amount" = 0 then t."amount" end > -1e150 and case when t."amount" - t."amount" = 0 then t."amount" end < 1e150 then cast(case when t."amount" - t."amount" = 0 then t."amount" end as double) end) as "sd", quantile_disc(case when t."amount" - t."amount" = 0 then t."amount" end, cast(0.25 as double)) as "q1", quantile_disc(case when t."amount" - t."amount" = 0 then t."amount" end, cast(0.75 as double)) as "q3"
    from "main"."orders" t;

select count(*) as "eligible" from (select t.* from (select t.*, cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as decimal(19, 2)) when cast(1 as bigint) then cast(-1522.84 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as decimal(19, 2)) end end as DECIMAL(10,2)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where 1 = 1
    ) t ) t ) t where t."amount" is not null and (((t."amount" < cast(2230.08 as decimal(19, 2))) and (t."amount" > cast(-1522.84 as decimal(19, 2)))) or t."amount" <> cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as decimal(19, 2)) when cast(1 as bigint) then cast(-1522.84 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as decimal(19, 2)) end end as DECIMAL(10,2)))) t;

-- $1: "summary"
-- $2: "sample"
-- $3: "total"
-- $4: "distance"
with "base" as materialized (
select t."id", t."ordered_at", t."amount", case when 1 = 1 then 1 else 0 end as "_fl_in" from "main"."orders" t
), "chosen" as materialized (
select cast(t."id" as BIGINT) as "k1", cast(t."amount" as DECIMAL(10,2)) as "b1", cast(t."_fl_after" as DECIMAL(10,2)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as decimal(19, 2)) when cast(1 as bigint) then cast(-1522.84 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as decimal(19, 2)) end end as DECIMAL(10,2)) as "_fl_after" from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < cast(1207959552 as bigint)) t ) t where t."amount" is not null and (((t."amount" < cast(2230.08 as decimal(19, 2))) and (t."amount" > cast(-1522.84 as decimal(19, 2)))) or t."amount" <> cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as decimal(19, 2)) when cast(1 as bigint) then cast(-1522.84 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as decimal(19, 2)) end end as DECIMAL(10,2)))) t
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
    from (select case when c."b1" > -1e150 and c."b1" < 1e150 then cast(c."b1" as double) end as "old", case when c."a1" > -1e150 and c."a1" < 1e150 then cast(c."a1" as double) end as "new" from "chosen" c) p
)
select cast($1 as varchar) as "part", cast(null as varchar) as "bucket", cast(count(*) as varchar) as "v1", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from "chosen" fl_s union all select cast($2 as varchar) as "part", cast(null as varchar) as "bucket", cast(fl_s."k1" as varchar) as "v1", cast(fl_s."b1" as varchar) as "v2", cast(fl_s."a1" as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($3 as varchar) as "part", cast(o."inside" as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as varchar) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar) as "v3", cast(avg(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v4", cast(stddev_pop(case when case when o."was_there" = 1 then o."value_before" end > -1e150 and case when o."was_there" = 1 then o."value_before" end < 1e150 then cast(case when o."was_there" = 1 then o."value_before" end as double) end) as varchar) as "v5", cast(min(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v6", cast(max(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v7", cast(sum(case when o."was_there" = 1 then o."value_before" end) as varchar) as "v8", replace(cast(max(case when o."was_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as varchar) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar) as "v12", cast(avg(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v13", cast(stddev_pop(case when case when o."is_there" = 1 then o."value_after" end > -1e150 and case when o."is_there" = 1 then o."value_after" end < 1e150 then cast(case when o."is_there" = 1 then o."value_after" end as double) end) as varchar) as "v14", cast(min(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v15", cast(max(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v16", cast(sum(case when o."is_there" = 1 then o."value_after" end) as varchar) as "v17", replace(cast(max(case when o."is_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($4 as varchar) as "part", cast(null as varchar) as "bucket", cast(w."moved" as varchar) as "v1", cast((select sum(abs(d."height") * (d."next" - d."value")) from (select d."value", sum(d."weight") over (order by d."value") as "height", lead(d."value") over (order by d."value") as "next"
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

insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as BIGINT) as "k1", cast(t."amount" as DECIMAL(10,2)) as "b1", cast(t."_fl_after" as DECIMAL(10,2)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as decimal(19, 2)) when cast(1 as bigint) then cast(-1522.84 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as decimal(19, 2)) end end as DECIMAL(10,2)) as "_fl_after" from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."amount", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where 1 = 1
    ) t ) t where t."_fl_draw" < cast(1207959552 as bigint)) t ) t where t."amount" is not null and (((t."amount" < cast(2230.08 as decimal(19, 2))) and (t."amount" > cast(-1522.84 as decimal(19, 2)))) or t."amount" <> cast(case when t."amount" is not null then case (cast((draw('value.2', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) when cast(0 as bigint) then cast(2230.08 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(0.01 as decimal(19, 2)) when cast(1 as bigint) then cast(-1522.84 as decimal(19, 2)) + ((cast((draw('value', kappa) * cast(46912 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint))) * cast(-0.01 as decimal(19, 2)) end end as DECIMAL(10,2)))) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 2) t;

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
