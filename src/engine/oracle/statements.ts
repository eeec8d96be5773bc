import type { Dialect } from '../../model/dialect.ts';
import type { Sql } from '../../model/sql.ts';
import type { ForeignKey, TableName } from '../../model/table.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { quote } from './quote.ts';
import { familyOf } from './types.ts';

type Statements = Pick<
  Dialect,
  | 'table'
  | 'update'
  | 'delete'
  | 'insert'
  | 'lockRows'
  | 'limit'
  | 'createTable'
  | 'dropTable'
  | 'createSchema'
  | 'renameColumn'
>;

/** Most bytes of a primary key: a third of a block of 8 KB, since tablespaces of 4 KB take no more. */
const longestKey = 3000;

/** @param lockTimeout seconds to wait for rows that another session holds */
export function statements(lockTimeout: number) {
  return {
    table: qualified,

    /**
     * Not MERGE, which refuses to change a column that its `on` reads (ORA-38104), and every update of ours reads the one it
     * changes: https://docs.oracle.com/database/122/SQLRF/MERGE.htm. The subquery of `set` finds its row by the snapshot's key.
     */
    update(table, set, source, on) {
      const columns = join(set.map(([column]) => name(column)));
      const expressions = join(set.map(([, value]) => value));
      const rows = sql`from ${source} fl_s where ${on}`;
      return sql`update ${qualified(table)} t\nset (${columns}) = (select ${expressions} ${rows})\nwhere exists (select 1 ${rows})`;
    },
    delete: (table, source, on) =>
      sql`delete from ${qualified(table)} t\nwhere exists (select 1 from ${source} fl_s where ${on})`,
    insert: (table, columns, query) =>
      sql`insert into ${qualified(table)} (${join(columns.map((column) => name(column.name)))})\n${query}`,

    /**
     * Opening the cursor locks its rows, none of them travels: https://docs.oracle.com/database/122/LNPLS/OPEN-statement.htm.
     * A row that is locked may still be referred to: whoever inserts a child waits for a deleted parent only. So where a
     * deletion would take children along, their tables are locked against writers:
     * https://docs.oracle.com/database/122/CNCPT/data-integrity.htm (locks and foreign keys)
     * @param children foreign keys to rows that are to be deleted
     */
    lockRows(table: TableName, source: Sql, on: Sql, children: readonly ForeignKey[] = []) {
      const acting = children.filter((each) => each.onDelete !== 'no action').map((each) => qualified(each.child));
      const locks = acting.map((child) => sql`\n  lock table ${child} in share mode ${waiting(lockTimeout)};`);
      return sql`declare
  cursor chosen is
    select 1 as one from ${qualified(table)} t
    where exists (select 1 from ${source} fl_s where ${on})
    for update ${waiting(lockTimeout)};
begin${locks.length === 0 ? sql`` : join(locks, sql``)}
  open chosen;
  close chosen;
end;`;
    },

    // A bigint prints as digits and nothing else.
    limit: (rows) => raw(`fetch first ${BigInt(rows)} rows only`),

    // Without a segment it would be the first row, in the middle of a transaction, that finds no quota:
    // https://docs.oracle.com/database/122/SQLRF/CREATE-TABLE.htm (deferred_segment_creation)
    createTable(table, columns, primaryKey) {
      const parts = columns.map(
        (column) => sql`${name(column.name)} ${raw(column.type)}${raw(column.isNullable ? '' : ' not null')}`,
      );
      const key = columns.filter((column) => primaryKey.includes(column.name));
      if (key.length > 0 && canBeKey(key.map((column) => column.type)))
        parts.push(sql`primary key (${join(primaryKey.map(name))})`);
      return sql`create table ${qualified(table)} (${join(parts)}) segment creation immediate`;
    },
    // `if exists` came with 23ai; ORA-00942 says that there is no such table.
    dropTable: ({ schema, name: title }) => sql`begin
  execute immediate ${`drop table ${quote(schema)}.${quote(title)} purge`};
exception
  when others then
    if sqlcode <> -942 then
      raise;
    end if;
end;`,
    // A schema is a user, and making one is not ours to do; see ORA-01918 in `errors.ts`.
    createSchema: () => sql`begin null; end;`,
    renameColumn: (table, from, to) => sql`alter table ${qualified(table)} rename column ${name(from)} to ${name(to)}`,
  } satisfies Statements;
}

function qualified(table: TableName): Sql {
  return sql`${name(table.schema)}.${name(table.name)}`;
}

/** https://docs.oracle.com/database/122/SQLRF/SELECT.htm (for_update_clause) */
function waiting(seconds: number): Sql {
  return raw(seconds > 0 ? `wait ${Math.ceil(seconds)}` : 'nowait');
}

/** Times with a zone are refused in primary keys (ORA-02329), and so is what no index holds (ORA-01450). */
function canBeKey(types: readonly string[]): boolean {
  const bytes = types.map((type) => {
    const length = Number(/\((\d+)/.exec(type)?.[1] ?? 0);
    switch (familyOf(type)) {
      case 'varchar':
      case 'char':
        return /CHAR\)$/i.test(type) ? 4 * length : length;
      case 'nvarchar':
      case 'nchar':
        return 2 * length;
      case 'raw':
        return length;
      default:
        return 30;
    }
  });
  return !types.some((type) => familyOf(type) === 'zoned') && bytes.reduce((sum, each) => sum + each, 0) <= longestKey;
}
