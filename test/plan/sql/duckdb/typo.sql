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

-- $1: "2222222222221313131313132424242424243535353535354646464646465757575757576868686…
-- $2: "2222222222221313131313132424242424243535353535354646464646465757575757576868686…
-- $3: "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:…
select count(*) as "eligible" from (select t.* from (select t.*, cast(case t."_fl_v8" when cast(0 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4") || case when t."_fl_v7" > 0 then substring(cast($1 as varchar), (t."_fl_v7" - 1) * cast(12 as bigint) + (cast((draw('value.3', kappa) * cast(12 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) + 1, cast(1 as bigint)) else t."_fl_v5" end || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(1 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(2 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || case when t."_fl_v7" > 0 then substring(cast($2 as varchar), (t."_fl_v7" - 1) * cast(12 as bigint) + (cast((draw('value.3', kappa) * cast(12 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) + 1, cast(1 as bigint)) else t."_fl_v5" end || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(3 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || t."_fl_v6" || t."_fl_v5" || substring(t."_fl_v1", t."_fl_v4" + 2, t."_fl_v2")) else t."_fl_v1" end as VARCHAR) as "_fl_after" from (select t.*, case when t."_fl_v3" = cast(0 as bigint) and t."_fl_v2" > 0 then cast(0 as bigint) when t."_fl_v3" = cast(1 as bigint) and t."_fl_v2" > 1 then cast(1 as bigint) when t."_fl_v3" = cast(2 as bigint) and t."_fl_v2" > 0 and t."_fl_v7" > 0 then cast(2 as bigint) when t."_fl_v3" = cast(3 as bigint) and t."_fl_v4" < t."_fl_v2" and strpos(t."_fl_v5", t."_fl_v6") = 0 then cast(3 as bigint) when t."_fl_v2" > 0 and t."_fl_v7" > 0 then cast(2 as bigint) when t."_fl_v4" < t."_fl_v2" and strpos(t."_fl_v5", t."_fl_v6") = 0 then cast(3 as bigint) when t."_fl_v2" > 1 then cast(1 as bigint) when t."_fl_v2" > 0 then cast(0 as bigint) else -1 end as "_fl_v8" from (select t.*, strpos(cast($3 as varchar), t."_fl_v5") as "_fl_v7" from (select t.*, substring(t."_fl_v1", t."_fl_v4" + 1, cast(1 as bigint)) as "_fl_v6" from (select t.*, substring(t."_fl_v1", t."_fl_v4", cast(1 as bigint)) as "_fl_v5" from (select t.*, 1 + (cast(((cast((draw('value.2', kappa) * cast(2147483647 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) * (case when t."_fl_v3" = cast(3 as bigint) and t."_fl_v2" > 1 then t."_fl_v2" - 1 when t."_fl_v2" > 0 then t."_fl_v2" else 1 end)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v4" from (select t.*, (cast((draw('value', kappa) * cast(4 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, cast(t."customer" as varchar) as "_fl_v1" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where 1 = 1
    ) t ) t ) t ) t ) t ) t ) t ) t ) t ) t ) t where t."customer" is not null and length(cast(t."customer" as varchar)) > 0) t;

-- $1: "2222222222221313131313132424242424243535353535354646464646465757575757576868686…
-- $2: "2222222222221313131313132424242424243535353535354646464646465757575757576868686…
-- $3: "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:…
-- $4: "summary"
-- $5: "sample"
-- $6: "total"
with "base" as not materialized (
select t."id", t."customer", t."ordered_at", case when 1 = 1 then 1 else 0 end as "_fl_in" from "main"."orders" t
), "chosen" as materialized (
select cast(t."id" as BIGINT) as "k1", cast(t."customer" as VARCHAR) as "b1", cast(t."_fl_after" as VARCHAR) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case t."_fl_v8" when cast(0 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4") || case when t."_fl_v7" > 0 then substring(cast($1 as varchar), (t."_fl_v7" - 1) * cast(12 as bigint) + (cast((draw('value.3', kappa) * cast(12 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) + 1, cast(1 as bigint)) else t."_fl_v5" end || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(1 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(2 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || case when t."_fl_v7" > 0 then substring(cast($2 as varchar), (t."_fl_v7" - 1) * cast(12 as bigint) + (cast((draw('value.3', kappa) * cast(12 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) + 1, cast(1 as bigint)) else t."_fl_v5" end || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(3 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || t."_fl_v6" || t."_fl_v5" || substring(t."_fl_v1", t."_fl_v4" + 2, t."_fl_v2")) else t."_fl_v1" end as VARCHAR) as "_fl_after" from (select t.*, case when t."_fl_v3" = cast(0 as bigint) and t."_fl_v2" > 0 then cast(0 as bigint) when t."_fl_v3" = cast(1 as bigint) and t."_fl_v2" > 1 then cast(1 as bigint) when t."_fl_v3" = cast(2 as bigint) and t."_fl_v2" > 0 and t."_fl_v7" > 0 then cast(2 as bigint) when t."_fl_v3" = cast(3 as bigint) and t."_fl_v4" < t."_fl_v2" and strpos(t."_fl_v5", t."_fl_v6") = 0 then cast(3 as bigint) when t."_fl_v2" > 0 and t."_fl_v7" > 0 then cast(2 as bigint) when t."_fl_v4" < t."_fl_v2" and strpos(t."_fl_v5", t."_fl_v6") = 0 then cast(3 as bigint) when t."_fl_v2" > 1 then cast(1 as bigint) when t."_fl_v2" > 0 then cast(0 as bigint) else -1 end as "_fl_v8" from (select t.*, strpos(cast($3 as varchar), t."_fl_v5") as "_fl_v7" from (select t.*, substring(t."_fl_v1", t."_fl_v4" + 1, cast(1 as bigint)) as "_fl_v6" from (select t.*, substring(t."_fl_v1", t."_fl_v4", cast(1 as bigint)) as "_fl_v5" from (select t.*, 1 + (cast(((cast((draw('value.2', kappa) * cast(2147483647 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) * (case when t."_fl_v3" = cast(3 as bigint) and t."_fl_v2" > 1 then t."_fl_v2" - 1 when t."_fl_v2" > 0 then t."_fl_v2" else 1 end)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v4" from (select t.*, (cast((draw('value', kappa) * cast(4 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, cast(t."customer" as varchar) as "_fl_v1" from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < cast(1193046471 as bigint)) t ) t ) t ) t ) t ) t ) t ) t ) t ) t where t."customer" is not null and length(cast(t."customer" as varchar)) > 0) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 3) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", 1 as "inside", t."customer" as "value_before", case when c."k1" is not null then c."a1" else t."customer" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
)
select cast($4 as varchar) as "part", cast(null as varchar) as "bucket", cast(count(*) as varchar) as "v1", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from "chosen" fl_s union all select cast($5 as varchar) as "part", cast(null as varchar) as "bucket", cast(fl_s."k1" as varchar) as "v1", cast(fl_s."b1" as varchar) as "v2", cast(fl_s."a1" as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($6 as varchar) as "part", cast(o."inside" as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as varchar) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v7", cast(null as varchar) as "v8", replace(cast(max(case when o."was_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as varchar) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v16", cast(null as varchar) as "v17", replace(cast(max(case when o."is_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v18" from "overlaid" o group by rollup (o."inside");

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

-- $1: "2222222222221313131313132424242424243535353535354646464646465757575757576868686…
-- $2: "2222222222221313131313132424242424243535353535354646464646465757575757576868686…
-- $3: "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:…
insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as BIGINT) as "k1", cast(t."customer" as VARCHAR) as "b1", cast(t."_fl_after" as VARCHAR) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case t."_fl_v8" when cast(0 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4") || case when t."_fl_v7" > 0 then substring(cast($1 as varchar), (t."_fl_v7" - 1) * cast(12 as bigint) + (cast((draw('value.3', kappa) * cast(12 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) + 1, cast(1 as bigint)) else t."_fl_v5" end || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(1 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(2 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || case when t."_fl_v7" > 0 then substring(cast($2 as varchar), (t."_fl_v7" - 1) * cast(12 as bigint) + (cast((draw('value.3', kappa) * cast(12 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) + 1, cast(1 as bigint)) else t."_fl_v5" end || substring(t."_fl_v1", t."_fl_v4" + 1, t."_fl_v2")) when cast(3 as bigint) then (substring(t."_fl_v1", cast(1 as bigint), t."_fl_v4" - 1) || t."_fl_v6" || t."_fl_v5" || substring(t."_fl_v1", t."_fl_v4" + 2, t."_fl_v2")) else t."_fl_v1" end as VARCHAR) as "_fl_after" from (select t.*, case when t."_fl_v3" = cast(0 as bigint) and t."_fl_v2" > 0 then cast(0 as bigint) when t."_fl_v3" = cast(1 as bigint) and t."_fl_v2" > 1 then cast(1 as bigint) when t."_fl_v3" = cast(2 as bigint) and t."_fl_v2" > 0 and t."_fl_v7" > 0 then cast(2 as bigint) when t."_fl_v3" = cast(3 as bigint) and t."_fl_v4" < t."_fl_v2" and strpos(t."_fl_v5", t."_fl_v6") = 0 then cast(3 as bigint) when t."_fl_v2" > 0 and t."_fl_v7" > 0 then cast(2 as bigint) when t."_fl_v4" < t."_fl_v2" and strpos(t."_fl_v5", t."_fl_v6") = 0 then cast(3 as bigint) when t."_fl_v2" > 1 then cast(1 as bigint) when t."_fl_v2" > 0 then cast(0 as bigint) else -1 end as "_fl_v8" from (select t.*, strpos(cast($3 as varchar), t."_fl_v5") as "_fl_v7" from (select t.*, substring(t."_fl_v1", t."_fl_v4" + 1, cast(1 as bigint)) as "_fl_v6" from (select t.*, substring(t."_fl_v1", t."_fl_v4", cast(1 as bigint)) as "_fl_v5" from (select t.*, 1 + (cast(((cast((draw('value.2', kappa) * cast(2147483647 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) * (case when t."_fl_v3" = cast(3 as bigint) and t."_fl_v2" > 1 then t."_fl_v2" - 1 when t."_fl_v2" > 0 then t."_fl_v2" else 1 end)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v4" from (select t.*, (cast((draw('value', kappa) * cast(4 as bigint)) as bigint) // cast(cast(2147483647 as bigint) as bigint)) as "_fl_v3" from (select t.*, length(t."_fl_v1") as "_fl_v2" from (select t.*, cast(t."customer" as varchar) as "_fl_v1" from (select t.* from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."customer", t."ordered_at", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where 1 = 1
    ) t ) t where t."_fl_draw" < cast(1193046471 as bigint)) t ) t ) t ) t ) t ) t ) t ) t ) t ) t where t."customer" is not null and length(cast(t."customer" as varchar)) > 0) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 3) t;

select count(*) as "found", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "digest" from "faultline"."snapshot_run_1" fl_s;

update "main"."orders" as t
set "customer" = fl_s."a1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and ((case when (cast(t."customer" as varchar) collate "C") is not distinct from (cast(fl_s."b1" as varchar) collate "C") then true else false end));

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
set "customer" = fl_s."b1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and ((case when (cast(t."customer" as varchar) collate "C") is not distinct from (cast(fl_s."a1" as varchar) collate "C") then true else false end));
