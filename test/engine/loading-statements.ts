import { loadTypes, type LoadColumn, type LoadTable } from '../../src/model/load.ts';
import type { Column, TableName } from '../../src/model/table.ts';

/** A table of every type, with lengths known and not, that refers to another one and to itself. */
export function everyType(schema: string, parent: TableName, key: string): LoadTable {
  const columns: LoadColumn[] = [
    { name: 'code', type: 'text', length: 12, isNullable: false },
    { name: 'region', type: 'text', isNullable: true },
    { name: 'order_id', type: 'integer', isNullable: true },
    { name: 'before', type: 'text', length: 12, isNullable: true },
    { name: 'note', type: 'text', length: 5000, isNullable: true },
    { name: 'price', type: 'decimal', precision: 12, scale: 2, isNullable: false },
    { name: 'tag', type: 'binary', length: 16, isNullable: true },
    ...loadTypes.map((type) => ({ name: `a ${type}`, type, isNullable: true })),
  ];
  const name = { schema, name: 'shipments' };
  return {
    name,
    columns,
    primaryKey: ['code', 'region'],
    references: [
      { columns: ['order_id'], table: parent, keys: [key] },
      { columns: ['before', 'region'], table: name, keys: ['code', 'region'] },
    ],
  };
}

/** Columns of rows that suit those of a table, with the longest values where they are known. */
export function givenFor(columns: readonly Column[]): readonly LoadColumn[] {
  return columns.map((column) => ({
    name: column.name,
    type: typeFor(column),
    length: column.length,
    isNullable: true,
  }));
}

function typeFor({ kind, type }: Column): LoadColumn['type'] {
  if (kind === 'timestamptz') return 'timestamp';
  if (/blob/i.test(type)) return 'binary';
  return loadTypes.find((each) => each === kind) ?? 'text';
}
