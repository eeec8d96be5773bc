import type { Connection } from '../model/engine.ts';
import type { TableName } from '../model/table.ts';
import { isOwnTable, ledgerTables, type LedgerTable, runOfSnapshot } from '../ledger/tables.ts';

/** What a schema holds, besides what is no table. */
export interface SchemaTables {
  /** The ledger's own tables and snapshots. */
  readonly own: readonly TableName[];
  /** Tables and views of others, whatever they are called. */
  readonly others: readonly TableName[];
}

/** Tells Faultline's tables from others' that are called alike, where the schema is not the ledger's alone. */
export async function tablesIn(connection: Connection, schema: string): Promise<SchemaTables> {
  const tables = (await connection.listTables()).filter(({ name }) => name.schema === schema);
  const own: TableName[] = [];
  const others: TableName[] = [];
  for (const { name } of tables) ((await isOwn(connection, schema, name)) ? own : others).push(name);
  return { own, others };
}

async function isOwn(connection: Connection, schema: string, table: TableName): Promise<boolean> {
  if (!isOwnTable(schema, table)) return false;
  const found = (await connection.describeTable(table))?.columns.map(({ name }) => name) ?? [];
  const expected =
    runOfSnapshot(table) === undefined
      ? ledgerTables[table.name as LedgerTable].columns.map(({ name }) => name)
      : ['occurrence'];
  return expected.every((name) => found.includes(name));
}
