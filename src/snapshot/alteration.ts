import type { Alteration } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { isSameTable, type Table, type TableName } from '../model/table.ts';

/** What takes an alteration back. */
export function inverse(alteration: Alteration): Alteration {
  return { change: 'rename column', from: alteration.to, to: alteration.from };
}

/** The statement that carries an alteration out. */
export function alterationSql(dialect: Dialect, table: TableName, alteration: Alteration): Sql {
  return dialect.renameColumn(table, alteration.from, alteration.to);
}

/** The table as it is described after an alteration. */
export function alteredTable(table: Table, alteration: Alteration): Table {
  const renamed = (name: string) => (name === alteration.from ? alteration.to : name);
  return {
    ...table,
    columns: table.columns.map((each) => ({ ...each, name: renamed(each.name) })),
    keys: table.keys.map((key) => ({ ...key, columns: key.columns.map(renamed) })),
    references: table.references.map((each) => ({ ...each, childColumns: each.childColumns.map(renamed) })),
    referencedBy: table.referencedBy.map((each) => ({ ...each, parentColumns: each.parentColumns.map(renamed) })),
  };
}

/** The table as it is described after an alteration of one that refers to it. */
export function alteredChild(table: Table, child: TableName, alteration: Alteration): Table {
  const renamed = (name: string) => (name === alteration.from ? alteration.to : name);
  return {
    ...table,
    referencedBy: table.referencedBy.map((each) =>
      isSameTable(each.child, child) ? { ...each, childColumns: each.childColumns.map(renamed) } : each,
    ),
  };
}
