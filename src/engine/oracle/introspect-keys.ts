import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { ForeignKey, ReferentialAction, TableName, UniqueKey } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { textOf } from '../read-row.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

const actions: Readonly<Record<string, ReferentialAction>> = { CASCADE: 'cascade', 'SET NULL': 'set null' };

/**
 * Constraints that hold for all rows, deferrable ones too: what is committed obeys them; then unique indexes over plain
 * columns. https://docs.oracle.com/database/122/REFRN/ALL_CONSTRAINTS.htm
 */
export async function readKeys(ask: Ask, table: TableName): Promise<UniqueKey[]> {
  const constraints = await ask(sql`
    select k.constraint_name as "name", k.constraint_type as "sort", c.column_name as "column"
    from all_constraints k
    join all_cons_columns c on c.owner = k.owner and c.constraint_name = k.constraint_name
    where k.owner = ${table.schema} and k.table_name = ${table.name} and k.constraint_type in ('P', 'U')
      and k.status = 'ENABLED' and k.validated = 'VALIDATED'
    order by k.constraint_type, k.constraint_name, c.position`);
  const indexes = await ask(sql`
    select i.index_name as "name", 'U' as "sort", c.column_name as "column"
    from all_indexes i
    join all_ind_columns c on c.index_owner = i.owner and c.index_name = i.index_name
    where i.table_owner = ${table.schema} and i.table_name = ${table.name} and i.uniqueness = 'UNIQUE'
      and i.index_type in ('NORMAL', 'NORMAL/REV')
    order by i.index_name, c.column_position`);
  const declared = keysFrom(constraints);
  const others = keysFrom(indexes).filter((index) => !declared.some((key) => isOver(key, index.columns)));
  return [...declared, ...others];
}

/** Foreign keys of the table. */
export function readReferences(ask: Ask, table: TableName): Promise<ForeignKey[]> {
  return readForeignKeys(ask, sql`f.owner = ${table.schema} and f.table_name = ${table.name}`);
}

/** Foreign keys that point to the table, of tables that the user may see. */
export function readReferencedBy(ask: Ask, table: TableName): Promise<ForeignKey[]> {
  return readForeignKeys(ask, sql`p.owner = ${table.schema} and p.table_name = ${table.name}`);
}

async function readForeignKeys(ask: Ask, condition: Sql): Promise<ForeignKey[]> {
  const rows = await ask(sql`
    select f.constraint_name as "name", f.owner as "child_schema", f.table_name as "child", fc.column_name as "child_column",
      p.owner as "parent_schema", p.table_name as "parent", pc.column_name as "parent_column", f.delete_rule as "on_delete"
    from all_constraints f
    join all_constraints p on p.owner = f.r_owner and p.constraint_name = f.r_constraint_name
    join all_cons_columns fc on fc.owner = f.owner and fc.constraint_name = f.constraint_name
    join all_cons_columns pc on pc.owner = p.owner and pc.constraint_name = p.constraint_name and pc.position = fc.position
    where f.constraint_type = 'R' and f.status = 'ENABLED' and ${condition}
    order by f.owner, f.table_name, f.constraint_name, fc.position`);
  return grouped(rows, ['child_schema', 'name']).map((columns) => ({
    name: textOf(columns[0], 'name'),
    child: { schema: textOf(columns[0], 'child_schema'), name: textOf(columns[0], 'child') },
    childColumns: columns.map((row) => textOf(row, 'child_column')),
    parent: { schema: textOf(columns[0], 'parent_schema'), name: textOf(columns[0], 'parent') },
    parentColumns: columns.map((row) => textOf(row, 'parent_column')),
    onDelete: actions[textOf(columns[0], 'on_delete')] ?? 'no action',
    onUpdate: 'no action',
  }));
}

function keysFrom(rows: readonly Row[]): UniqueKey[] {
  return grouped(rows, ['name']).map((columns) => ({
    name: textOf(columns[0], 'name'),
    columns: columns.map((row) => textOf(row, 'column')),
    isPrimary: columns[0]?.['sort'] === 'P',
  }));
}

function isOver(key: UniqueKey, columns: readonly string[]): boolean {
  return key.columns.length === columns.length && columns.every((each) => key.columns.includes(each));
}

/** Rows that agree in some columns, in the order of the first of each. */
function grouped(rows: readonly Row[], by: readonly string[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = JSON.stringify(by.map((column) => row[column]));
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return [...groups.values()];
}
