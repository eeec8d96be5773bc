import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { ForeignKey, ReferentialAction, TableName, UniqueKey } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { textOf, textOrNothing } from '../read-row.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** Unique indexes over whole columns: one over beginnings of texts forbids more, one over expressions something else. */
export async function readKeys(ask: Ask, table: TableName): Promise<UniqueKey[]> {
  const rows = await ask(sql`
    select index_name as name, column_name as part, sub_part as beginning
    from information_schema.statistics
    where table_schema = ${table.schema} and table_name = ${table.name} and non_unique = 0
    order by index_name = 'PRIMARY' desc, cast(index_name as binary), seq_in_index`);
  return grouped(rows).flatMap((parts) => {
    const isPlain = parts.every((part) => part['part'] !== null && part['beginning'] === null);
    const name = textOf(parts[0], 'name');
    return isPlain ? [{ name, columns: parts.map((part) => textOf(part, 'part')), isPrimary: name === 'PRIMARY' }] : [];
  });
}

/** Foreign keys of the table. */
export function readReferences(ask: Ask, table: TableName): Promise<ForeignKey[]> {
  return readForeignKeys(
    ask,
    sql`k.table_schema = ${table.schema} and k.table_name = ${table.name}
    and k.referenced_table_name is not null`,
  );
}

/**
 * Every foreign key that the user can see. MariaDB looks into each table of the server for it, and does as much for those
 * that point to one table: with a thousand tables a description took a tenth of a second.
 */
export function readAllReferences(ask: Ask): Promise<ForeignKey[]> {
  return readForeignKeys(ask, sql`k.referenced_table_name is not null`);
}

/** Those that point to the table. Names are told as each constraint was written, which may be in other letters. */
export function referencesTo(table: TableName, keys: readonly ForeignKey[]): readonly ForeignKey[] {
  const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  return keys.filter(({ parent }) => isSame(parent.schema, table.schema) && isSame(parent.name, table.name));
}

async function readForeignKeys(ask: Ask, condition: Sql): Promise<ForeignKey[]> {
  const rows = await ask(sql`
    select k.table_schema as child_schema, k.table_name as child, k.constraint_name as name, k.column_name as child_column,
      k.referenced_table_schema as parent_schema, k.referenced_table_name as parent, k.referenced_column_name as parent_column,
      r.delete_rule as on_delete, r.update_rule as on_update
    from information_schema.key_column_usage k
    join information_schema.referential_constraints r
      on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
    where ${condition}
    order by cast(k.table_schema as binary), cast(k.table_name as binary), cast(k.constraint_name as binary), k.ordinal_position`);
  return grouped(rows).map((parts) => {
    const [row] = parts;
    return {
      name: textOf(row, 'name'),
      child: { schema: textOf(row, 'child_schema'), name: textOf(row, 'child') },
      childColumns: parts.map((part) => textOf(part, 'child_column')),
      parent: { schema: textOf(row, 'parent_schema'), name: textOf(row, 'parent') },
      parentColumns: parts.map((part) => textOf(part, 'parent_column')),
      onDelete: actionFrom(textOf(row, 'on_delete')),
      onUpdate: actionFrom(textOf(row, 'on_update')),
    };
  });
}

/** Rows that follow each other and are of one object. */
function grouped(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    const isNext = last !== undefined && objectOf(last[0]!) === objectOf(row);
    if (isNext) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function objectOf(row: Row): string {
  return JSON.stringify(['child_schema', 'child', 'name'].map((column) => textOrNothing(row, column)));
}

function actionFrom(rule: string): ReferentialAction {
  return rule.toLowerCase() as ReferentialAction;
}
