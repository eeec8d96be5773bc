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

select count(*) as "eligible" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where 1 = 1
    ) t ) t;

-- $1: "summary"
-- $2: "sample"
-- $3: "total"
with "base" as not materialized (
select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", case when 1 = 1 then 1 else 0 end as "_fl_in" from "main"."orders" t
), "chosen" as materialized (
select cast(null as BIGINT) as "k1", cast(t."customer" as VARCHAR) as "a1", cast(t."status" as VARCHAR) as "a2", cast(t."ordered_at" as TIMESTAMP) as "a3", cast(t."quantity" as INTEGER) as "a4", cast(t."amount" as DECIMAL(10,2)) as "a5", cast(t."weight" as DOUBLE) as "a6", cast(t."day_text" as VARCHAR) as "a7", cast(t."phone" as VARCHAR) as "a8", cast(t."is_paid" as BOOLEAN) as "a9", t."_fl_occurrence" as "occurrence"
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
select cast($1 as varchar) as "part", cast(null as varchar) as "bucket", cast(count(*) as varchar) as "v1", cast(coalesce(sum(hash(fl_s."a1", fl_s."a2", fl_s."a3", fl_s."a4", fl_s."a5", fl_s."a6", fl_s."a7", fl_s."a8", fl_s."a9", fl_s."occurrence")), 0) as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from "chosen" fl_s union all select cast($2 as varchar) as "part", cast(null as varchar) as "bucket", cast(fl_s."k1" as varchar) as "v1", cast(fl_s."a1" as varchar) as "v2", cast(fl_s."a2" as varchar) as "v3", replace(cast(fl_s."a3" as varchar), ' (BC)', ' BC') as "v4", cast(fl_s."a4" as varchar) as "v5", cast(fl_s."a5" as varchar) as "v6", replace(replace(regexp_replace(case
    when abs(fl_s."a6") >= 9007199254740992 and abs(fl_s."a6") < 9.2e18 then cast(cast(fl_s."a6" as bigint) as varchar)
    else cast(cast(fl_s."a6" as double) as varchar) end, '\.0$', ''), 'nan', 'NaN'), 'inf', 'Infinity') as "v7", cast(fl_s."a7" as varchar) as "v8", cast(fl_s."a8" as varchar) as "v9", cast(fl_s."a9" as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($3 as varchar) as "part", cast(o."inside" as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(null as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", replace(cast(max(case when o."was_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", replace(cast(max(case when o."is_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v18" from "overlaid" o group by rollup (o."inside");

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

create table if not exists "faultline"."snapshot_run_1" ("k1" BIGINT not null, "a1" VARCHAR, "a2" VARCHAR, "a3" TIMESTAMP, "a4" INTEGER, "a5" DECIMAL(10,2), "a6" DOUBLE, "a7" VARCHAR, "a8" VARCHAR, "a9" BOOLEAN, "occurrence" bigint not null);

insert into "faultline"."snapshot_run_1" ("k1", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "occurrence")
    select cast((select max(m."largest") from (select max("id") as "largest" from "main"."orders") m) + row_number() over (order by t."_fl_draw", t."_fl_kappa") as BIGINT) as "k1", cast(t."customer" as VARCHAR) as "a1", cast(t."status" as VARCHAR) as "a2", cast(t."ordered_at" as TIMESTAMP) as "a3", cast(t."quantity" as INTEGER) as "a4", cast(t."amount" as DECIMAL(10,2)) as "a5", cast(t."weight" as DOUBLE) as "a6", cast(t."day_text" as VARCHAR) as "a7", cast(t."phone" as VARCHAR) as "a8", cast(t."is_paid" as BOOLEAN) as "a9", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", t."quantity", t."amount", t."weight", t."day_text", t."phone", t."is_paid", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where 1 = 1
    ) t ) t where t."_fl_draw" < cast(1252698795 as bigint)) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 5) t;

select count(*) as "found", cast(coalesce(sum(hash(fl_s."a1", fl_s."a2", fl_s."a3", fl_s."a4", fl_s."a5", fl_s."a6", fl_s."a7", fl_s."a8", fl_s."a9", fl_s."occurrence")), 0) as varchar) as "digest" from "faultline"."snapshot_run_1" fl_s;

insert into "main"."orders" ("id", "customer", "status", "ordered_at", "quantity", "amount", "weight", "day_text", "phone", "is_paid")
select fl_s."k1", fl_s."a1", fl_s."a2", fl_s."a3", fl_s."a4", fl_s."a5", fl_s."a6", fl_s."a7", fl_s."a8", fl_s."a9" from "faultline"."snapshot_run_1" fl_s;

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

delete from "main"."orders" as t
using "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (1 = 1) and ((case when (cast(t."customer" as varchar) collate "C") is not distinct from (cast(fl_s."a1" as varchar) collate "C") then true else false end)) and ((case when (cast(t."status" as varchar) collate "C") is not distinct from (cast(fl_s."a2" as varchar) collate "C") then true else false end)) and ((case when cast(t."ordered_at" as TIMESTAMP) is not distinct from cast(fl_s."a3" as TIMESTAMP) then true else false end)) and ((case when cast(t."quantity" as INTEGER) is not distinct from cast(fl_s."a4" as INTEGER) then true else false end)) and ((case when cast(t."amount" as DECIMAL(10,2)) is not distinct from cast(fl_s."a5" as DECIMAL(10,2)) then true else false end)) and ((case when cast(cast(t."weight" as DOUBLE) as varchar) is not distinct from cast(cast(fl_s."a6" as DOUBLE) as varchar) then true else false end)) and ((case when (cast(t."day_text" as varchar) collate "C") is not distinct from (cast(fl_s."a7" as varchar) collate "C") then true else false end)) and ((case when (cast(t."phone" as varchar) collate "C") is not distinct from (cast(fl_s."a8" as varchar) collate "C") then true else false end)) and ((case when cast(t."is_paid" as BOOLEAN) is not distinct from cast(fl_s."a9" as BOOLEAN) then true else false end));
