import type { Declaration, DeclaredColumn } from '../../model/alteration.ts';
import type { Row } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, Table } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { namesOf, textOf, textOrNothing } from '../read-row.ts';
import { textLiteral } from '../text-literal.ts';
import { definitionParts } from './definition-parts.ts';
import { quote } from './names.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** How a table is defined, out of the statement that the catalog keeps of it. */
export async function declareTable(ask: Ask, table: Table | undefined): Promise<Declaration> {
  if (table === undefined) throw new FaultlineError('UNKNOWN_TABLE', 'the table to be altered is not there');
  const { schema, name } = table.name;
  const [row] = await ask(sql`
    select sql as definition, comment from duckdb_tables()
    where database_name = current_database() and schema_name = ${schema} and table_name = ${name}`);
  const parts = definitionParts(textOf(row!, 'definition'));
  const comments = await readComments(ask, table);
  const constrained = await readConstrained(ask, table);
  const views = await readViews(ask, table);
  const owner = `${quote(schema)}.${quote(name)}`;
  const ownComment = textOrNothing(row!, 'comment');
  const declare = (column: Column, index: number): DeclaredColumn => {
    const comment = comments.get(column.name);
    return {
      column,
      keys: table.keys.filter((key) => key.columns.includes(column.name)),
      definition: parts.columns[index]!,
      detach: [],
      attach:
        comment === undefined ? [] : [`comment on column ${owner}.${quote(column.name)} is ${textLiteral(comment)}`],
      dependents: [
        ...(constrained.get(column.name) ?? []),
        ...table.columns
          .filter((other) => other.isComputed && parts.columns[table.columns.indexOf(other)]!.includes(column.name))
          .map((other) => `generated column ${other.name}`),
      ],
      notes: views
        .filter(({ text }) => text.includes(column.name))
        .map((view) => `${view.name} may fail until the rollback`),
    };
  };
  return {
    columns: table.columns.map(declare),
    constraints: parts.constraints,
    settings: ownComment === undefined ? [] : [`comment on table ${owner} is ${textLiteral(ownComment)}`],
    readers: views.map((view) => `${view.name} may fail until the rollback`),
  };
}

async function readComments(ask: Ask, { name }: Table): Promise<ReadonlyMap<string, string>> {
  const rows = await ask(sql`
    select column_name as title, comment from duckdb_columns()
    where database_name = current_database() and schema_name = ${name.schema} and table_name = ${name.name} and comment is not null`);
  return new Map(rows.map((row) => [textOf(row, 'title'), textOf(row, 'comment')]));
}

/** Constraints that go with a column, by its name; NOT NULL is part of its definition. */
async function readConstrained(ask: Ask, { name }: Table): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await ask(sql`
    select constraint_text as text, cast(to_json(constraint_column_names) as varchar) as columns from duckdb_constraints()
    where database_name = current_database() and schema_name = ${name.schema} and table_name = ${name.name}
      and constraint_type <> 'NOT NULL'`);
  const byColumn = new Map<string, readonly string[]>();
  for (const row of rows)
    for (const column of namesOf(row, 'columns'))
      byColumn.set(column, [...(byColumn.get(column) ?? []), `constraint ${textOf(row, 'text')}`]);
  return byColumn;
}

/** Views whose text names the table: the catalog does not record what they read. */
async function readViews(
  ask: Ask,
  { name }: Table,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const rows = await ask(sql`
    select schema_name as owner, view_name as title, sql as text from duckdb_views()
    where database_name = current_database() and not internal and contains(lower(sql), lower(${name.name}))
    order by 1, 2`);
  return rows.map((row) => ({
    name: `view ${textOf(row, 'owner')}.${textOf(row, 'title')}`,
    text: textOf(row, 'text'),
  }));
}
