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
select count(*) as "_rows", replace(cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_first", replace(cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_latest"
    from "main"."orders" t;

-- $1: "2026-11-17 00:00:00.000000"
select count(*) as "eligible" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
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
-- $10: "2026-11-04 00:00:00.000000"
with "base" as materialized (
select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", case when 1 = 1 then 1 else 0 end as "_fl_in" from "main"."orders" t
), "chosen" as materialized (
select cast(t."id" as BIGINT) as "k1", cast(t."customer" as VARCHAR) as "b1", cast(t."status" as VARCHAR) as "b2", cast(t."ordered_at" as TIMESTAMP) as "b3", cast(t."quantity" as INTEGER) as "b4", cast(t."amount" as DECIMAL(10,2)) as "b5", cast(t."weight" as DOUBLE) as "b6", cast(t."day_text" as VARCHAR) as "b7", cast(t."phone" as VARCHAR) as "b8", cast(t."is_paid" as BOOLEAN) as "b9", t."_fl_occurrence" as "occurrence"
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
select cast($3 as varchar) as "part", cast(null as varchar) as "bucket", cast(count(*) as varchar) as "v1", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."b2", fl_s."b3", fl_s."b4", fl_s."b5", fl_s."b6", fl_s."b7", fl_s."b8", fl_s."b9", fl_s."occurrence")), 0) as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from "chosen" fl_s union all select cast($4 as varchar) as "part", cast(null as varchar) as "bucket", cast(fl_s."k1" as varchar) as "v1", cast(fl_s."b1" as varchar) as "v2", cast(fl_s."b2" as varchar) as "v3", replace(cast(fl_s."b3" as varchar), ' (BC)', ' BC') as "v4", cast(fl_s."b4" as varchar) as "v5", cast(fl_s."b5" as varchar) as "v6", replace(replace(regexp_replace(case
    when abs(fl_s."b6") >= 9007199254740992 and abs(fl_s."b6") < 9.2e18 then cast(cast(fl_s."b6" as bigint) as varchar)
    else cast(cast(fl_s."b6" as double) as varchar) end, '\.0$', ''), 'nan', 'NaN'), 'inf', 'Infinity') as "v7", cast(fl_s."b7" as varchar) as "v8", cast(fl_s."b8" as varchar) as "v9", cast(fl_s."b9" as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($5 as varchar) as "part", cast(o."inside" as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(null as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", replace(cast(max(case when o."was_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", replace(cast(max(case when o."is_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($6 as varchar) as "part", cast(replace(cast(o."bucket_start" as varchar), ' (BC)', ' BC') as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(null as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select t.*, cast(date_trunc('day', cast(t."moment" as timestamp)) as timestamp) as "bucket_start" from "overlaid" t where (t."moment" >= cast($7 as timestamp))) o group by o."bucket_start" union all select cast($8 as varchar) as "part", cast(replace(cast(o."bucket_start" as varchar), ' (BC)', ' BC') as varchar) as "bucket", cast(max(case when o."was_there" = 1 then o."micros" end - o."previous_before") as varchar) as "v1", cast(max(case when o."is_there" = 1 then o."micros" end - o."previous_after") as varchar) as "v2", cast(max(case when o."was_there" = 1 then o."micros" end) as varchar) as "v3", cast(max(case when o."is_there" = 1 then o."micros" end) as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select m.*, lag(m."micros") over (partition by m."was_there" order by m."micros") as "previous_before", lag(m."micros") over (partition by m."is_there" order by m."micros") as "previous_after" from (select t.*, case when t."moment" <= cast($9 as timestamp)
      then (epoch_us(cast(t."moment" as timestamp)) - cast(0 as bigint)) end as "micros" from (select t.*, cast(date_trunc('day', cast(t."moment" as timestamp)) as timestamp) as "bucket_start" from "overlaid" t where (t."moment" >= cast($10 as timestamp))) t) m) o group by o."bucket_start";

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

create table if not exists "faultline"."snapshot_run_1" ("k1" BIGINT not null, "b1" VARCHAR, "b2" VARCHAR, "b3" TIMESTAMP, "b4" INTEGER, "b5" DECIMAL(10,2), "b6" DOUBLE, "b7" VARCHAR, "b8" VARCHAR, "b9" BOOLEAN, "occurrence" bigint not null);

-- $1: "2026-11-17 00:00:00.000000"
insert into "faultline"."snapshot_run_1" ("k1", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "occurrence")
    select cast(t."id" as BIGINT) as "k1", cast(t."customer" as VARCHAR) as "b1", cast(t."status" as VARCHAR) as "b2", cast(t."ordered_at" as TIMESTAMP) as "b3", cast(t."quantity" as INTEGER) as "b4", cast(t."amount" as DECIMAL(10,2)) as "b5", cast(t."weight" as DOUBLE) as "b6", cast(t."day_text" as VARCHAR) as "b7", cast(t."phone" as VARCHAR) as "b8", cast(t."is_paid" as BOOLEAN) as "b9", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where ((t."ordered_at" >= cast($1 as timestamp)))
    ) t ) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 4) t;

select count(*) as "found", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."b2", fl_s."b3", fl_s."b4", fl_s."b5", fl_s."b6", fl_s."b7", fl_s."b8", fl_s."b9", fl_s."occurrence")), 0) as varchar) as "digest" from "faultline"."snapshot_run_1" fl_s;

delete from "main"."orders" as t
using "faultline"."snapshot_run_1" as fl_s
where ((t."id" = fl_s."k1") and ((case when (cast(t."customer" as varchar) collate "C") is not distinct from (cast(fl_s."b1" as varchar) collate "C") then true else false end)) and ((case when (cast(t."status" as varchar) collate "C") is not distinct from (cast(fl_s."b2" as varchar) collate "C") then true else false end)) and ((case when cast(t."ordered_at" as TIMESTAMP) is not distinct from cast(fl_s."b3" as TIMESTAMP) then true else false end)) and ((case when cast(t."quantity" as INTEGER) is not distinct from cast(fl_s."b4" as INTEGER) then true else false end)) and ((case when cast(t."amount" as DECIMAL(10,2)) is not distinct from cast(fl_s."b5" as DECIMAL(10,2)) then true else false end)) and ((case when cast(cast(t."weight" as DOUBLE) as varchar) is not distinct from cast(cast(fl_s."b6" as DOUBLE) as varchar) then true else false end)) and ((case when (cast(t."day_text" as varchar) collate "C") is not distinct from (cast(fl_s."b7" as varchar) collate "C") then true else false end)) and ((case when (cast(t."phone" as varchar) collate "C") is not distinct from (cast(fl_s."b8" as varchar) collate "C") then true else false end)) and ((case when cast(t."is_paid" as BOOLEAN) is not distinct from cast(fl_s."b9" as BOOLEAN) then true else false end))) and (1 = 1);

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

insert into "main"."orders" ("id", "customer", "status", "ordered_at", "quantity", "amount", "weight", "day_text", "phone", "is_paid")
select fl_s."k1", fl_s."b1", fl_s."b2", fl_s."b3", fl_s."b4", fl_s."b5", fl_s."b6", fl_s."b7", fl_s."b8", fl_s."b9" from "faultline"."snapshot_run_1" fl_s where (not exists (select 1 from "main"."orders" t where t."id" = fl_s."k1")) and (1 = 1);
