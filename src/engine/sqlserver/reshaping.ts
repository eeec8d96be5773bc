import type { PortableType } from '../../model/alteration.ts';
import type { ColumnFacts, Reshaping } from '../../model/reshaping.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { name, raw, sql } from '../../sql/sql.ts';
import { columnMoves, type ReshapingWords } from '../standard-reshaping.ts';
import { quote, quotedName } from './names.ts';
import { typeFacts, type CatalogType } from './types.ts';

const ofType = (base: string, sizes: Partial<CatalogType> = {}): CatalogType => ({
  base,
  own: undefined,
  maxLength: 8,
  precision: 0,
  scale: 0,
  collation: undefined,
  ...sizes,
});

const portable: Readonly<Record<PortableType, CatalogType>> = {
  text: ofType('nvarchar', { maxLength: 510 }),
  integer: ofType('bigint', { precision: 19 }),
  decimal: ofType('decimal', { precision: 38, scale: 4 }),
  float: ofType('float', { precision: 53 }),
  boolean: ofType('bit', { precision: 1 }),
  date: ofType('date', { precision: 10 }),
  timestamp: ofType('datetime2', { precision: 26, scale: 6 }),
};

/** The default by which rows that the snapshot does not hold get their value: `with values` fills in those that are there. */
const waitingDefault = 'fl_back_default';

/** Definitions and names come from the catalog. https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql */
const words: ReshapingWords = {
  park: (table, { column, detach }, to) => [...detach.map(raw), rename(table, column.name, to)],
  unpark: (table, { column, attach }, from) => [rename(table, from, column.name), ...attach.map(raw)],
  addLike(table, title, { definition, column: { defaultSql } }) {
    const rule =
      defaultSql === undefined ? '' : ` constraint ${quote(waitingDefault)} default ${defaultSql} with values`;
    return sql`alter table ${qualified(table)} add ${name(title)} ${raw(`${definition} null${rule}`)}`;
  },
  addTyped: (table, title, { type }) => sql`alter table ${qualified(table)} add ${name(title)} ${raw(`${type} null`)}`,
  removeColumn,
  settle: (table, { column, definition, attach }, from) => [
    ...(column.defaultSql === undefined
      ? []
      : [sql`alter table ${qualified(table)} drop constraint ${name(waitingDefault)}`]),
    rename(table, from, column.name),
    ...complete(table, column, definition),
    ...attach.map(raw),
  ],
  swap: (table, old, from, to) => [
    ...removeColumn(table, old),
    rename(table, from, to.name),
    ...complete(table, to, to.type),
  ],
  swapBack: (table, old, from, declared, present) => [
    ...removeColumn(table, old),
    ...words.settle(table, declared, from, present),
  ],
};

export const reshaping: Reshaping = {
  ...columnMoves(words),
  retypesInPlace: false,
  facts,
  // https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql
  renameTable: (table, to) => [sql`exec sp_rename ${quotedName(table)}, ${to}`],
  addColumn(table, { name: title, type }, value) {
    const rule =
      value === null
        ? ''
        : ` constraint ${quote(defaultOf(title))} default N'${value.replaceAll("'", "''")}' with values`;
    return [sql`alter table ${qualified(table)} add ${name(title)} ${raw(`${type} null${rule}`)}`];
  },
  // A default is a constraint of its own, which keeps the column from being dropped.
  removeColumn: (table, column) => [
    sql`if object_id(${`${quote(table.schema)}.${quote(defaultOf(column))}`}, N'D') is not null
alter table ${qualified(table)} drop constraint ${name(defaultOf(column))}`,
    ...removeColumn(table, column),
  ],
  movedColumns: () => [],
  reorderColumns: () => [],
  returnNote: 'SQL Server puts a column that comes back at the end of its table',
};

function defaultOf(column: string): string {
  return `fl_default_${column}`.slice(0, 128);
}

function complete(table: TableName, column: Column, definition: string): readonly Sql[] {
  if (column.isNullable) return [];
  return [sql`alter table ${qualified(table)} alter column ${name(column.name)} ${raw(`${definition} not null`)}`];
}

function removeColumn(table: TableName, column: string): readonly Sql[] {
  return [sql`alter table ${qualified(table)} drop column ${name(column)}`];
}

function rename(table: TableName, from: string, to: string): Sql {
  return sql`exec sp_rename ${`${quotedName(table)}.${quote(from)}`}, ${to}, N'COLUMN'`;
}

/** A portable type as the engine has it. */
export function facts(type: PortableType): ColumnFacts {
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  return { ...typeFacts(portable[type]), ...flags };
}

function qualified(table: TableName): Sql {
  return sql`${name(table.schema)}.${name(table.name)}`;
}
