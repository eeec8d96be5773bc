import type { DeclaredColumn, Declaration, PortableType } from '../../model/alteration.ts';
import type { ColumnFacts, Reshaping } from '../../model/reshaping.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { columnMoves, columnsToMove, type ReshapingWords } from '../standard-reshaping.ts';
import { waiting } from './definition-lines.ts';
import { collations, type Product } from './product.ts';
import { textLiteral } from './text-literal.ts';
import { typeFacts } from './types.ts';

/** One `alter table` is made whole or not at all, and commits. Clauses come from the server's own definition. */
const words: ReshapingWords = {
  park: (table, { column, detach }, to) => [
    alter(table, [...detach.map(raw), sql`rename column ${name(column.name)} to ${name(to)}`]),
  ],
  unpark: (table, { column, attach }, from) => [
    alter(table, [sql`rename column ${name(from)} to ${name(column.name)}`, ...attach.map(raw)]),
  ],
  addLike: (table, title, like, present) =>
    alter(table, [sql`add column ${name(title)} ${raw(waiting(like.definition))} ${place(like, present)}`]),
  addTyped: (table, title, { type }, beside) =>
    alter(table, [sql`add column ${name(title)} ${raw(type)} null after ${name(beside)}`]),
  removeColumn,
  settle: (table, declared, from) => [alter(table, [named(declared, from), ...declared.attach.map(raw)])],
  swap: (table, old, from, to) => [
    alter(table, [
      sql`drop column ${name(old)}`,
      sql`change column ${name(from)} ${name(to.name)} ${raw(`${to.type}${to.isNullable ? ' null' : ' not null'}`)}`,
    ]),
  ],
  swapBack: (table, old, from, declared) => [
    alter(table, [sql`drop column ${name(old)}`, named(declared, from), ...declared.attach.map(raw)]),
  ],
};

/** @param product whose collation texts of ours have */
export function reshapingOf(product: Product): Reshaping {
  return {
    ...columnMoves(words),
    retypesInPlace: true,
    facts: (type) => facts(type, product),
    renameTable: (table, to) => [
      sql`rename table ${qualified(table)} to ${qualified({ schema: table.schema, name: to })}`,
    ],
    addColumn(table, { name: title, type }, value) {
      const rule = value === null ? '' : ` default ${textLiteral(value)}`;
      return [alter(table, [sql`add column ${name(title)} ${raw(`${type}${rule}`)}`])];
    },
    movedColumns: () => [],
    reorderColumns,
  };
}

function reorderColumns(table: TableName, { columns }: Declaration, order: readonly string[]): readonly Sql[] {
  const names = columns.map(({ column }) => column.name);
  const moved = columnsToMove(names, order);
  if (moved.length === 0) return [];
  const clauses = moved.map((each) => {
    const { definition } = columns.find(({ column }) => column.name === each)!;
    const at = order.indexOf(each);
    const behind = at === 0 ? sql`first` : sql`after ${name(order[at - 1]!)}`;
    return sql`modify column ${name(each)} ${raw(definition)} ${behind}`;
  });
  return [alter(table, clauses)];
}

function named({ column, definition }: DeclaredColumn, from: string): Sql {
  return sql`change column ${name(from)} ${name(column.name)} ${raw(definition)}`;
}

/** Behind the last of the columns before it that is there. */
function place({ column }: DeclaredColumn, { columns }: Declaration): Sql {
  const before = columns
    .map((each) => each.column)
    .filter(({ ordinal, name: title }) => ordinal < column.ordinal && title !== column.name);
  const last = before.at(-1);
  return last === undefined ? sql`first` : sql`after ${name(last.name)}`;
}

function removeColumn(table: TableName, column: string): readonly Sql[] {
  return [alter(table, [sql`drop column ${name(column)}`])];
}

function alter(table: TableName, clauses: readonly Sql[]): Sql {
  return sql`alter table ${qualified(table)} ${join(clauses)}`;
}

function facts(type: PortableType, product: Product): ColumnFacts {
  const collation = collations[product];
  const written: Readonly<Record<PortableType, string>> = {
    text: 'varchar(255)',
    integer: 'bigint',
    decimal: 'decimal(38,4)',
    float: 'double',
    boolean: 'tinyint(1)',
    date: 'date',
    timestamp: 'datetime(6)',
  };
  const isText = type === 'text';
  const sort = typeFacts({
    written: written[type],
    charset: isText ? 'utf8mb4' : undefined,
    collation: isText ? collation : undefined,
  });
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  return { ...sort, type: sort.storage, ...flags };
}

function qualified(table: TableName): Sql {
  return sql`${name(table.schema)}.${name(table.name)}`;
}
