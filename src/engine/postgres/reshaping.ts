import type { Declaration, PortableType } from '../../model/alteration.ts';
import type { ColumnFacts, Reshaping } from '../../model/reshaping.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { columnMoves, columnsToMove, type ReshapingWords } from '../standard-reshaping.ts';
import { textLiteral } from '../text-literal.ts';
import { typeFacts } from './types.ts';

/** Catalog names of the portable types, and how definitions write them. */
const portable: Readonly<Record<PortableType, readonly [string, string]>> = {
  text: ['text', 'text'],
  integer: ['int8', 'bigint'],
  decimal: ['numeric', 'numeric(38,4)'],
  float: ['float8', 'double precision'],
  boolean: ['bool', 'boolean'],
  date: ['date', 'date'],
  timestamp: ['timestamp', 'timestamp without time zone'],
};

/** Definitions come from the catalog, which quotes what is in them. */
const words: ReshapingWords = {
  park: (table, { column, detach }, to) => [...detach.map(raw), rename(table, column.name, to)],
  unpark: (table, { column, attach }, from) => [rename(table, from, column.name), ...attach.map(raw)],
  addLike(table, title, { definition, column }) {
    const rule = column.defaultSql === undefined ? '' : ` default ${column.defaultSql}`;
    return sql`alter table ${qualified(table)} add column ${name(title)} ${raw(`${definition}${rule}`)}`;
  },
  addTyped: (table, title, { type }) => sql`alter table ${qualified(table)} add column ${name(title)} ${raw(type)}`,
  removeColumn,
  settle: (table, { column, attach }, from) => [rename(table, from, column.name), ...attach.map(raw)],
  swap: (table, old, from, to) => [
    retyped(table, old, to.type, from),
    ...removeColumn(table, from),
    rename(table, old, to.name),
  ],
  swapBack: (table, old, from, { definition, attach }) => [
    retyped(table, old, definition, from),
    ...removeColumn(table, from),
    ...attach.map(raw),
  ],
};

export const reshaping: Reshaping = {
  ...columnMoves(words),
  retypesInPlace: true,
  facts,
  renameTable: (table, to) => [sql`alter table ${qualified(table)} rename to ${name(to)}`],
  addColumn(table, { name: title, type }, value) {
    const rule = value === null ? '' : ` default ${textLiteral(value)}`;
    return [sql`alter table ${qualified(table)} add column ${name(title)} ${raw(`${type}${rule}`)}`];
  },
  movedColumns: columnsToMove,
  reorderColumns,
  returnNote: 'PostgreSQL puts a column that comes back at the end of its table',
};

/** Columns that have to come later are made again, behind all others, in one pass over the rows. */
function reorderColumns(table: TableName, present: Declaration, order: readonly string[]): readonly Sql[] {
  const names = present.columns.map(({ column }) => column.name);
  const moved = columnsToMove(names, order).map((each) => present.columns.find(({ column }) => column.name === each)!);
  if (moved.length === 0) return [];
  const passing = (index: number) => `fl_back${index + 1}`;
  // Two columns may hang on one index.
  const detach = [...new Set(moved.flatMap((each) => each.detach))];
  const attach = [...new Set(moved.flatMap((each) => each.attach))];
  const added = moved.map((each, index) => sql`add column ${name(passing(index))} ${raw(each.definition)}`);
  const set = moved.map(({ column }, index) => sql`${name(passing(index))} = ${name(column.name)}`);
  const dropped = moved.map(({ column }) => sql`drop column ${name(column.name)}`);
  return [
    ...detach.map(raw),
    sql`alter table ${qualified(table)} ${join(added)}`,
    sql`update ${qualified(table)} set ${join(set)}`,
    sql`alter table ${qualified(table)} ${join(dropped)}`,
    ...moved.map(({ column }, index) => rename(table, passing(index), column.name)),
    ...inOrder(attach).map(raw),
  ];
}

/** Of several columns: settings first, foreign keys last, as they need the keys. */
function inOrder(attach: readonly string[]): readonly string[] {
  const rank = (statement: string) => {
    if (/^alter table .* alter column /s.test(statement)) return 0;
    return / foreign key /i.test(statement) ? 2 : 1;
  };
  return attach.toSorted((left, right) => rank(left) - rank(right));
}

/** Another type in its place, with the values of another column. https://www.postgresql.org/docs/13/sql-altertable.html (USING) */
function retyped(table: TableName, column: string, type: string, from: string): Sql {
  return sql`alter table ${qualified(table)} alter column ${name(column)} type ${raw(type)} using ${name(from)}`;
}

function removeColumn(table: TableName, column: string): readonly Sql[] {
  return [sql`alter table ${qualified(table)} drop column ${name(column)}`];
}

function rename(table: TableName, from: string, to: string): Sql {
  return sql`alter table ${qualified(table)} rename column ${name(from)} to ${name(to)}`;
}

function facts(type: PortableType): ColumnFacts {
  const [catalog, written] = portable[type];
  const modifier = type === 'decimal' ? ((38 << 16) | 4) + 4 : -1;
  const sort = typeFacts({ name: catalog, sort: 'b', category: 'X', modifier });
  return { ...sort, type: written, storage: written, ...plain };
}

const plain: Omit<Column, 'name' | 'ordinal' | 'kind' | 'type' | 'storage'> = {
  isNullable: true,
  isComputed: false,
  isIdentity: false,
  isGenerator: false,
};

function qualified(table: TableName): Sql {
  return sql`${name(table.schema)}.${name(table.name)}`;
}
