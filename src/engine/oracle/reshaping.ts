import type { DeclaredColumn, Declaration, PortableType } from '../../model/alteration.ts';
import type { ColumnFacts, Reshaping } from '../../model/reshaping.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { name, raw, sql } from '../../sql/sql.ts';
import { columnMoves, columnsToMove, type ReshapingWords } from '../standard-reshaping.ts';
import { columnPlace } from './declare-table.ts';
import { quote } from './quote.ts';
import { typeFacts, type CatalogType } from './types.ts';

const ofType = (title: string, sizes: Partial<CatalogType> = {}): CatalogType => ({
  name: title,
  owner: undefined,
  length: 22,
  characters: 0,
  countsCharacters: false,
  precision: undefined,
  scale: undefined,
  collation: undefined,
  ...sizes,
});

const portable: Readonly<Record<PortableType, CatalogType>> = {
  text: ofType('VARCHAR2', { length: 1020, characters: 255, countsCharacters: true }),
  integer: ofType('NUMBER', { precision: 19, scale: 0 }),
  decimal: ofType('NUMBER', { precision: 38, scale: 4 }),
  float: ofType('BINARY_DOUBLE', { length: 8 }),
  boolean: ofType('NUMBER', { precision: 1, scale: 0 }),
  date: ofType('DATE', { length: 7 }),
  timestamp: ofType('TIMESTAMP(6)', { length: 11, scale: 6 }),
};

/**
 * Every statement commits, so the column that waits gets all it needs before it gets its name: that is the one that ends
 * the work. https://docs.oracle.com/database/122/SQLRF/ALTER-TABLE.htm
 */
const words: ReshapingWords = {
  park: (table, { column }, to) => [rename(table, column.name, to)],
  unpark: (table, { column }, from) => [rename(table, from, column.name)],
  addLike(table, title, { definition, column: { defaultSql } }) {
    const rule = defaultSql === undefined ? '' : ` default ${defaultSql}`;
    return sql`alter table ${qualified(table)} add (${name(title)} ${raw(`${definition}${rule}`)})`;
  },
  addTyped: (table, title, { type }) => sql`alter table ${qualified(table)} add (${name(title)} ${raw(type)})`,
  removeColumn,
  settle: (table, declared, from, present) => [
    ...settled(table, declared, from),
    rename(table, from, declared.column.name),
    ...place(table, declared.column, present),
  ],
  swap: (table, old, from, to, present) => [
    ...(to.isNullable ? [] : [required(table, from)]),
    rename(table, from, to.name),
    ...removeColumn(table, old),
    ...place(table, to, present),
  ],
  swapBack: (table, old, from, declared, present) => [
    ...settled(table, declared, from),
    ...(present.columns.some(({ column }) => column.name === old) ? removeColumn(table, old) : []),
    rename(table, from, declared.column.name),
    ...place(table, declared.column, present),
  ],
};

export const reshaping: Reshaping = {
  ...columnMoves(words),
  retypesInPlace: true,
  facts,
  renameTable: (table, to) => [sql`alter table ${qualified(table)} rename to ${name(to)}`],
  addColumn(table, { name: title, type }, value) {
    const rule = value === null ? '' : ` default '${value.replaceAll("'", "''")}'`;
    return [sql`alter table ${qualified(table)} add (${name(title)} ${raw(`${type}${rule}`)})`];
  },
  movedColumns: () => [],
  reorderColumns: (table, present, order) =>
    columnsToMove(
      present.columns.map(({ column }) => column.name),
      order,
    ).map((each) => toTheEnd(table, each)),
};

/**
 * A column that becomes visible is the last one: https://docs.oracle.com/database/122/ADMIN/managing-tables.htm (making
 * invisible columns visible). The two statements are one block, so that none is left out.
 */
function toTheEnd(table: TableName, column: string): Sql {
  const alter = `alter table ${quote(table.schema)}.${quote(table.name)} modify (${quote(column)}`;
  return sql`begin
  execute immediate ${`${alter} invisible)`};
  execute immediate ${`${alter} visible)`};
end;`;
}

/** Those that were behind it before are put behind it again. */
function place(table: TableName, column: Column, { columns }: Declaration): readonly Sql[] {
  const others = columns
    .map((each) => each.column.name)
    .filter((each) => each !== column.name && !each.startsWith('fl_'));
  return others.slice(column.ordinal - 1).map((each) => toTheEnd(table, each));
}

function settled(table: TableName, { column, attach }: DeclaredColumn, from: string): readonly Sql[] {
  const full = `${quote(table.schema)}.${quote(table.name)}.${quote(from)}`;
  return [
    ...(column.isNullable ? [] : [required(table, from)]),
    ...attach.map((each) => raw(each.replace(columnPlace, () => full))),
  ];
}

function required(table: TableName, column: string): Sql {
  return sql`alter table ${qualified(table)} modify (${name(column)} not null)`;
}

function removeColumn(table: TableName, column: string): readonly Sql[] {
  return [sql`alter table ${qualified(table)} drop column ${name(column)}`];
}

function rename(table: TableName, from: string, to: string): Sql {
  return sql`alter table ${qualified(table)} rename column ${name(from)} to ${name(to)}`;
}

/** A portable type as the engine has it. */
export function facts(type: PortableType): ColumnFacts {
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  return { ...typeFacts(portable[type], true), ...flags };
}

function qualified(table: TableName): Sql {
  return sql`${name(table.schema)}.${name(table.name)}`;
}
