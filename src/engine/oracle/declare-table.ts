import type { Declaration, DeclaredColumn } from '../../model/alteration.ts';
import type { Row } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, type Column, type Table } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { numberOrNothing, textOf, textOrNothing } from '../read-row.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** Where a comment names its column, which has another name while it waits for its values. */
export const columnPlace = '{column}';

/**
 * What hangs on the columns of a table, in the order in which queries show them. A default, a comment and NOT NULL come
 * back; with anything else a column stays where it is.
 */
export async function declareTable(ask: Ask, table: Table | undefined): Promise<Declaration> {
  if (table === undefined) throw new FaultlineError('UNKNOWN_TABLE', 'the table to be altered is not there');
  const facts = new Map((await readFacts(ask, table)).map((row) => [textOf(row, 'name'), row]));
  const dependents = await readDependents(ask, table);
  const readers = await readReaders(ask, table);
  const declare = (column: Column): DeclaredColumn => {
    const comment = textOrNothing(facts.get(column.name) ?? {}, 'comment');
    const isHidden = numberOrNothing(facts.get(column.name) ?? {}, 'place') === undefined;
    return {
      column,
      keys: table.keys.filter((key) => key.columns.includes(column.name)),
      definition: column.type,
      detach: [],
      attach: comment === undefined ? [] : [`comment on column ${columnPlace} is '${comment.replaceAll("'", "''")}'`],
      dependents: [
        ...dependents.filter((each) => each.column === column.name).map((each) => each.text),
        ...table.referencedBy
          .filter(({ parentColumns }) => parentColumns.includes(column.name))
          .map((each) => `foreign key ${each.name} of ${formatTable(each.child)}`),
        ...(column.isComputed || column.isIdentity ? ['the table itself, which makes its values'] : []),
        ...(isHidden ? ['its being invisible'] : []),
      ],
      notes: [],
    };
  };
  const placeOf = (column: Column) => numberOrNothing(facts.get(column.name) ?? {}, 'place') ?? Infinity;
  const inOrder = table.columns.toSorted(
    (left, right) => placeOf(left) - placeOf(right) || left.ordinal - right.ordinal,
  );
  return { columns: inOrder.map(declare), constraints: [], settings: [], readers };
}

function readFacts(ask: Ask, { name: { schema, name } }: Table): Promise<Row[]> {
  return ask(sql`
    select c.column_name as "name", c.column_id as "place", m.comments as "comment"
    from all_tab_cols c
    left join all_col_comments m on m.owner = c.owner and m.table_name = c.table_name and m.column_name = c.column_name
    where c.owner = ${schema} and c.table_name = ${name} and c.user_generated = 'YES'`);
}

interface Dependent {
  readonly column: string;
  readonly text: string;
}

/** https://docs.oracle.com/database/122/SQLRF/ALTER-TABLE.htm (drop_column_clause): what refuses, or goes along. */
async function readDependents(ask: Ask, { name: { schema, name } }: Table): Promise<readonly Dependent[]> {
  const rows = await ask(sql`
    select x.column_name as "column", 'index ' || x.index_name as "text"
    from all_ind_columns x
    where x.table_owner = ${schema} and x.table_name = ${name}
    union
    select x.column_name, 'constraint ' || x.constraint_name
    from all_cons_columns x
    join all_constraints k on k.owner = x.owner and k.constraint_name = x.constraint_name
    where x.owner = ${schema} and x.table_name = ${name}
      and not (k.constraint_type = 'C' and k.search_condition_vc = '"' || x.column_name || '" IS NOT NULL')
    union
    select p.column_name, 'privileges on it alone'
    from all_col_privs p
    where p.table_schema = ${schema} and p.table_name = ${name}
    union
    select x.column_name, 'partitions'
    from all_part_key_columns x
    where x.owner = ${schema} and x.name = ${name} and x.object_type = 'TABLE'
    union
    select v.column_name, 'virtual columns of the table'
    from all_tab_cols v
    where v.owner = ${schema} and v.table_name = ${name} and v.user_generated = 'YES'
      and exists (select 1 from all_tab_cols o where o.owner = v.owner and o.table_name = v.table_name and o.virtual_column = 'YES')
    order by 1, 2`);
  return rows.map((row) => ({ column: textOf(row, 'column'), text: textOf(row, 'text') }));
}

/** https://docs.oracle.com/database/122/REFRN/ALL_DEPENDENCIES.htm */
async function readReaders(ask: Ask, { name: { schema, name } }: Table): Promise<readonly string[]> {
  const rows = await ask(sql`
    select distinct lower(d.type) || ' ' || d.owner || '.' || d.name as "reader"
    from all_dependencies d
    where d.referenced_owner = ${schema} and d.referenced_name = ${name} and d.referenced_type = 'TABLE'
    order by 1`);
  return rows.map((row) => `${textOf(row, 'reader')} is invalid until the rollback`);
}
