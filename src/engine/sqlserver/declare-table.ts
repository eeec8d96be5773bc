import type { Declaration, DeclaredColumn } from '../../model/alteration.ts';
import type { Row } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, type Column, type Table } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import { quote, quotedName } from './names.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** What hangs on the columns of a table. A default, a description and NOT NULL come back; with anything else a column stays where it is. */
export async function declareTable(ask: Ask, table: Table | undefined): Promise<Declaration> {
  if (table === undefined) throw new FaultlineError('UNKNOWN_TABLE', 'the table to be altered is not there');
  const facts = new Map((await readFacts(ask, table)).map((row) => [textOf(row, 'name'), row]));
  const dependents = await readDependents(ask, table);
  const owner = quotedName(table.name);
  const declare = (column: Column): DeclaredColumn => {
    const row = facts.get(column.name)!;
    const rule = textOrNothing(row, 'rule');
    const description = textOrNothing(row, 'description');
    const collation = textOrNothing(row, 'collation');
    const title = quote(column.name);
    return {
      column,
      keys: table.keys.filter((key) => key.columns.includes(column.name)),
      definition: `${column.type}${collation === undefined || /\bcollate\b/i.test(column.type) ? '' : ` collate ${collation}`}`,
      detach: rule === undefined ? [] : [`alter table ${owner} drop constraint ${quote(rule)}`],
      attach: [
        ...(rule === undefined
          ? []
          : [`alter table ${owner} add constraint ${quote(rule)} default ${column.defaultSql!} for ${title}`]),
        ...(description === undefined ? [] : [describing(table, column.name, description)]),
      ],
      dependents: [
        ...dependents.filter((each) => each.column === column.name).map((each) => each.text),
        ...table.referencedBy
          .filter(({ parentColumns }) => parentColumns.includes(column.name))
          .map((each) => `foreign key ${each.name} of ${formatTable(each.child)}`),
      ],
      notes: [],
    };
  };
  return { columns: table.columns.map(declare), constraints: [], settings: [], readers: await readReaders(ask, table) };
}

/** https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-addextendedproperty-transact-sql */
function describing({ name: { schema, name } }: Table, column: string, text: string): string {
  const literal = (value: string) => `N'${value.replaceAll("'", "''")}'`;
  return `exec sys.sp_addextendedproperty N'MS_Description', ${literal(text)}, N'SCHEMA', ${literal(schema)}, N'TABLE', ${literal(name)}, N'COLUMN', ${literal(column)}`;
}

function readFacts(ask: Ask, { identity }: Table): Promise<Row[]> {
  return ask(sql`
    select c.name as [name], c.collation_name as [collation], d.name as [rule], cast(p.value as nvarchar(4000)) as [description]
    from sys.columns as c
    left join sys.default_constraints as d on d.object_id = c.default_object_id
    left join sys.extended_properties as p on p.class = 1 and p.major_id = c.object_id and p.minor_id = c.column_id and p.name = N'MS_Description'
    where c.object_id = cast(${identity} as int)`);
}

interface Dependent {
  readonly column: string;
  readonly text: string;
}

/**
 * What `alter table … drop column` refuses or takes along.
 * https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql#drop-column
 */
async function readDependents(ask: Ask, { identity }: Table): Promise<readonly Dependent[]> {
  const id = sql`cast(${identity} as int)`;
  const rows = await ask(sql`
    select col_name(x.object_id, x.column_id) as [column], N'index ' + i.name as [text]
    from sys.index_columns as x
    join sys.indexes as i on i.object_id = x.object_id and i.index_id = x.index_id
    where x.object_id = ${id}
    union
    select col_name(x.object_id, x.column_id), N'statistics ' + s.name
    from sys.stats_columns as x
    join sys.stats as s on s.object_id = x.object_id and s.stats_id = x.stats_id
    where x.object_id = ${id} and s.user_created = 1
    union
    select col_name(x.parent_object_id, x.parent_column_id), N'foreign key ' + object_name(x.constraint_object_id)
    from sys.foreign_key_columns as x
    where x.parent_object_id = ${id}
    union
    select col_name(e.referenced_id, e.referenced_minor_id), lower(replace(o.type_desc, N'_', N' ')) + N' ' + o.name
    from sys.sql_expression_dependencies as e
    join sys.objects as o on o.object_id = e.referencing_id
    where e.referenced_id = ${id} and e.referenced_minor_id > 0
    union
    select c.name, N'the table itself, in which it is ' + case when c.is_computed = 1 then N'computed' when c.is_identity = 1 then N'numbered'
        when c.is_rowguidcol = 1 then N'the row''s identifier' when c.is_sparse = 1 then N'sparse' when c.is_filestream = 1 then N'a file stream'
        else N'bound to a rule' end
    from sys.columns as c
    where c.object_id = ${id} and (c.is_computed = 1 or c.is_identity = 1 or c.is_rowguidcol = 1 or c.is_sparse = 1 or c.is_filestream = 1 or c.rule_object_id <> 0)
    union
    select col_name(p.major_id, p.minor_id), N'privileges on it alone'
    from sys.database_permissions as p
    where p.class = 1 and p.major_id = ${id} and p.minor_id > 0
    union
    select col_name(p.major_id, p.minor_id), N'extended property ' + p.name
    from sys.extended_properties as p
    where p.class = 1 and p.major_id = ${id} and p.minor_id > 0 and p.name <> N'MS_Description'
    order by 1, 2`);
  return rows.map((row) => ({ column: textOf(row, 'column'), text: textOf(row, 'text') }));
}

/** https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-sql-expression-dependencies-transact-sql */
async function readReaders(ask: Ask, { identity }: Table): Promise<readonly string[]> {
  const rows = await ask(sql`
    select distinct lower(replace(o.type_desc, N'_', N' ')) + N' ' + schema_name(o.schema_id) + N'.' + o.name as [reader]
    from sys.sql_expression_dependencies as e
    join sys.objects as o on o.object_id = e.referencing_id
    where e.referenced_id = cast(${identity} as int) and e.referencing_id <> e.referenced_id and o.parent_object_id <> e.referenced_id
    order by 1`);
  return rows.map((row) => `${textOf(row, 'reader')} fails until the rollback`);
}
