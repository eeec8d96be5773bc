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
select cast(t."_fl_value" as varchar) as "label", count(*) as "_rows", replace(cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_first", replace(cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_latest"
    from (select t.*, (cast(t."status" as varchar) collate "C") as "_fl_value" from "main"."orders" t) t
    group by t."_fl_value"
    order by t."_fl_value" limit 1002;

-- $1: "paid"
-- $2: "lost"
-- $3: "new"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when t."status" is not null then case when (case when (cast(t."_fl_v2" as varchar) collate "C") is not distinct from (cast(t."status" as varchar) collate "C") then true else false end) then cast(cast($1 as varchar) as VARCHAR) else t."_fl_v2" end end as VARCHAR) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when cast(0 as bigint) then cast($2 as varchar) when cast(1 as bigint) then cast($3 as varchar) end as VARCHAR) as "_fl_v2" from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v1" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where 1 = 1
    ) t ) t ) t ) t ) t where t."status" is not null) t;

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
select t."id", t."customer", t."status", t."ordered_at", case when 1 = 1 then 1 else 0 end as "_fl_in" from "main"."orders" t
), "chosen" as materialized (
select cast(t."id" as BIGINT) as "k1", cast(t."status" as VARCHAR) as "b1", cast(t."_fl_after" as VARCHAR) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, cast('0x' || left(sha256(case when t."customer" is null then cast($1 as varchar) else (cast($2 as varchar) || cast(t."customer" as varchar)) end), 14) as bigint) as "_fl_group" from (select t.* from (select t.*, cast(case when t."status" is not null then case when (case when (cast(t."_fl_v2" as varchar) collate "C") is not distinct from (cast(t."status" as varchar) collate "C") then true else false end) then cast(cast($3 as varchar) as VARCHAR) else t."_fl_v2" end end as VARCHAR) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when cast(0 as bigint) then cast($4 as varchar) when cast(1 as bigint) then cast($5 as varchar) end as VARCHAR) as "_fl_v2" from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v1" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t ) t ) t ) t where t."status" is not null) t ) t
    order by draw('choose', group), t."_fl_group", t."_fl_draw", t."_fl_kappa"
    limit 3) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", 1 as "inside", t."status" as "value_before", case when c."k1" is not null then c."a1" else t."status" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
)
select cast($6 as varchar) as "part", cast(null as varchar) as "bucket", cast(count(*) as varchar) as "v1", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from "chosen" fl_s union all select cast($7 as varchar) as "part", cast(null as varchar) as "bucket", cast(fl_s."k1" as varchar) as "v1", cast(fl_s."b1" as varchar) as "v2", cast(fl_s."a1" as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($8 as varchar) as "part", cast(o."inside" as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as varchar) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v7", cast(null as varchar) as "v8", replace(cast(max(case when o."was_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as varchar) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v16", cast(null as varchar) as "v17", replace(cast(max(case when o."is_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($9 as varchar) as "part", cast(null as varchar) as "bucket", cast(sum(d."before") as varchar) as "v1", cast(sum(d."after") as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select (cast(o."value_before" as varchar) collate "C") as "label",
        cast(1 as bigint) as "before", cast(0 as bigint) as "after"
      from "overlaid" o where o."inside" = 1 and o."was_there" = 1 union all select (cast(o."value_after" as varchar) collate "C") as "label",
        cast(0 as bigint) as "before", cast(1 as bigint) as "after"
      from "overlaid" o where o."inside" = 1 and o."is_there" = 1) d
      where d."label" is not null
      group by d."label";

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

create table if not exists "faultline"."snapshot_run_1" ("k1" BIGINT not null, "b1" VARCHAR, "a1" VARCHAR, "occurrence" bigint not null);

-- $1: ""
-- $2: "="
-- $3: "paid"
-- $4: "lost"
-- $5: "new"
insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as BIGINT) as "k1", cast(t."status" as VARCHAR) as "b1", cast(t."_fl_after" as VARCHAR) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.*, cast('0x' || left(sha256(case when t."customer" is null then cast($1 as varchar) else (cast($2 as varchar) || cast(t."customer" as varchar)) end), 14) as bigint) as "_fl_group" from (select t.* from (select t.*, cast(case when t."status" is not null then case when (case when (cast(t."_fl_v2" as varchar) collate "C") is not distinct from (cast(t."status" as varchar) collate "C") then true else false end) then cast(cast($3 as varchar) as VARCHAR) else t."_fl_v2" end end as VARCHAR) as "_fl_after" from (select t.*, cast(case t."_fl_v1" when cast(0 as bigint) then cast($4 as varchar) when cast(1 as bigint) then cast($5 as varchar) end as VARCHAR) as "_fl_v2" from (select t.*, (cast((draw('value', kappa) * cast(2 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v1" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."status", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where 1 = 1
    ) t ) t ) t ) t ) t where t."status" is not null) t ) t
    order by draw('choose', group), t."_fl_group", t."_fl_draw", t."_fl_kappa"
    limit 3) t;

select count(*) as "found", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "digest" from "faultline"."snapshot_run_1" fl_s;

update "main"."orders" as t
set "status" = fl_s."a1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and ((case when (cast(t."status" as varchar) collate "C") is not distinct from (cast(fl_s."b1" as varchar) collate "C") then true else false end));

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
set "status" = fl_s."b1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and ((case when (cast(t."status" as varchar) collate "C") is not distinct from (cast(fl_s."a1" as varchar) collate "C") then true else false end));
