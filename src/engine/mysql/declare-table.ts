import type { Declaration, DeclaredColumn } from '../../model/alteration.ts';
import type { Row } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, type Column, type Table } from '../../model/table.ts';
import { name, sql } from '../../sql/sql.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import { definitionLines, namesIn } from './definition-lines.ts';
import { quote } from './names.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** How a table is defined, out of the server's own statement for it. `detach` and `attach` are clauses of one `alter table`. */
export async function declareTable(ask: Ask, table: Table | undefined): Promise<Declaration> {
  if (table === undefined) throw new FaultlineError('UNKNOWN_TABLE', 'the table to be altered is not there');
  const owner = sql`${name(table.name.schema)}.${name(table.name.name)}`;
  const [row] = await ask(sql`show create table ${owner}`);
  const lines = definitionLines(textOf(row!, 'Create Table'));
  const generations = await readGenerations(ask, table);
  const partitions = await readPartitions(ask, table);
  const views = await readReaders(ask, table);
  const declare = (column: Column): DeclaredColumn => {
    const own = lines.hanging.filter((line) => holds(line, column.name));
    return {
      column,
      keys: table.keys.filter((key) => key.columns.includes(column.name)),
      definition: lines.columns.get(column.name)!,
      detach: own.map(dropping),
      attach: own.map((line) => `add ${line}`),
      dependents: [
        ...table.referencedBy
          .filter(({ parentColumns }) => parentColumns.some((each) => isSame(each, column.name)))
          .map((each) => `foreign key ${each.name} of ${formatTable(each.child)}`),
        ...generations
          .filter(({ text }) => namesIn(text).some((each) => isSame(each, column.name)))
          .map((each) => `generated column ${each.name}`),
        ...(partitions.some((text) => text.toLowerCase().includes(column.name.toLowerCase()))
          ? ['its partitions']
          : []),
      ],
      notes: [
        ...own.map((line) => `away until the rollback: ${described(line)}`),
        ...views
          .filter(({ text }) => text.includes(column.name))
          .map((each) => `${each.name} may fail until the rollback`),
      ],
    };
  };
  return {
    columns: table.columns.map(declare),
    constraints: [],
    settings: [],
    readers: views.map((each) => `${each.name} may fail until the rollback`),
  };
}

/** Whether a key or constraint names the column: of a foreign key what stands before the table that it points to. */
function holds(line: string, column: string): boolean {
  const own = line.replace(/ REFERENCES .*$/s, '');
  return namesIn(own.slice(own.indexOf('('))).some((each) => isSame(each, column));
}

function dropping(line: string): string {
  if (line.startsWith('PRIMARY KEY')) return 'drop primary key';
  const title = quote(namesIn(line)[0]!);
  if (!line.startsWith('CONSTRAINT')) return `drop index ${title}`;
  return line.includes(' FOREIGN KEY ') ? `drop foreign key ${title}` : `drop constraint ${title}`;
}

function described(line: string): string {
  if (line.startsWith('PRIMARY KEY')) return 'the primary key';
  return `${line.startsWith('CONSTRAINT') ? 'constraint' : 'index'} ${namesIn(line)[0]!}`;
}

/** Names of columns are the same in any case. https://dev.mysql.com/doc/refman/8.0/en/identifier-case-sensitivity.html */
function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

interface Named {
  readonly name: string;
  readonly text: string;
}

async function readGenerations(ask: Ask, { name: { schema, name: title } }: Table): Promise<readonly Named[]> {
  const rows = await ask(sql`
    select column_name as name, generation_expression as expression from information_schema.columns
    where table_schema = ${schema} and table_name = ${title} and coalesce(generation_expression, '') <> ''`);
  return rows.map((row) => ({ name: textOf(row, 'name'), text: textOf(row, 'expression') }));
}

async function readPartitions(ask: Ask, { name: { schema, name: title } }: Table): Promise<readonly string[]> {
  const rows = await ask(sql`
    select distinct concat_ws(' ', partition_expression, subpartition_expression) as expression from information_schema.partitions
    where table_schema = ${schema} and table_name = ${title} and partition_name is not null`);
  return rows.map((row) => textOf(row, 'expression'));
}

/** Views and triggers whose text names the table: the server does not record what they read. */
async function readReaders(ask: Ask, { name: { schema, name: title } }: Table): Promise<readonly Named[]> {
  const rows = await ask(sql`
    select 'view' as kind, table_schema as owner, table_name as name, view_definition as definition from information_schema.views
    where instr(view_definition, ${quote(title)}) > 0
    union all
    select 'trigger', trigger_schema, trigger_name, action_statement from information_schema.triggers
    where event_object_schema = ${schema} and event_object_table = ${title}
    order by 1, 2, 3`);
  return rows.map((row) => ({
    name: `${textOf(row, 'kind')} ${textOf(row, 'owner')}.${textOf(row, 'name')}`,
    text: textOrNothing(row, 'definition') ?? '',
  }));
}
