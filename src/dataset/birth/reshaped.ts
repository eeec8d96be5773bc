import type { Alteration } from '../../model/alteration.ts';
import type { LoadColumn, LoadTable, LoadType } from '../../model/load.ts';
import { loadTypes } from '../../model/load.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Column } from '../../model/table.ts';

type ColumnChange = Exclude<Alteration, { readonly change: 'rename table' | 'break files' }>;

/** A table as outputs make it once a step has changed its shape, or that of a table that it refers to; keys and references go with their columns. */
export function reshaped(table: LoadTable, { table: { name }, alteration }: PlannedStep): LoadTable {
  if (alteration === undefined || alteration.change === 'rename table' || alteration.change === 'break files')
    return table;
  const own = table.name.name === name ? alteredLoad(table, alteration) : table;
  return alteredReferences(own, name, alteration);
}

function alteredLoad(table: LoadTable, alteration: ColumnChange): LoadTable {
  switch (alteration.change) {
    case 'rename column':
      return renamed(table, alteration.from, alteration.to);
    case 'add column':
      return { ...table, columns: [...table.columns, loadColumn(alteration.column)] };
    case 'drop column':
      return without(table, alteration.declared.column.name);
    case 'retype column':
      return {
        ...table,
        columns: table.columns.map((each) => (each.name === alteration.to.name ? loadColumn(alteration.to) : each)),
        // A value of another type refers to nothing.
        references: table.references.filter(({ columns }) => !columns.includes(alteration.to.name)),
      };
    case 'reorder columns':
      return {
        ...table,
        columns: alteration.to.flatMap((title) => table.columns.filter(({ name }) => name === title)),
      };
  }
}

function alteredReferences(table: LoadTable, parent: string, alteration: ColumnChange): LoadTable {
  const { change } = alteration;
  if (change === 'add column' || change === 'reorder columns') return table;
  const gone = change === 'drop column' ? alteration.declared.column.name : undefined;
  const retyped = change === 'retype column' ? alteration.to.name : undefined;
  return {
    ...table,
    references: table.references.flatMap((each) => {
      if (each.table.name !== parent) return [each];
      if (each.keys.some((key) => key === gone || key === retyped)) return [];
      const keys = each.keys.map((key) =>
        change === 'rename column' && key === alteration.from ? alteration.to : key,
      );
      return [{ ...each, keys }];
    }),
  };
}

function renamed(table: LoadTable, from: string, to: string): LoadTable {
  const title = (each: string) => (each === from ? to : each);
  return {
    ...table,
    columns: table.columns.map((each) => ({ ...each, name: title(each.name) })),
    primaryKey: table.primaryKey.map(title),
    references: table.references.map((each) => ({ ...each, columns: each.columns.map(title) })),
  };
}

function without(table: LoadTable, gone: string): LoadTable {
  return {
    ...table,
    columns: table.columns.filter(({ name }) => name !== gone),
    primaryKey: table.primaryKey.includes(gone) ? [] : table.primaryKey,
    references: table.references.filter(({ columns }) => !columns.includes(gone)),
  };
}

function loadColumn({ name, kind, precision, scale }: Column): LoadColumn {
  const type: LoadType = loadTypes.find((each) => each === kind) ?? 'text';
  return { name, type, ...(type === 'decimal' && { precision, scale }), isNullable: true };
}
