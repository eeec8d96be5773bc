import type { Dialect } from '../../model/dialect.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, ForeignKey, TableName } from '../../model/table.ts';
import { column, join, name, raw, sql } from '../../sql/sql.ts';
import { quote, quotedName } from './names.ts';
import { primaryKeyOf } from './primary-key.ts';

type Statements = Pick<
  Dialect,
  | 'table'
  | 'rollup'
  | 'materialized'
  | 'inlined'
  | 'update'
  | 'delete'
  | 'lockRows'
  | 'insert'
  | 'generated'
  | 'limit'
  | 'createTable'
  | 'dropTable'
  | 'createSchema'
  | 'dropSchema'
  | 'renameColumn'
  | 'fence'
  | 'fromNothing'
>;

/** Statements, and what stands around queries. */
export const statements: Statements = {
  table: qualified,
  rollup: (value) => sql`rollup (${value})`,
  // A common table expression is neither kept nor kept apart: https://learn.microsoft.com/en-us/sql/t-sql/queries/with-common-table-expression-transact-sql
  materialized: (title, query) => sql`${name(title)} as (\n${query}\n)`,
  inlined: (title, query) => sql`${name(title)} as (\n${query}\n)`,

  update(table, set, source, on) {
    const assignments = join(set.map(([title, value]) => sql`${name(title)} = ${value}`));
    return sql`update t\nset ${assignments}\nfrom ${qualified(table)} as t\njoin ${source} as fl_s on ${on}`;
  },
  delete: (table, source, on) => sql`delete t\nfrom ${qualified(table)} as t\njoin ${source} as fl_s on ${on}`,
  lockRows,

  insert(table, columns, query) {
    const insert = sql`insert into ${qualified(table)} (${join(columns.map((each) => name(each.name)))})\n${query}`;
    return columns.some((each) => each.isIdentity) ? withIdentities(table, insert) : insert;
  },
  generated,
  // A fetch of no rows is refused: https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql#fetch--first--next---integer_constant--fetch_row_count_expression---row--rows--only
  limit: (rows) =>
    raw(
      BigInt(rows) === 0n
        ? 'offset 4611686018427387904 rows fetch next 1 rows only'
        : `offset 0 rows fetch next ${BigInt(rows)} rows only`,
    ),

  createTable(table, columns, primaryKey) {
    // Types come from the catalog or from this folder.
    const parts = columns.map(
      (each) => sql`${name(each.name)} ${raw(each.type)}${raw(each.isNullable ? ' null' : ' not null')}`,
    );
    const key = primaryKeyOf(columns, primaryKey);
    return sql`if object_id(${quotedName(table)}, N'U') is null\ncreate table ${qualified(table)} (${join(key ? [...parts, key] : parts)})`;
  },
  dropTable: (table) => sql`drop table if exists ${qualified(table)}`,
  createSchema: (schema) => createSchema(schema),
  // One that holds anything is refused: https://learn.microsoft.com/en-us/sql/t-sql/statements/drop-schema-transact-sql
  dropSchema: (schema) => sql`drop schema if exists ${name(schema)}`,
  // https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql
  renameColumn: (table, from, to) => sql`exec sp_rename ${`${quotedName(table)}.${quote(from)}`}, ${to}, N'COLUMN'`,

  // A query with a row limit, however large, is not merged into the one around it, and needs an order to have one.
  fromNothing: raw(''),
  fence: raw('order by (select null) offset 0 rows fetch next 9223372036854775807 rows only'),
};

/**
 * A schema is created by a batch of its own; names are quoted as names and then as a text.
 * @param owner a user, to whom its tables belong as well; absent = whoever creates it
 */
export function createSchema(schema: string, owner?: string): Sql {
  const authorization = owner === undefined ? '' : ` authorization ${quote(owner)}`;
  const statement = `create schema ${quote(schema)}${authorization}`.replaceAll("'", "''");
  return sql`if schema_id(${schema}) is null\nexec (N'${raw(statement)}')`;
}

/**
 * Rows with update locks, and the ranges of keys in which rows that refer to them would stand: the check of a foreign key
 * reads its parent with a shared lock, which an update lock lets pass.
 * https://learn.microsoft.com/en-us/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock_compat_table
 * https://learn.microsoft.com/en-us/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#key-range-locking
 */
function lockRows(table: TableName, source: Sql, on: Sql, children: readonly ForeignKey[] = []): Sql {
  const isMeant = sql`exists (select 1 from ${source} as fl_s where ${on})`;
  const rows = sql`select 1 as [one] from ${qualified(table)} as t with (updlock, rowlock) where ${isMeant}`;
  const ranges = children.map(({ child, childColumns, parentColumns }) => {
    const meets = childColumns.map((each, index) => sql`${column('c', each)} = ${column('t', parentColumns[index]!)}`);
    return sql`select 1 from ${qualified(child)} as c with (holdlock)
join ${qualified(table)} as t on ${join(meets, sql` and `)} where ${isMeant}`;
  });
  return sql`select count(*) as [locked] from (\n${join([rows, ...ranges], sql`\nunion all\n`)}\n) as l`;
}

/**
 * Values of one's own in an identity column. The number of rows is told before the setting is taken back, which would
 * reset it: https://learn.microsoft.com/en-us/sql/t-sql/functions/rowcount-transact-sql
 */
function withIdentities(table: TableName, insert: Sql): Sql {
  const off = sql`set identity_insert ${qualified(table)} off`;
  return sql`begin try
set identity_insert ${qualified(table)} on;
${insert};
select @@rowcount as [changed];
${off};
end try
begin catch
${off};
throw;
end catch`;
}

/** Numbers after the last one that the generator has given: https://learn.microsoft.com/en-us/sql/t-sql/functions/ident-current-transact-sql */
function generated(table: TableName, { isIdentity, defaultSql }: Column): Sql {
  if (!isIdentity) {
    // The text of a default comes from the catalog. Sequential identifiers are made in defaults only.
    return raw(`(${(defaultSql ?? 'null').replaceAll(/\bnewsequentialid\b/gi, 'newid')})`);
  }
  const owner = quotedName(table);
  return sql`ident_current(${owner}) + ident_incr(${owner}) * row_number() over (order by (select null))`;
}

function qualified(table: TableName): Sql {
  return sql`${name(table.schema)}.${name(table.name)}`;
}
