import type { Alteration, DeclaredColumn } from '../model/alteration.ts';
import { formatTable, isSameTable, type Column, type Table, type TableName } from '../model/table.ts';

/** The table as it is described after an alteration. */
export function alteredTable(table: Table, alteration: Alteration): Table {
  switch (alteration.change) {
    case 'rename column':
      return withRenamed(table, alteration.from, alteration.to);
    case 'rename table':
      return withName(table, alteration.to);
    case 'add column':
      return withColumns(table, [...table.columns, alteration.column]);
    case 'drop column':
      return withColumns(
        withoutKeys(table, alteration.declared),
        table.columns.filter(({ name }) => name !== alteration.declared.column.name),
      );
    case 'retype column':
      return withColumns(withoutKeys(table, alteration.declared), replaced(table.columns, alteration.to));
    case 'reorder columns':
      return inOrder(table, alteration.to);
    case 'break files':
      return table;
  }
}

/** The table as it is described once an alteration is taken back. */
export function unalteredTable(table: Table, alteration: Alteration): Table {
  switch (alteration.change) {
    case 'rename column':
      return withRenamed(table, alteration.to, alteration.from);
    case 'rename table':
      return withName(table, alteration.from);
    case 'add column':
      return withColumns(
        table,
        table.columns.filter(({ name }) => name !== alteration.column.name),
      );
    case 'drop column': {
      const { column } = alteration.declared;
      const at = column.ordinal - 1;
      return withColumns(withKeys(table, alteration.declared), [
        ...table.columns.slice(0, at),
        column,
        ...table.columns.slice(at),
      ]);
    }
    case 'retype column':
      return withColumns(withKeys(table, alteration.declared), replaced(table.columns, alteration.declared.column));
    case 'reorder columns':
      return inOrder(table, alteration.from);
    case 'break files':
      return table;
  }
}

/** A table as it is described once an alteration of one that refers to it is taken back. */
export function unalteredParent(table: Table, child: TableName, alteration: Alteration): Table {
  if (alteration.change === 'rename table') {
    const altered = { schema: child.schema, name: alteration.to };
    return {
      ...table,
      referencedBy: table.referencedBy.map((each) => (isSameTable(each.child, altered) ? { ...each, child } : each)),
    };
  }
  if (alteration.change !== 'rename column') return table;
  const renamed = (name: string) => (name === alteration.to ? alteration.from : name);
  return {
    ...table,
    referencedBy: table.referencedBy.map((each) =>
      isSameTable(each.child, child) ? { ...each, childColumns: each.childColumns.map(renamed) } : each,
    ),
  };
}

/** The name of a step's table while the alteration is in place. */
export function alteredName(table: TableName, alteration: Alteration): TableName {
  return alteration.change === 'rename table' ? { schema: table.schema, name: alteration.to } : table;
}

/** Columns that the alteration has given a name, a type or a place in the table: values of these are not to be held by others. */
export function columnsMade(alteration: Alteration): readonly string[] {
  switch (alteration.change) {
    case 'rename column':
      return [alteration.to];
    case 'add column':
      return [alteration.column.name];
    case 'retype column':
      return [alteration.to.name];
    case 'drop column':
    case 'reorder columns':
    case 'rename table':
    case 'break files':
      return [];
  }
}

/** Columns that the table has whenever the alteration is not in place, and now has under another name or not at all. */
export function columnsTaken(alteration: Alteration): readonly string[] {
  switch (alteration.change) {
    case 'rename column':
      return [alteration.from];
    case 'drop column':
      return [alteration.declared.column.name];
    case 'add column':
    case 'retype column':
    case 'reorder columns':
    case 'rename table':
    case 'break files':
      return [];
  }
}

/** The subject's name, as labels and plans give it; undefined for the whole table. */
export function alteredColumn(alteration: Alteration): string | undefined {
  return columnsTaken(alteration)[0] ?? columnsMade(alteration)[0];
}

function withRenamed(table: Table, from: string, to: string): Table {
  const renamed = (name: string) => (name === from ? to : name);
  return {
    ...table,
    columns: table.columns.map((each) => ({ ...each, name: renamed(each.name) })),
    keys: table.keys.map((key) => ({ ...key, columns: key.columns.map(renamed) })),
    references: table.references.map((each) => ({ ...each, childColumns: each.childColumns.map(renamed) })),
    referencedBy: table.referencedBy.map((each) => ({ ...each, parentColumns: each.parentColumns.map(renamed) })),
  };
}

/** Where a table's name is all that lasts, it is its identity, too. */
function withName(table: Table, to: string): Table {
  const name = { schema: table.name.schema, name: to };
  const identity = table.identity === formatTable(table.name) ? formatTable(name) : table.identity;
  return { ...table, name, identity };
}

function withColumns(table: Table, columns: readonly Column[]): Table {
  return { ...table, columns: columns.map((each, index) => ({ ...each, ordinal: index + 1 })) };
}

function withoutKeys(table: Table, { column }: DeclaredColumn): Table {
  return { ...table, keys: table.keys.filter((key) => !key.columns.includes(column.name)) };
}

function withKeys(table: Table, { keys }: DeclaredColumn): Table {
  const all = [...table.keys, ...keys];
  return {
    ...table,
    keys: all.toSorted(
      (left, right) => Number(right.isPrimary) - Number(left.isPrimary) || (left.name < right.name ? -1 : 1),
    ),
  };
}

function replaced(columns: readonly Column[], by: Column): readonly Column[] {
  return columns.map((each) => (each.name === by.name ? by : each));
}

function inOrder(table: Table, order: readonly string[]): Table {
  const rank = new Map(order.map((name, index) => [name, index]));
  const rankOf = ({ name }: Column) => rank.get(name) ?? order.length;
  return withColumns(
    table,
    table.columns.toSorted((left, right) => rankOf(left) - rankOf(right)),
  );
}
