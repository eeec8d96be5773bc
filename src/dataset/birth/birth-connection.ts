import type { Connection } from '../../model/engine.ts';
import type { Table, TableName } from '../../model/table.ts';
import { describedTable } from './described-table.ts';
import type { LaidTables } from './laid-table.ts';
import { tableSchema } from './table-of.ts';

/**
 * A session in which the tables of a data set look as the data set declares them.
 * @param isAltered the step at work changes the shape of its table
 */
export function birthConnection(inner: Connection, tables: LaidTables, isAltered: boolean): Connection {
  const describe = (found: Table | undefined): Table | undefined => {
    const laid = found?.name.schema === tableSchema ? tables.get(found.name.name) : undefined;
    return found && laid ? describedTable(found, laid, tables, isAltered) : found;
  };
  return {
    // No reference is declared in the database itself.
    dialect: { ...inner.dialect, deletesParentsWithChildren: true },
    server: inner.server,
    loading: inner.loading,
    query: (statement) => inner.query(statement),
    execute: (statement) => inner.execute(statement),
    stream: (statement) => inner.stream(statement),
    begin: (mode) => inner.begin(mode),
    commit: () => inner.commit(),
    rollback: () => inner.rollback(),
    interrupt: () => inner.interrupt(),
    close: () => inner.close(),
    listTables: async () =>
      (await inner.listTables()).filter(({ name }) => name.schema !== tableSchema || tables.has(name.name)),
    hasTable: (name: TableName) => inner.hasTable(name),
    describeTable: async (name) => describe(await inner.describeTable(name)),
    declareTable: (name) => inner.declareTable(name),
    missingPrivileges: (name, wanted) => inner.missingPrivileges(name, wanted),
  };
}
